// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/theme.h"
#include "core/timeline/concurrency.h"

#include <QImage>

#include <span>

namespace interleave::view {

/// Numbers of tasks as stacked areas: Running from below, then Ready, Blocked, Waiting and Unknown; Queued,
/// which may be many more, lighter above them as far as there is room. One column per pixel.
/// @param size of the device; as many pixels wide as there are columns
/// @param most tasks that fill the height
QImage stackedAreas(std::span<const timeline::Concurrency::Counts> columns, int height, double most,
                    const Theme& theme);

} // namespace interleave::view
