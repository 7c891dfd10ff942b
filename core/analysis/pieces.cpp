// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/pieces.h"

#include "core/trace/workers.h"

#include <algorithm>

namespace interleave::analysis {

namespace {

bool modelIsTold(const Trace& trace)
{
    const RunInfo& info = trace.info;
    return info.origin == Origin::Run && !info.cancelled && workersBegun(info) > 0 && info.inFlight > 0 &&
           !info.processors.empty() && trace.makespan() > Duration::zero();
}

/// The state that a span's time has in every schedule; empty: none, it is what a better one would save.
std::optional<State> needed(State state, bool sharedLock)
{
    switch (state) {
    case State::Running:
    case State::Waiting:
        return state;
    case State::Unknown: // the end of a wait that nobody stamped
        return State::Waiting;
    case State::Blocked:
        return sharedLock ? std::nullopt : std::optional(State::Waiting);
    case State::Queued:
    case State::Ready:
        break;
    }
    return std::nullopt;
}

bool taken(const Trace& trace, TaskId id)
{
    return id.value < trace.tasks.size() && trace[id].taken && trace[id].stopped &&
           trace[id].worker.value < trace.workers.size();
}

std::vector<Work::Of> tasksByTaking(const Trace& trace)
{
    std::vector<Work::Of> tasks;
    for (std::uint32_t k = 0; k < trace.tasks.size(); ++k) {
        const Task& task = trace.tasks[k];
        if (taken(trace, TaskId(k)))
            tasks.push_back({TaskId(k), task.worker, placeOf(trace.workers, task.worker), task.slot,
                             *task.taken, *task.stopped});
    }
    std::ranges::stable_sort(tasks, {}, &Work::Of::taken);
    return tasks;
}

} // namespace

std::optional<Work> workOf(const Trace& trace)
{
    if (!modelIsTold(trace))
        return std::nullopt;
    Work work;
    work.sharedLock = trace.info.lock == "interpreter";
    work.tasks = tasksByTaking(trace);
    if (work.tasks.empty())
        return std::nullopt;

    std::vector<std::size_t> placeOf(trace.tasks.size()); // of a task's next piece
    for (const Span span : trace.spans) {
        if (!taken(trace, span.task))
            continue;
        if (span.state == State::Unknown && span.phase == Phase::Unknown)
            return std::nullopt;
        if (needed(span.state, work.sharedLock))
            ++placeOf[span.task.value];
    }
    std::size_t place = 0;
    for (Work::Of& of : work.tasks) {
        of.first = place;
        of.count = placeOf[of.task.value];
        placeOf[of.task.value] = place;
        place += of.count;
    }
    work.pieces.resize(place);
    for (const Span span : trace.spans) {
        const auto state = needed(span.state, work.sharedLock);
        if (state && taken(trace, span.task))
            work.pieces[placeOf[span.task.value]++] = {span.start, span.length, *state};
    }
    return work;
}

} // namespace interleave::analysis
