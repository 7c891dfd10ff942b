// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/layout.h"

#include <vector>

namespace interleave::timeline {

/// From the end of a wait to the instant from which its task was Running again.
struct WakeUp
{
    std::uint32_t from = 0; ///< lane of the wait
    std::uint32_t to = 0;  ///< lane of the worker that runs the task: the same where it has no row of its own
    double x0 = 0, x1 = 0; ///< pixels of the device from the left edge of the view
    double wait = 0;       ///< width of the wait's bar

    bool operator==(const WakeUp&) const = default;
};

/// What of the lanes is on the screen, and how much is told of it.
struct WakeUpLimits
{
    std::uint32_t firstLane = 0, lastLane = 0; ///< the last one not included
    double narrowest = 6;                      ///< bar of a wait, in pixels of the device
    std::size_t most = 300; ///< the widest waits are told; a picture of more would be a tangle
};

/// Ends of waits (Waiting, Blocked) within the view whose task runs later in the lane, with nothing but Ready
/// in between. Looks at what is wide enough only: costs the layout of the lanes. In the order of the lanes,
/// then of the time. What would have no length (the same lane at once) is left out.
std::vector<WakeUp> wakeUps(const std::vector<Lane>& lanes, const View& view, const WakeUpLimits& limits);

} // namespace interleave::timeline
