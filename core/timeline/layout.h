// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/lane.h"

#include <array>
#include <cstdint>
#include <vector>

namespace interleave::timeline {

/// The part of a run that is looked at, and how wide it is on the device. @pre from < to, width > 0
struct View
{
    Instant from{};
    Instant to{};
    double width = 0; ///< pixels of the device
    /// Spans of at least so many pixels are bars; 1 or more.
    double narrowestBar = 1;

    double pixelsPerNanosecond() const { return width / static_cast<double>((to - from).count()); }
    /// Exact for any instant within 104 days of `from`; not clipped to the view.
    double x(Instant at) const { return static_cast<double>((at - from).count()) * pixelsPerNanosecond(); }
};

/// A span drawn as it is: pixels from the left edge, 0 <= x0 < x1 <= width.
struct Bar
{
    double x0 = 0;
    double x1 = 0;
    std::uint32_t span = 0; ///< index in the lane
    State state = State::Unknown;
    Phase phase = Phase::None;
    bool starts = false; ///< a task starts at x0
    /// Neither the task nor the state ends at x1: the lane goes on with another bar of both, with merged
    /// columns at most in between.
    bool goesOn = false;

    bool operator==(const Bar&) const = default;
};

/// A pixel column [x, x + 1) that holds at least one span too narrow for a bar: the proportions are kept.
struct Column
{
    std::int32_t x = 0;
    std::array<double, allStates.size()> share{}; ///< of the column's time, by State; the rest to 1 is idle
    std::uint32_t starts = 0;                     ///< number of tasks that start in it

    double& operator[](State state) { return share[static_cast<std::size_t>(state)]; }
    double operator[](State state) const { return share[static_cast<std::size_t>(state)]; }
    bool operator==(const Column&) const = default;
};

/// Bars and columns from left to right; a pixel column belongs to bars or to a Column, never to both.
struct LaneLayout
{
    std::vector<Bar> bars;
    std::vector<Column> columns;

    bool operator==(const LaneLayout&) const = default;
};

/// Costs the bars and the columns, however many spans there are. The time that the lane spends in each state
/// is kept exactly: bars plus shares add up to the visible spans.
LaneLayout layout(const Lane& lane, const View& view);
/// Likewise.
/// @param result what it held before is gone, but for the memory
void layout(const Lane& lane, const View& view, LaneLayout& result);

} // namespace interleave::timeline
