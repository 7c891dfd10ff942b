// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/statistics.h"

#include "core/analysis/baselines.h"
#include "core/trace/totalduration.h"

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
        addTo(figures.bytes, task.bytes);
    }
}

void addSpans(const Trace& trace, Statistics& figures)
{
    figures.perTask.resize(trace.tasks.size());
    figures.perWorker.resize(trace.workers.size());
    std::vector<State> before(trace.tasks.size(), State::Queued);
    for (const Span span : trace.spans) {
        if (span.worker.value < figures.perWorker.size())
            addTo(figures.perWorker[span.worker.value][span.state], span.length);
        if (span.task.value >= figures.perTask.size()) {
            addTo(figures.own[span.state], span.length);
            continue;
        }
        addTo(figures.total[span.state], span.length);
        if (span.state == State::Unknown && span.phase == Phase::Unknown)
            addTo(figures.notRecorded, span.length);
        addTo(figures.perTask[span.task.value][span.state], span.length);
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

/// Sums over the workers that execute; empty where one of them lacks the figure.
struct Crew
{
    std::optional<Duration> clocks;
    std::optional<std::uint64_t> voluntary, involuntary;
    Duration running{}; // own work included
};

template <class Figure>
void add(std::optional<Figure>& sum, const std::optional<Figure>& figure)
{
    if (sum && figure)
        addTo(*sum, *figure);
    else
        sum.reset();
}

Crew crewOf(const Trace& trace, const Statistics& figures)
{
    Crew crew{Duration::zero(), 0, 0, {}};
    bool any = false;
    for (std::size_t i = 0; i < trace.workers.size(); ++i) {
        const Worker& worker = trace.workers[i];
        if (worker.role != WorkerRole::Executes || !worker.notBegun.empty())
            continue;
        any = true;
        add(crew.clocks, worker.cpuClock);
        add(crew.voluntary, worker.voluntarySwitches);
        add(crew.involuntary, worker.involuntarySwitches);
        addTo(crew.running, figures.perWorker[i][State::Running]);
    }
    return any ? crew : Crew();
}

/// Processors x makespan in seconds; 0 where it is not known.
double availableSeconds(const Trace& trace)
{
    return seconds(std::max(Duration(0), trace.makespan())) *
           static_cast<double>(trace.info.processors.size());
}

std::optional<double> shareOf(Duration time, const Trace& trace)
{
    const double available = availableSeconds(trace);
    return available > 0 ? std::optional(std::clamp(seconds(time) / available, 0.0, 1.0)) : std::nullopt;
}

std::optional<double> overlap(const Trace& trace)
{
    Duration inFlight{};
    bool any = false;
    for (const Task& task : trace.tasks) {
        if (!task.taken || !task.stopped)
            continue;
        any = true;
        addTo(inFlight, *task.stopped - *task.taken);
    }
    if (!any || trace.makespan() <= Duration::zero())
        return std::nullopt;
    return seconds(inFlight) / seconds(trace.makespan());
}

std::optional<SwitchCost> switchCost(const Crew& crew)
{
    if (!crew.clocks)
        return std::nullopt;
    SwitchCost cost{total(*crew.clocks, -crew.running), {}};
    if (!crew.voluntary || !crew.involuntary)
        return cost;
    std::uint64_t switches = *crew.voluntary;
    addTo(switches, *crew.involuntary);
    if (switches > 0)
        cost.perSwitch = cost.total / static_cast<Duration::rep>(std::min<std::uint64_t>(
                                          switches, std::numeric_limits<Duration::rep>::max()));
    return cost;
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
    const Crew crew = crewOf(trace, figures);
    figures.processorUse = shareOf(crew.clocks.value_or(crew.running), trace);
    figures.switchesByKernel = crew.involuntary;
    figures.overlap = overlap(trace);
    if (figures.notRecorded == Duration::zero())
        figures.efficiency = shareOf(figures.total[State::Running], trace);
    figures.duration = taskDurations(trace);
    figures.switchCost = switchCost(crew);
    return figures;
}

std::optional<double> speedUp(const Trace& baseline, const Trace& trace)
{
    if (baseline.makespan() <= Duration::zero() || trace.makespan() <= Duration::zero() ||
        !allFinished(baseline) || !allFinished(trace) || !sameWork(baseline, trace))
        return std::nullopt;
    return seconds(baseline.makespan()) / seconds(trace.makespan());
}

} // namespace interleave::analysis
