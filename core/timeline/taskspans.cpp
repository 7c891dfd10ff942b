// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/taskspans.h"

#include <algorithm>

namespace interleave::timeline {

void TaskSpans::follow(const std::vector<Lane>& lanes, TaskId task)
{
    if (task != m_task)
        m_of.clear();
    m_task = task;
    m_of.resize(lanes.size());
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const Lane& lane = lanes[i];
        Of& of = m_of[i];
        if (of.row != lane.row.get())
            of = {.row = lane.row.get(), .spans = {}};
        of.read = std::min(of.read, lane.settled);
        of.spans.erase(std::ranges::lower_bound(of.spans, static_cast<std::uint32_t>(of.read)),
                       of.spans.end());
        for (std::size_t span = of.read; span < lane.size(); ++span)
            if (lane.taskOf(span) == task)
                of.spans.push_back(static_cast<std::uint32_t>(span));
        of.read = lane.summary.size();
    }
}

} // namespace interleave::timeline
