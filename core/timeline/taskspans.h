// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/lane.h"

#include <vector>

namespace interleave::timeline {

/// Where the lanes of a run show one task.
class TaskSpans
{
public:
    /// Looks at the spans that are new since the last call; at all of them when the task or the lanes are
    /// others.
    void follow(const std::vector<Lane>& lanes, TaskId task);

    /// Indices of the task's spans in a lane, ascending.
    const std::vector<std::uint32_t>& in(std::size_t lane) const { return m_of[lane].spans; }

private:
    struct Of
    {
        const SpanRow* row = nullptr;
        std::size_t read = 0;
        std::vector<std::uint32_t> spans;
    };

    TaskId m_task;
    std::vector<Of> m_of; // by lane
};

} // namespace interleave::timeline
