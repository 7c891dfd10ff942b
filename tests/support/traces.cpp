// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traces.h"

namespace interleave::tests {

namespace {

template <class IdType>
IdType id(std::int64_t number)
{
    return number < 0 ? IdType() : IdType(static_cast<std::uint32_t>(number));
}

Task task(std::string label, std::int64_t planned, std::int64_t stopped, Outcome outcome)
{
    Task task;
    task.label = std::move(label);
    task.subject = "http://127.0.0.1:8000/dice";
    task.planned = at(planned);
    task.stopped = at(stopped);
    task.outcome = outcome;
    return task;
}

void take(Task& task, std::uint32_t worker, std::int64_t taken, std::int64_t started)
{
    task.worker = WorkerId(worker);
    task.slot = SlotId(0);
    task.taken = at(taken);
    task.started = at(started);
    task.attempts = 1;
}

RunInfo info()
{
    RunInfo info;
    info.modelId = "threads";
    info.modelName = "Threads pinned to one processor";
    info.workloadId = "downloads";
    info.workloadName = "4 downloads from the practice server, 50 ms latency";
    info.workerKind = "thread";
    info.lock = "none";
    info.workers = 2;
    info.processors = {ProcessorId(0), ProcessorId(1)};
    info.conditions = {{"latency", "50 ms"}};
    info.sources.switchRecords = true;
    info.sources.switchCounters = true;
    info.sources.processor = true;
    info.cancelled = true;
    info.startedAt = "2024-05-01T12:00:00Z";
    return info;
}

void addTasks(Trace& trace)
{
    trace.tasks = {
        task("download 1", -50, 500, Outcome::Finished), task("download 2", -40, 900, Outcome::Failed),
        task("download 3", -30, 1000, Outcome::Finished), task("download 4", -20, 1000, Outcome::Cancelled)};
    take(trace.tasks[0], 0, 10, 12);
    take(trace.tasks[1], 1, 20, 20);
    take(trace.tasks[2], 0, 500, 500);
    trace.tasks[0].bytes = 276;
    trace.tasks[1].reason = "connection refused";
}

void addWorkers(Trace& trace)
{
    for (const std::int64_t started : {10, 20}) {
        Worker& worker = trace.workers.emplace_back();
        worker.name = "thread " + std::to_string(trace.workers.size());
        worker.processId = 4000;
        worker.threadId = 4000 + static_cast<std::int64_t>(trace.workers.size());
        worker.started = at(started);
        worker.stopped = at(1000);
        worker.voluntarySwitches = 2;
        worker.involuntarySwitches = 1;
    }
}

} // namespace

Event made(EventKind kind, std::int64_t ns, With with)
{
    Event event;
    event.at = stamp(ns);
    event.task = id<TaskId>(with.task);
    event.worker = id<WorkerId>(with.worker);
    event.value = static_cast<std::uint32_t>(with.value);
    event.kind = kind;
    event.phase = with.phase;
    event.outcome = with.outcome;
    event.flags = static_cast<std::uint8_t>(with.flags);
    return event;
}

Span span(State state, Phase phase, std::int64_t from, std::int64_t to, On on)
{
    Span span;
    span.start = at(from);
    span.length = Duration(to - from);
    span.task = id<TaskId>(on.task);
    span.worker = id<WorkerId>(on.worker);
    if (on.task >= 0 && on.worker >= 0)
        span.slot = SlotId(0);
    span.processor = id<ProcessorId>(on.processor);
    span.by = id<TaskId>(on.by);
    span.state = state;
    span.phase = phase;
    return span;
}

std::string text(const Span& span)
{
    const auto number = [](Instant at) { return std::to_string(at.time_since_epoch().count()); };
    std::string text(name(span.state));
    if (span.phase != Phase::None)
        text += " " + std::string(name(span.phase));
    text += " " + number(span.start) + ".." + number(span.end());
    const auto add = [&](std::string_view word, auto id) {
        if (id.valid())
            text += " " + std::string(word) + " " + std::to_string(id.value);
    };
    add("task", span.task);
    add("worker", span.worker);
    add("slot", span.slot);
    add("processor", span.processor);
    add("by", span.by);
    if (span.attempt > 0)
        text += " attempt " + std::to_string(span.attempt);
    return text;
}

Trace twoThreads()
{
    Trace trace;
    trace.info = info();
    addTasks(trace);
    addWorkers(trace);
    for (const Span& made :
         {span(State::Unknown, Phase::StartUp, 0, 10, {.worker = 0}),
          span(State::Queued, Phase::None, -50, 10, {.task = 0}),
          span(State::Ready, Phase::None, 10, 12, {.task = 0, .worker = 0}),
          span(State::Unknown, Phase::StartUp, 0, 20, {.worker = 1}),
          span(State::Queued, Phase::None, -40, 20, {.task = 1}),
          span(State::Running, Phase::Connect, 12, 100, {.task = 0, .worker = 0, .processor = 0}),
          span(State::Running, Phase::Compute, 20, 300, {.task = 1, .worker = 1, .processor = 1}),
          span(State::Ready, Phase::Compute, 300, 350, {.task = 1, .worker = 1}),
          span(State::Waiting, Phase::FirstByte, 100, 400, {.task = 0, .worker = 0}),
          span(State::Ready, Phase::FirstByte, 400, 410, {.task = 0, .worker = 0}),
          span(State::Running, Phase::Parse, 410, 500, {.task = 0, .worker = 0, .processor = 0}),
          span(State::Queued, Phase::None, -30, 500, {.task = 2}),
          span(State::Running, Phase::Compute, 350, 600, {.task = 1, .worker = 1, .processor = 1}),
          span(State::Blocked, Phase::Lock, 600, 700, {.task = 1, .worker = 1, .by = 2}),
          span(State::Ready, Phase::Lock, 700, 710, {.task = 1, .worker = 1}),
          span(State::Running, Phase::Compute, 710, 900, {.task = 1, .worker = 1, .processor = 1}),
          span(State::Running, Phase::Compute, 500, 1000, {.task = 2, .worker = 0, .processor = 0}),
          span(State::Queued, Phase::None, -20, 1000, {.task = 3})})
        trace.spans.append(made);
    trace.end = at(1000);
    return trace;
}

} // namespace interleave::tests
