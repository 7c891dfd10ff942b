// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/runner.h"

#include "app/cli/interrupt.h"
#include "core/engine/run.h"

#include <utility>

namespace interleave::cli {
namespace {

using namespace std::chrono_literals;

/// Hands on what a run tells: to the trace, to the listener, and kept where events are asked for.
class Collector
{
public:
    Collector(TraceBuilder& builder, RunResult& result, KeepEvents keep)
        : m_builder(builder), m_result(result), m_keep(keep)
    {
    }

    void take(const engine::RunBatch& batch, const RunListener& listener)
    {
        engine::feed(m_builder, batch);
        for (const Event& event : batch.events)
            count(event);
        if (m_keep == KeepEvents::Yes)
            m_result.events.insert(m_result.events.end(), batch.events.begin(), batch.events.end());
        for (const TaskReport& report : batch.reports) {
            if (!report.log.empty())
                listener.logged(report.log);
        }
    }

    RunProgress progress() const { return m_progress; }

private:
    void count(const Event& event)
    {
        if (event.kind != EventKind::TaskStopped)
            return;
        ++m_progress.stopped;
        m_progress.failed += event.outcome == Outcome::Failed ? 1 : 0;
    }

    TraceBuilder& m_builder;
    RunResult& m_result;
    KeepEvents m_keep;
    RunProgress m_progress;
};

} // namespace

RunResult runToEnd(const engine::Model& model, std::shared_ptr<engine::Workload> workload,
                   const std::string& workerProgram, KeepEvents keep, const RunListener& listener)
{
    engine::Run run(model, workload, {workerProgram});
    const Stamp begun = stampNow();
    run.start();
    RunResult result;
    TraceBuilder builder = run.builder();
    Collector collector(builder, result, keep);
    for (bool finished = false, cancelled = false; !finished;) {
        const engine::RunBatch batch = run.drain(33ms);
        collector.take(batch, listener);
        finished = batch.finished;
        if (!finished && !cancelled && Interrupt::interrupted()) {
            cancelled = true;
            run.cancel();
            builder.setCancelled();
        }
        RunProgress progress = collector.progress();
        progress.tasks = workload->taskCount();
        progress.elapsed = stampNow() - begun;
        listener.progressed(progress);
    }
    result.trace = std::move(builder).finish(stampNow());
    return result;
}

} // namespace interleave::cli
