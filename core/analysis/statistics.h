// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/distribution.h"
#include "core/trace/trace.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace interleave::analysis {

/// Time per state.
struct StateTimes
{
    std::array<Duration, allStates.size()> of{};

    Duration& operator[](State state) { return of[static_cast<std::size_t>(state)]; }
    Duration operator[](State state) const { return of[static_cast<std::size_t>(state)]; }
    bool operator==(const StateTimes&) const = default;
};

/// How many tasks were in flight (taken, not stopped) from this instant to the next step.
struct FlightStep
{
    Instant at;
    std::uint32_t tasks = 0;
    bool operator==(const FlightStep&) const = default;
};

/// What switching cost the workers that execute: their CPU clocks minus their Running spans (own work
/// included). It holds what the kernel did on their behalf before a span begins and after it ends, and what
/// they did outside of any span. Negative where the spans hold more than the clock: the clock stops inside
/// the kernel, a little before the span does, and a pre-emption that was not seen is drawn as Running.
struct SwitchCost
{
    Duration total{};
    /// total / switches of these workers, voluntary and involuntary; empty when they are 0 or not counted.
    std::optional<Duration> perSwitch;
    bool operator==(const SwitchCost&) const = default;
};

/// The figures of one run; each can be recomputed by hand from the spans.
struct Statistics
{
    Duration makespan{};
    std::uint32_t tasks = 0, finished = 0, failed = 0, cancelled = 0;
    std::uint64_t bytes = 0;
    StateTimes total; ///< sum over tasks' spans (Queued included)
    /// Part of total[Unknown]: phase unknown too. Of the rest only the end of a wait is not known.
    Duration notRecorded{};
    std::vector<StateTimes> perTask;   ///< indexed by TaskId
    std::vector<StateTimes> perWorker; ///< indexed by WorkerId; a worker's own spans (no task) included
    StateTimes own;                    ///< spans without a task: start-up, dispatch
    std::vector<FlightStep> inFlight;  ///< tasks in flight over time, ascending
    std::uint32_t inFlightPeak = 0;
    /// CPU time of the workers that execute / (processors x makespan), 0 to 1: their CPU clocks where all are
    /// known, else the sum of their Running spans. Empty when the makespan is 0 or the processors are not
    /// known.
    std::optional<double> processorUse;
    /// How often a task left its worker by its own act: Waiting or Blocked right after Running. A wait counts
    /// once, whatever its phases.
    std::uint64_t switchesByTask = 0;
    /// Involuntary switches of all workers that execute; empty where the system does not count them for each.
    std::optional<std::uint64_t> switchesByKernel;
    /// Sum of (stopped - taken) over the tasks that were taken and stopped / makespan: how many tasks were in
    /// flight on average. Empty when no task was taken or the makespan is 0.
    std::optional<double> overlap;
    /// Sum of the tasks' Running / (processors x makespan), 0 to 1: the work T1 over p x Tp (Cormen and
    /// others, Introduction to Algorithms, "work, span, parallelism"), which is the speed-up over one
    /// processor that only does this work / processors. Unlike processorUse it leaves out what the workers
    /// did of their own. Empty where processorUse is, and where time of a task was not recorded.
    std::optional<double> efficiency;
    std::optional<Percentiles> duration;  ///< of the tasks that finished
    std::optional<SwitchCost> switchCost; ///< empty where the CPU clock of such a worker is not known
};

Statistics statistics(const Trace& trace);

/// How many times faster than the baseline: makespan of the baseline / makespan. Empty when either is 0, when
/// the two did not do the same workload, and when a task of either failed or was cancelled: less work is no
/// speed.
std::optional<double> speedUp(const Trace& baseline, const Trace& trace);

} // namespace interleave::analysis
