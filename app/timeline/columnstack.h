// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/theme.h"
#include "core/timeline/layout.h"

#include <span>

namespace interleave::view {

/// What stands on what; Running from below.
inline constexpr std::array stackOrder{State::Running, State::Ready,   State::Blocked,
                                       State::Waiting, State::Unknown, State::Queued};

/// Where the shares of a merged column stand in its lane, in the unit of the lane's height, from its top. A
/// run of columns fills the lane, so that heights are shares; one that is narrower than its neighbours keeps
/// to the heights of the states.
struct ColumnStack
{
    double bottom = 0;
    std::array<double, allStates.size()> height{}; ///< by State

    ColumnStack(const timeline::Column& column, const Theme& theme, double laneHeight, bool narrow)
        : bottom(laneHeight)
    {
        double total = 0;
        for (const State state : stackOrder) {
            double& high = height[static_cast<std::size_t>(state)];
            high = column[state] * laneHeight * (narrow ? theme[state].height : 1);
            total += high;
        }
        if (narrow)
            bottom = (laneHeight + total) / 2;
    }
};

/// Calls `take` with each run of columns that touch one another, and whether it is narrow.
/// @param density columns per logical pixel
template <class Take>
void forEachRun(std::span<const timeline::Column> columns, double density, Take take)
{
    constexpr double narrowRun = 4; // logical pixels
    std::size_t first = 0;
    for (std::size_t i = 1; i <= columns.size(); ++i) {
        if (i < columns.size() && columns[i].x == columns[i - 1].x + 1)
            continue;
        take(columns.subspan(first, i - first), static_cast<double>(i - first) < narrowRun * density);
        first = i;
    }
}

} // namespace interleave::view
