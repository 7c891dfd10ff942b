// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <QString>

#include <cstdint>

namespace interleave::run {

/// The shortest exact writing of it: "50 ms", "1.5 s", "0 s".
QString durationText(Duration duration);

/// "1 MB" for 1 000 000: decimal units, at most three digits after the point.
QString sizeText(std::uint64_t bytes);

} // namespace interleave::run
