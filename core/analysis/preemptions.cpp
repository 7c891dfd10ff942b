// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/preemptions.h"

namespace interleave::analysis {

bool PreEmptions::beginsWith(const Span& span)
{
    std::vector<Before>& all = span.task.valid() ? m_tasks : m_workers;
    const std::size_t index = span.task.valid() ? span.task.value : span.worker.value;
    if (index >= all.size())
        return false;
    Before& before = all[index];
    const bool preEmpted = span.state == State::Ready && before.running && before.end == span.start &&
                           before.phase == span.phase;
    before = {.end = span.end(), .phase = span.phase, .running = span.state == State::Running};
    return preEmpted;
}

} // namespace interleave::analysis
