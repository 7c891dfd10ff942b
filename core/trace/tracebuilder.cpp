// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/tracebuilder.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace interleave {

namespace {

// SpanTable keeps worker numbers in 16 bits.
constexpr std::uint32_t mostWorkers = 65535;

Phase known(Phase phase) { return phase <= Phase::Unknown ? phase : Phase::Unknown; }

Outcome known(Outcome outcome)
{
    return outcome != Outcome::None && outcome <= Outcome::Cancelled ? outcome : Outcome::Failed;
}

std::uint8_t attemptOf(const Event& event)
{
    return static_cast<std::uint8_t>(std::min<std::uint32_t>(event.value, 255));
}

} // namespace

TraceBuilder::TraceBuilder(RunInfo info, Stamp zero) : m_zero(zero) { m_trace.info = std::move(info); }

TaskId TraceBuilder::addTask(std::string label, std::string subject)
{
    const TaskId id(static_cast<std::uint32_t>(m_tasks.size()));
    Task& task = m_trace.tasks.emplace_back();
    task.label = std::move(label);
    task.subject = std::move(subject);
    m_tasks.emplace_back().span.task = id;
    return id;
}

void TraceBuilder::setWorker(WorkerId id, Worker worker)
{
    if (id.value >= mostWorkers)
        return;
    while (!knows(id)) {
        const WorkerId next(static_cast<std::uint32_t>(m_workers.size()));
        m_workers.emplace_back().own.worker = next;
        m_trace.workers.emplace_back();
    }
    Worker& kept = m_trace.workers[id.value];
    if (kept.started)
        worker.started = kept.started;
    if (kept.stopped)
        worker.stopped = kept.stopped;
    if (worker.resolution)
        m_trace.info.resolution = std::max(m_trace.info.resolution, *worker.resolution);
    kept = std::move(worker);
    if (!kept.notBegun.empty())
        countNotBegun();
}

void TraceBuilder::apply(const Event& event)
{
    const bool hasWorker = knows(event.worker);
    if (event.worker.valid() && !hasWorker)
        return ignore(event);
    Instant at = instant(event.at);
    // What the run infers about a killed worker's tasks is no event of that worker: `last` stays.
    const bool afterDeath = (event.flags & Inferred) &&
                            (event.kind == EventKind::TaskStopped || event.kind == EventKind::WorkerStopped);
    if (hasWorker) {
        OpenWorker& worker = m_workers[event.worker.value];
        // What the kernel or another worker stamped while this one executed something else is told late.
        if (event.kind != EventKind::TaskReady && event.kind != EventKind::LockWanted)
            at = std::max(at, worker.last);
        if (!afterDeath && event.kind != EventKind::TaskReady)
            worker.last = std::max(at, worker.last);
    }
    if (knows(event.task))
        applyTask(event, m_tasks[event.task.value], at);
    else if (hasWorker && !event.task.valid())
        applyWorker(event, at);
    else
        ignore(event);
}

void TraceBuilder::ignore(const Event& event)
{
    const std::string_view kind = name(event.kind);
    ignore(kind.empty() ? "of an unknown kind" : kind);
}

void TraceBuilder::ignore(std::string_view kind)
{
    auto& counts = m_trace.info.ignoredEvents;
    const auto known = std::ranges::find(counts, kind, &std::pair<std::string, std::uint64_t>::first);
    if (known == counts.end())
        counts.emplace_back(kind, 1);
    else
        ++known->second;
}

void TraceBuilder::apply(const TaskReport& report)
{
    if (!knows(report.task))
        return ignore("TaskReport");
    Task& task = m_trace.tasks[report.task.value];
    task.bytes = report.bytes;
    task.attempts = report.attempts;
    task.untaken = report.untaken;
    task.reason = report.reason;
}

void TraceBuilder::applyTask(const Event& event, OpenTask& task, Instant at)
{
    if (event.kind == EventKind::TaskPlanned)
        return planned(event, at);
    if (event.kind == EventKind::TaskTaken)
        return taken(event, at);
    if (event.kind == EventKind::LockReleased)
        return; // nothing changes by it: its task may even be over
    if (event.kind == EventKind::TaskStopped) {
        const bool others =
            event.worker.valid() && task.span.worker.valid() && event.worker != task.span.worker;
        if (others || m_trace[event.task].stopped)
            return ignore(event);
        settleReady(task, at);
        if (event.flags & Inferred)
            loseTail(task, at);
        return stopped(event.task, known(event.outcome), at);
    }
    if (task.open && event.worker.valid() && task.span.worker == event.worker)
        applyTaken(event, task, at);
    else
        ignore(event);
}

void TraceBuilder::applyTaken(const Event& event, OpenTask& task, Instant at)
{
    if (event.kind == EventKind::TaskReady)
        return readyTold(event, task, at);
    settleReady(task, at);
    switch (event.kind) {
    case EventKind::TaskStarted:
        if (m_trace[event.task].started)
            ignore(event); // it goes on
        [[fallthrough]];
    case EventKind::TaskResumed:
        return resumed(event, task, at);
    case EventKind::TaskSuspended:
        return suspended(event, task, at);
    case EventKind::TaskPhase: {
        Span next = task.span;
        next.phase = known(event.phase);
        next.attempt = attemptOf(event);
        change(task.span, next, at);
        if (OpenWorker& worker = m_workers[event.worker.value]; worker.current == event.task)
            worker.before = next.phase;
        return;
    }
    case EventKind::LockWanted:
        return lockWanted(event, task, at);
    case EventKind::LockTaken:
        task.wantsLock = false;
        return;
    default:
        return ignore(event);
    }
}

