// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/crew.h"

#include <utility>

namespace interleave::engine {

void Outbox::report(TaskReport report)
{
    const std::lock_guard guard(m_mutex);
    m_reports.push_back(std::move(report));
}

void Outbox::worker(WorkerId id, interleave::Worker worker)
{
    const std::lock_guard guard(m_mutex);
    m_workers.emplace_back(id, std::move(worker));
}

WorkerId Outbox::helper(interleave::Worker helper)
{
    const WorkerId id = nextWorker();
    const std::lock_guard guard(m_mutex);
    m_newHelpers.emplace_back(id, helper);
    m_workers.emplace_back(id, std::move(helper));
    return id;
}

std::vector<std::pair<WorkerId, interleave::Worker>> Outbox::newHelpers()
{
    const std::lock_guard guard(m_mutex);
    return std::exchange(m_newHelpers, {});
}

void Outbox::drain(RunBatch& batch)
{
    const std::lock_guard guard(m_mutex);
    moveAppend(batch.workers, m_workers);
    moveAppend(batch.reports, m_reports);
}

} // namespace interleave::engine
