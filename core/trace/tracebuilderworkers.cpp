// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to workers, and the end of the run.
#include "core/trace/tracebuilder.h"
#include "core/trace/workers.h"

#include <algorithm>
#include <utility>

namespace interleave {

void TraceBuilder::applyWorker(const Event& event, Instant at)
{
    OpenWorker& worker = m_workers[event.worker.value];
    if (knows(worker.current))
        settleReady(m_tasks[worker.current.value], at);
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
        return ignore(event);
    }
}

void TraceBuilder::applyOwnWork(const Event& event, Instant at)
{
    OpenWorker& worker = m_workers[event.worker.value];
    closeOwn(worker, at);
    worker.switchedOut = false;
    if (event.kind == EventKind::TaskResumed)
        beginOwnWork(event, worker, at);
}

void TraceBuilder::beginOwnWork(const Event& event, OpenWorker& worker, Instant at)
{
    const Worker& told = m_trace.workers[event.worker.value];
    if (told.stopped || (!told.started && event.kind != EventKind::TaskResumed))
        return;
    worker.current = {};
    worker.switchedOut = false;
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
    } else if (told.role == WorkerRole::Executes) { // a helper's beginning is told by itself and by the run
        ignore(event);
    }
}

void TraceBuilder::workerStopped(const Event& event, OpenWorker& worker, Instant at)
{
    if ((event.flags & Inferred) && worker.ownOpen && worker.own.state != State::Unknown)
        change(worker.own, in(worker.own, State::Unknown, Phase::Unknown), worker.last);
    closeOwn(worker, at);
    // The end of a process is told by itself and by the run.
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
    const bool preempted = event.flags & Preempted;
    Span* span = executing(worker);
    if (!span && preempted) { // woken with nothing to do yet
        beginOwnWork(event, worker, at);
        worker.own.state = State::Ready;
        worker.switchedOut = worker.ownOpen;
        worker.before = Phase::Dispatch;
        worker.own.processor = {};
        return;
    }
    if (!span)
        return;
    if (span->state == State::Waiting && worker.switchedOut && preempted)
        return change(*span, in(*span, State::Ready, worker.before), at); // woken, not yet run
    if (span->state != State::Running)
        return;
    if (worker.ownOpen && !preempted) // nothing to do
        return closeOwn(worker, at);
    worker.switchedOut = true;
    worker.before = span->phase;
    const bool inLock = knows(span->task) && m_tasks[span->task.value].wantsLock;
    if (preempted)
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
        return beginOwnWork(event, worker, at);
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
    for (const OpenTask& task : m_tasks) {
        if (!task.open)
            continue;
        Span last = task.span;
        if (task.told != State::Queued && task.ready <= end) {
            Span before = last;
            last = in(last, task.told, last.phase);
            last.start = std::max(before.start, task.ready);
            before.length = last.start - before.start;
            if (before.length > Duration::zero())
                spans.push_back(before);
        }
        add(last);
    }
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
    countRecorded();
    countNotBegun();
    return std::move(m_trace);
}

void TraceBuilder::stopUnfinished(TaskId id, Instant end)
{
    Task& task = m_trace.tasks[id.value];
    if (task.stopped)
        return;
    if (task.taken) {
        loseTail(m_tasks[id.value], end);
        stopped(id, Outcome::Failed, end);
        if (task.reason.empty())
            task.reason = "its worker ended without telling how this task ended";
    } else {
        stopped(id, m_trace.info.cancelled ? Outcome::Cancelled : Outcome::Failed, end);
        if (task.reason.empty())
            task.reason = "no worker took it";
    }
}

/// Which workers' switches the kernel has told of.
void TraceBuilder::countRecorded()
{
    const auto executing = [&](bool records) {
        return static_cast<std::uint32_t>(std::ranges::count_if(m_trace.workers, [=](const Worker& worker) {
            return worker.role == WorkerRole::Executes && worker.switchRecords == records;
        }));
    };
    const std::uint32_t without = executing(false);
    if (without == 0)
        return;
    m_trace.info.sources.switchRecords = executing(true) > 0;
    m_trace.info.workersWithoutRecords = m_trace.info.sources.switchRecords ? without : 0;
}

void TraceBuilder::countNotBegun()
{
    NotBegun lacking = notBegun(m_trace.workers);
    m_trace.info.workersNotBegun = std::min(m_trace.info.workers, lacking.count);
    m_trace.info.notBegunWhy = std::move(lacking.why);
}

/// The run is over when its last task has stopped: what workers did on their own after that is no part of it.
void TraceBuilder::cutOwnWork()
{
    SpanTable kept;
    for (Span span : m_trace.spans) {
        span.length = std::min(span.length, m_trace.end - span.start);
        if (span.length > Duration::zero())
            kept.append(span);
    }
    kept.shrinkToFit();
    m_trace.spans = std::move(kept);
}

} // namespace interleave