void TraceBuilder::planned(const Event& event, Instant at)
{
    const TaskId id = event.task;
    Task& task = m_trace.tasks[id.value];
    OpenTask& open = m_tasks[id.value];
    if (task.planned)
        return ignore(event);
    task.planned = at;
    Span queued;
    queued.start = at;
    queued.task = id;
    queued.state = State::Queued;
    if (task.taken) { // the event of another writer came first
        close(queued, *task.taken);
    } else if (task.stopped) {
        close(queued, *task.stopped);
    } else {
        open.span = queued;
        open.open = true;
    }
}

void TraceBuilder::taken(const Event& event, Instant at)
{
    Task& task = m_trace.tasks[event.task.value];
    OpenTask& open = m_tasks[event.task.value];
    if (task.taken || task.stopped || !event.worker.valid())
        return ignore(event);
    if (open.open) {
        close(open.span, at);
        at = std::max(at, open.span.start);
    }
    task.taken = at;
    task.worker = event.worker;
    task.slot = SlotId(event.value);
    open.open = true;
    open.span = Span();
    open.span.start = at;
    open.span.task = event.task;
    open.span.worker = task.worker;
    open.span.slot = task.slot;
    open.span.state = State::Ready;
}

void TraceBuilder::resumed(const Event& event, OpenTask& task, Instant at)
{
    OpenWorker& worker = m_workers[event.worker.value];
    closeOwn(worker, at);
    worker.current = event.task;
    worker.switchedOut = false;
    const Phase phase = event.phase == Phase::None ? Phase::Compute : known(event.phase);
    change(task.span, in(task.span, State::Running, phase, ProcessorId(event.value)), at);
    std::optional<Instant>& started = m_trace.tasks[event.task.value].started;
    if (!started)
        started = task.span.start;
}

void TraceBuilder::suspended(const Event& event, OpenTask& task, Instant at)
{
    leave(event.task, task);
    Span next = in(task.span, State::Waiting, known(event.phase));
    next.attempt = attemptOf(event);
    change(task.span, next, at);
}

void TraceBuilder::lockWanted(const Event& event, OpenTask& task, Instant at)
{
    leave(event.task, task);
    task.wantsLock = true;
    Span next = in(task.span, State::Blocked, Phase::Lock);
    if (const TaskId holder(event.value); knows(holder) && holder != event.task)
        next.by = holder;
    change(task.span, next, at);
}

void TraceBuilder::stopped(TaskId id, Outcome outcome, Instant at)
{
    Task& task = m_trace.tasks[id.value];
    OpenTask& open = m_tasks[id.value];
    if (task.stopped)
        return;
    if (open.open) {
        at = std::max(at, open.span.start);
        close(open.span, at);
    }
    leave(id, open);
    open.wantsLock = false;
    open.open = false;
    task.stopped = at;
    task.outcome = outcome;
    m_trace.end = std::max(m_trace.end, at);
}

/// Whether that can be true is known when its task does something else.
void TraceBuilder::readyTold(const Event& event, OpenTask& task, Instant at)
{
    m_trace.info.sources.receiveStamps |= (event.flags & Stamped) != 0;
    settleReady(task, at);
    task.ready = at;
    task.told = event.flags & Inferred ? State::Unknown : State::Ready;
}

/// @param by an instant that the task has come to
void TraceBuilder::settleReady(OpenTask& task, Instant by)
{
    const State told = std::exchange(task.told, State::Queued);
    if (!task.open || told == State::Queued)
        return;
    if (task.ready <= by)
        return change(task.span, in(task.span, told, task.span.phase), task.ready);
    if (task.span.state == State::Running)
        return change(task.span, in(task.span, told, task.span.phase), by);
    change(task.span, in(task.span, State::Unknown, task.span.phase), task.span.start);
}

/// The task no longer is what its worker executes.
void TraceBuilder::leave(TaskId id, const OpenTask& task)
{
    if (!knows(task.span.worker))
        return;
    OpenWorker& worker = m_workers[task.span.worker.value];
    if (worker.current == id) {
        worker.current = {};
        worker.switchedOut = false;
    }
}

/// What the task did since its worker's last event is not known.
void TraceBuilder::loseTail(OpenTask& task, Instant end)
{
    settleReady(task, end);
    if (task.open && knows(task.span.worker))
        change(task.span, in(task.span, State::Unknown, Phase::Unknown),
               m_workers[task.span.worker.value].last);
}

void TraceBuilder::change(Span& open, Span next, Instant at)
{
    next.start = open.start;
    if (next == open)
        return;
    next.start = std::max(at, open.start);
    close(open, next.start);
    open = next;
}

void TraceBuilder::close(Span span, Instant end)
{
    span.length = end - span.start;
    if (span.length <= Duration::zero())
        return;
    m_trace.spans.append(span);
    m_latestEnd = std::max(m_latestEnd, end);
}

Span TraceBuilder::in(Span span, State state, Phase phase, ProcessorId processor)
{
    span.state = state;
    span.phase = phase;
    span.processor = processor;
    span.by = {};
    return span;
}

/// Saturates at some seventy years either way, so that the difference of two instants always fits.
Instant TraceBuilder::instant(Stamp stamp) const
{
    constexpr std::uint64_t limit = std::uint64_t{1} << 61;
    const auto at = Duration(stamp.time_since_epoch()).count();
    const auto zero = Duration(m_zero.time_since_epoch()).count();
    const bool after = at >= zero;
    const std::uint64_t distance = after ? static_cast<std::uint64_t>(at) - static_cast<std::uint64_t>(zero)
                                         : static_cast<std::uint64_t>(zero) - static_cast<std::uint64_t>(at);
    const auto length = static_cast<std::int64_t>(std::min(distance, limit));
    return Instant(Duration(after ? length : -length));
}

} // namespace interleave
