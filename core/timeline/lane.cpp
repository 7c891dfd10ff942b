// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/lane.h"

#include <algorithm>

namespace interleave::timeline {

std::size_t Lane::startedBefore(Instant at) const
{
    return open && open->start < at ? size() : summary.startedBefore(*row, at);
}

std::size_t Lane::firstEndingAfter(Instant at) const
{
    // All that start before the instant have ended, but for the last.
    const std::size_t started = startedBefore(at);
    return started > 0 && end(started - 1) > at ? started - 1 : started;
}

StateTimes Lane::timesUntil(Instant at) const
{
    const std::size_t started = startedBefore(at);
    if (started == 0)
        return {};
    StateTimes times = summary.before(*row, started - 1);
    times[static_cast<std::size_t>(state(started - 1))] +=
        std::min(length(started - 1), at - start(started - 1)).count();
    return times;
}

bool Lane::has(State state, Phase phase) const
{
    return row->has(state, phase) || (open && open->state == state && open->phase == phase);
}

Lane laneOf(std::span<const Span> spans)
{
    Lane lane;
    lane.row = std::make_shared<const SpanRow>(rowOf(spans));
    lane.summary.follow(*lane.row);
    return lane;
}

} // namespace interleave::timeline
