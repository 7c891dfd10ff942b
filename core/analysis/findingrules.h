// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/findings.h"
#include "core/analysis/statistics.h"

#include <optional>

namespace interleave::analysis {

/// What the rules look at, made once, and which claims the sources of the trace bear.
struct Facts
{
    Facts(const Trace& trace, const Trace* baseline);

    const Trace& trace;
    const Trace* baseline;    ///< null: none
    std::string baselineName; ///< empty: as its model
    Statistics figures;
    Duration held{};             ///< sum of the durations of the tasks that were taken and stopped
    bool ours = false;           ///< made by this program: its model and its states are told
    bool statesKnown = false;    ///< ours, and no time of a task was not recorded
    bool computingKnown = false; ///< statesKnown, and pre-emptions were told, and no record of one was lost
    bool allFinished = false;
    std::optional<double> busy;   ///< processor use, where computing is known or all CPU clocks are
    std::optional<double> faster; ///< speed-up against the baseline

    Duration time(State state) const { return figures.total[state]; }
    Duration makespan() const { return figures.makespan; }
    /// Of the time that tasks were in flight, 0 to 1.
    double shareOfHeld(Duration time) const;
    /// Of the makespan; can be above 1.
    double shareOfRun(Duration time) const;
};

/// Keeps what a finding is about at a size that can be shown: the first hundred.
inline constexpr std::size_t mostTold = 100;

/// Each says its sentence or nothing. What they need is made sure by themselves, but for a makespan above 0.
using Rule = std::optional<Finding> (*)(const Facts&);

std::optional<Finding> cancelled(const Facts& facts);
std::optional<Finding> failures(const Facts& facts);
std::optional<Finding> untaken(const Facts& facts);
std::optional<Finding> notRecorded(const Facts& facts);
std::optional<Finding> clockSet(const Facts& facts);
std::optional<Finding> notBegun(const Facts& facts);
std::optional<Finding> straggler(const Facts& facts);

std::optional<Finding> overlappedWaiting(const Facts& facts);
std::optional<Finding> waitedAlone(const Facts& facts);
std::optional<Finding> computedAtOnce(const Facts& facts);
std::optional<Finding> saturated(const Facts& facts);
std::optional<Finding> disturbed(const Facts& facts);
std::optional<Finding> fewPlaces(const Facts& facts);

std::optional<Finding> noSpeedUp(const Facts& facts);
std::optional<Finding> startUpCost(const Facts& facts);
std::optional<Finding> startUp(const Facts& facts);

std::optional<Finding> lockTurns(const Facts& facts);
std::optional<Finding> lockWaits(const Facts& facts);
std::optional<Finding> poolWait(const Facts& facts);

std::optional<Finding> heldLoop(const Facts& facts);

} // namespace interleave::analysis
