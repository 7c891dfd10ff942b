// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <vector>

namespace interleave::analysis {

/// Tells pre-emptions: Ready right after Running, in the same phase, of the same task (or of a worker's own
/// work). A task that waits and is ready at once has the phase of its wait, and so was not pre-empted.
class PreEmptions
{
public:
    explicit PreEmptions(const Trace& trace) : m_tasks(trace.tasks.size()), m_workers(trace.workers.size()) {}

    /// Whether a span begins with a pre-emption. To be asked of every span, those of a task in the order of
    /// time; O(1).
    bool beginsWith(const Span& span);

private:
    struct Before
    {
        Instant end{};
        Phase phase = Phase::None;
        bool running = false;
    };

    std::vector<Before> m_tasks;
    std::vector<Before> m_workers; // of their own work
};

} // namespace interleave::analysis
