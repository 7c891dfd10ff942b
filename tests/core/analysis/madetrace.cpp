// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/analysis/madetrace.h"

#include <algorithm>

namespace interleave::tests {

MadeTrace::MadeTrace(Shape shape)
{
    RunInfo& info = trace.info;
    info.modelId = info.modelName = "Made";
    info.workloadId = info.workloadName = "made";
    info.workerKind = shape.kind;
    info.lock = shape.lock;
    info.workers = shape.workers;
    info.inFlight = shape.inFlight;
    info.sources = {.runDelay = true, .switchCounters = true, .switchRecords = true, .receiveStamps = true};
    for (std::uint32_t k = 0; k < shape.processors; ++k)
        info.processors.emplace_back(k);
    for (std::uint32_t k = 0; k < shape.workers; ++k) {
        Worker& worker = trace.workers.emplace_back();
        worker.name = info.workerKind + " " + std::to_string(k + 1);
        worker.started = at(0);
    }
}

MadeTrace& MadeTrace::task(std::uint32_t worker, std::uint32_t slot, std::int64_t taken,
                           std::initializer_list<Part> parts)
{
    const auto id = static_cast<std::int64_t>(trace.tasks.size());
    Task& task = trace.tasks.emplace_back();
    task.label = "task " + std::to_string(id + 1);
    task.planned = at(0);
    task.taken = at(taken);
    task.worker = WorkerId(worker);
    task.slot = SlotId(slot);
    task.outcome = Outcome::Finished;
    if (taken > 0)
        trace.spans.append(span(State::Queued, Phase::None, 0, taken, {.task = id}));
    std::int64_t now = taken;
    for (const Part& part : parts) {
        Span made = span(part.state, part.phase, now, now + part.length, {.task = id, .worker = worker});
        made.slot = SlotId(slot);
        if (part.state == State::Running && !task.started)
            task.started = at(now);
        trace.spans.append(made);
        now += part.length;
    }
    task.started = task.started.value_or(at(taken));
    task.stopped = at(now);
    trace.end = std::max(trace.end, at(now));
    return *this;
}

MadeTrace& MadeTrace::successor(std::uint32_t worker)
{
    const Worker& before = trace.workers[worker];
    trace.workers.push_back(
        {.name = before.name + ", again", .started = at(0), .predecessor = WorkerId(worker)});
    return *this;
}

MadeTrace& MadeTrace::notBegun(std::uint32_t count, const char* why)
{
    trace.info.workers += count;
    trace.info.workersNotBegun += count;
    trace.info.notBegunWhy = why;
    for (std::uint32_t k = 0; k < count; ++k)
        trace.workers.push_back({.name = "refused", .notBegun = why});
    return *this;
}

MadeTrace& MadeTrace::own(std::uint32_t worker, State state, Phase phase, std::int64_t from, std::int64_t to)
{
    trace.spans.append(span(state, phase, from, to, {.worker = worker}));
    return *this;
}

} // namespace interleave::tests
