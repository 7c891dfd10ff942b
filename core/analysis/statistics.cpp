// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/statistics.h"

#include <algorithm>
#include <map>

namespace interleave::analysis {

namespace {

bool offByItsOwnAct(State state) { return state == State::Waiting || state == State::Blocked; }

void countOutcomes(const Trace& trace, Statistics& figures)
{
    figures.tasks = static_cast<std::uint32_t>(trace.tasks.size());
    for (const Task& task : trace.tasks) {
        figures.finished += task.outcome == Outcome::Finished ? 1 : 0;
        figures.failed += task.outcome == Outcome::Failed ? 1 : 0;
        figures.cancelled += task.outcome == Outcome::Cancelled ? 1 : 0;
        figures.bytes += task.bytes;
    }
}

void addSpans(const Trace& trace, Statistics& figures)
{
    figures.perTask.resize(trace.tasks.size());
    figures.perWorker.resize(trace.workers.size());
    std::vector<State> before(trace.tasks.size(), State::Queued);
    for (std::size_t i = 0; i < trace.spans.size(); ++i) {
        const Span span = trace.spans[i];
        if (span.worker.value < figures.perWorker.size())
            figures.perWorker[span.worker.value][span.state] += span.length;
        if (span.task.value >= figures.perTask.size()) {
            figures.own[span.state] += span.length;
            continue;
        }
        figures.total[span.state] += span.length;
        figures.perTask[span.task.value][span.state] += span.length;
        State& previous = before[span.task.value];
        if (offByItsOwnAct(span.state) && previous == State::Running)
            ++figures.switchesByTask;
        previous = span.state;
    }
}

void followFlight(const Trace& trace, Statistics& figures)
{
    std::map<Instant, int> changes;
    for (const Task& task : trace.tasks) {
        if (!task.taken)
            continue;
        ++changes[*task.taken];
        if (task.stopped)
            --changes[*task.stopped];
    }
    int flying = 0;
    for (const auto& [at, change] : changes) {
        if (change == 0)
            continue;
        flying = std::max(0, flying + change);
        figures.inFlight.push_back({at, static_cast<std::uint32_t>(flying)});
        figures.inFlightPeak = std::max(figures.inFlightPeak, figures.inFlight.back().tasks);
    }
}

/// The CPU clocks of the workers that execute where all are known, else the sum of their Running spans.
Duration processorTime(const Trace& trace, const Statistics& figures)
{
    Duration clocks{};
    Duration running{};
    bool allKnown = true;
    for (std::size_t i = 0; i < trace.workers.size(); ++i) {
        const Worker& worker = trace.workers[i];
        if (worker.role != WorkerRole::Executes)
            continue;
        allKnown = allKnown && worker.cpuClock.has_value();
        clocks += worker.cpuClock.value_or(Duration::zero());
        running += figures.perWorker[i][State::Running];
    }
    return allKnown ? clocks : running;
}

std::optional<double> processorUse(const Trace& trace, const Statistics& figures)
{
    if (trace.makespan() <= Duration::zero() || trace.info.processors.empty())
        return std::nullopt;
    const double available = seconds(trace.makespan()) * static_cast<double>(trace.info.processors.size());
    return std::clamp(seconds(processorTime(trace, figures)) / available, 0.0, 1.0);
}

std::optional<std::uint64_t> involuntarySwitches(const Trace& trace)
{
    std::optional<std::uint64_t> sum;
    for (const Worker& worker : trace.workers) {
        if (worker.role != WorkerRole::Executes)
            continue;
        if (!worker.involuntarySwitches)
            return std::nullopt;
        sum = sum.value_or(0) + *worker.involuntarySwitches;
    }
    return sum;
}

bool allFinished(const Trace& trace)
{
    const auto finished = [](const Task& task) { return task.outcome == Outcome::Finished; };
    return !trace.tasks.empty() && std::ranges::all_of(trace.tasks, finished);
}

} // namespace

Statistics statistics(const Trace& trace)
{
    Statistics figures;
    figures.makespan = trace.makespan();
    countOutcomes(trace, figures);
    addSpans(trace, figures);
    followFlight(trace, figures);
    figures.processorUse = processorUse(trace, figures);
    figures.switchesByKernel = involuntarySwitches(trace);
    return figures;
}

std::optional<double> speedUp(const Trace& baseline, const Trace& trace)
{
    if (baseline.makespan() <= Duration::zero() || trace.makespan() <= Duration::zero() ||
        baseline.info.workloadName != trace.info.workloadName || !allFinished(baseline) ||
        !allFinished(trace))
        return std::nullopt;
    return seconds(baseline.makespan()) / seconds(trace.makespan());
}

} // namespace interleave::analysis
