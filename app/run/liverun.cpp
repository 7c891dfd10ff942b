// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/liverun.h"

#include <utility>

namespace interleave::run {
namespace {

TraceBuilder started(engine::Run& run)
{
    run.start();
    return run.builder();
}

} // namespace

LiveRun::LiveRun(const engine::Model& model, std::shared_ptr<engine::Workload> workload,
                 engine::RunOptions options, KeepEvents keep)
    : m_run(model, workload, std::move(options)),
      m_builder(started(m_run)),
      m_zero(m_builder.zero()),
      m_keep(keep)
{
    m_progress.tasks = workload->taskCount();
}

bool LiveRun::advance(std::chrono::milliseconds patience, std::vector<std::string>& log)
{
    const engine::RunBatch batch = m_run.drain(patience);
    engine::feed(m_builder, batch);
    for (const Event& event : batch.events)
        count(event);
    if (m_keep == KeepEvents::Yes)
        m_events.insert(m_events.end(), batch.events.begin(), batch.events.end());
    for (const TaskReport& report : batch.reports) {
        if (!report.log.empty())
            log.push_back(report.log);
    }
    return batch.finished;
}

void LiveRun::cancel()
{
    m_run.cancel();
    m_builder.setCancelled();
}

void LiveRun::add(const Event& event)
{
    m_builder.apply(event);
    if (m_keep == KeepEvents::Yes)
        m_events.push_back(event);
}

RunProgress LiveRun::progress() const
{
    RunProgress progress = m_progress;
    progress.elapsed = stampNow() - m_zero;
    return progress;
}

RunResult LiveRun::finish() &&
{
    return {std::move(m_builder).finish(stampNow()), std::move(m_events), m_zero, {}};
}

void LiveRun::count(const Event& event)
{
    if (event.kind != EventKind::TaskStopped)
        return;
    ++m_progress.stopped;
    m_progress.failed += event.outcome == Outcome::Failed ? 1 : 0;
}

} // namespace interleave::run
