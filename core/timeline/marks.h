// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/layout.h"

#include <span>
#include <vector>

namespace interleave::timeline {

/// A stretch of a lane in pixels of the device from the left edge of the view: 0 <= x0 < x1 <= width.
struct Mark
{
    double x0 = 0, x1 = 0;
    bool operator==(const Mark&) const = default;
};

/// Where spans of one lane are in the view, to be marked; what would touch is one mark, and
/// what ends within another one adds nothing to it. Costs the width of
/// the view and binary searches, however many spans there are.
/// @param spans sorted by start, not overlapping
/// @param narrowest a mark is at least so wide, as far as the view reaches, in pixels of the device
std::vector<Mark> marks(std::span<const Span> spans, const View& view, double narrowest);

} // namespace interleave::timeline
