// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to workers, and the end of the run.
#include "core/trace/tracebuilder.h"

#include <algorithm>
#include <utility>

namespace interleave {

void TraceBuilder::applyWorker(const Event& event, Instant at)
{
    OpenWorker& worker = m_workers[event.worker.value];
    switch (event.kind) {
    case EventKind::WorkerStarted:
        return workerStarted(event, worker, at);
    case EventKind::WorkerStopped:
        return workerStopped(event, worker, at);
    case EventKind::SwitchedIn:
        return switchedIn(event, worker, at);
    case EventKind::SwitchedOut:
        return switchedOut(event, worker, at);
    case EventKind::TaskResumed:
    case EventKind::TaskSuspended:
        return applyOwnWork(event, at);
    case EventKind::Lost:
        m_trace.info.lostRecords += event.value;
        return;
    default:
        return;
    }
}

void TraceBuilder::applyOwnWork(const Event& event, Instant at)
{
    OpenWorker& worker = m_workers[event.worker.value];
    closeOwn(worker, at);
    worker.switchedOut = false;
    if (event.kind == EventKind::TaskSuspended)
        return;
    worker.current = {};
    worker.own.start = at;
    worker.own = in(worker.own, State::Running, Phase::Dispatch, ProcessorId(event.value));
    worker.ownOpen = true;
}

void TraceBuilder::workerStarted(const Event& event, OpenWorker& worker, Instant at)
{
    closeOwn(worker, at);
    if (event.phase == Phase::StartUp) {
        worker.own.start = at;
        worker.own = in(worker.own, State::Unknown, Phase::StartUp);
        worker.ownOpen = true;
    } else if (Worker& told = m_trace.workers[event.worker.value]; !told.started) {
        told.started = at;
    }
}

void TraceBuilder::workerStopped(const Event& event, OpenWorker& worker, Instant at)
{
    if ((event.flags & Inferred) && worker.ownOpen && worker.own.state != State::Unknown)
        change(worker.own, in(worker.own, State::Unknown, Phase::Unknown), worker.last);
    closeOwn(worker, at);
    if (Worker& told = m_trace.workers[event.worker.value]; !told.stopped)
        told.stopped = at;
}

/// What the worker executes, or did when it was switched out; null: nothing.
Span* TraceBuilder::executing(OpenWorker& worker)
{
    if (worker.ownOpen)
        return &worker.own;
    if (knows(worker.current) && m_tasks[worker.current.value].open)
        return &m_tasks[worker.current.value].span;
    return nullptr;
}

void TraceBuilder::switchedOut(const Event& event, OpenWorker& worker, Instant at)
{
    Span* span = executing(worker);
    if (!span || span->state != State::Running)
        return;
    worker.switchedOut = true;
    worker.before = span->phase;
    const bool inLock = knows(span->task) && m_tasks[span->task.value].wantsLock;
    if (event.flags & Preempted)
        change(*span, in(*span, State::Ready, span->phase), at);
    else if (inLock)
        change(*span, in(*span, State::Blocked, Phase::Lock), at);
    else
        change(*span, in(*span, State::Waiting, Phase::Unknown), at);
}

void TraceBuilder::switchedIn(const Event& event, OpenWorker& worker, Instant at)
{
    Span* span = executing(worker);
    if (!span)
        return;
    const ProcessorId processor(event.value);
    if (worker.switchedOut)
        change(*span, in(*span, State::Running, worker.before, processor), at);
    else if (span->state == State::Running)
        change(*span, in(*span, State::Running, span->phase, processor), at); // it migrated
    worker.switchedOut = false;
}

void TraceBuilder::closeOwn(OpenWorker& worker, Instant at)
{
    if (worker.ownOpen)
        close(worker.own, at);
    worker.ownOpen = false;
}

std::vector<Span> TraceBuilder::openSpans(Stamp now) const
{
    const Instant end = instant(now);
    std::vector<Span> spans;
    const auto add = [&](Span span) {
        span.length = end - span.start;
        if (span.length > Duration::zero())
            spans.push_back(span);
    };
    for (const OpenTask& task : m_tasks)
        if (task.open)
            add(task.span);
    for (const OpenWorker& worker : m_workers)
        if (worker.ownOpen)
            add(worker.own);
    return spans;
}

Trace TraceBuilder::finish(Stamp end) &&
{
    const Instant at = std::max(instant(end), Instant{});
    const bool anyStopped =
        std::ranges::any_of(m_trace.tasks, [](const Task& task) { return task.stopped.has_value(); });
    if (!anyStopped)
        m_trace.end = at;
    for (std::uint32_t task = 0; task < m_tasks.size(); ++task)
        stopUnfinished(TaskId(task), at);
    for (OpenWorker& worker : m_workers)
        closeOwn(worker, at);
    for (Task& task : m_trace.tasks)
        if (task.outcome != Outcome::Failed)
            task.reason.clear();
    if (m_latestEnd > m_trace.end)
        cutOwnWork();
    return std::move(m_trace);
}

void TraceBuilder::stopUnfinished(TaskId id, Instant end)
{
    Task& task = m_trace.tasks[id.value];
    if (task.stopped)
        return;
    if (task.taken) {
        loseTail(m_tasks[id.value]);
        stopped(id, Outcome::Failed, end);
        if (task.reason.empty())
            task.reason = "its worker ended without telling how this task ended";
    } else {
        stopped(id, m_trace.info.cancelled ? Outcome::Cancelled : Outcome::Failed, end);
        if (task.reason.empty())
            task.reason = "no worker took it";
    }
}

/// The run is over when its last task has stopped: what workers did on their own after that is no part of it.
void TraceBuilder::cutOwnWork()
{
    SpanTable kept;
    for (std::size_t i = 0; i < m_trace.spans.size(); ++i) {
        Span span = m_trace.spans[i];
        span.length = std::min(span.length, m_trace.end - span.start);
        if (span.length > Duration::zero())
            kept.append(span);
    }
    m_trace.spans = std::move(kept);
}

} // namespace interleave
