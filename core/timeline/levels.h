// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/spanrow.h"

#include <vector>

namespace interleave::timeline {

/// More rows than this are not made of what overlaps.
inline constexpr std::size_t mostLevels = 64;

/// Spans of which some are open at the same time, nested or not, as rows of spans that follow one another:
/// each span in the first row where nothing is in its way, the longer of two that start together first. Spans
/// without length are left out; where more than `mostLevels` are open, the last row shows each up to the
/// start of the next.
std::vector<SpanRow> levelsOf(std::vector<Span> spans);

} // namespace interleave::timeline
