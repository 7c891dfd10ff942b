// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/layout.h"

#include <optional>

namespace interleave::timeline {

/// The span of the lane that is painted at a place: of a bar that bar's; in a merged column the longest of
/// the column's spans, which is what most of the column shows.
/// @param x pixels of the device from the left edge of the view
/// @param reach how far beside a bar narrower than a finger it still counts, in pixels
/// @return index in Lane::spans; empty where nothing is painted
std::optional<std::uint32_t> spanAt(const Lane& lane, const View& view, double x, double reach = 2);

} // namespace interleave::timeline
