// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/plannedrun.h"
#include "app/run/sweep.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace interleave::run {

/// An experiment unfolded into its runs, in the order in which to make them: first each value with each
/// model, then all of them again. What drifts meanwhile (a processor that grows warm, a neighbour's work)
/// then falls on all points alike instead of on the last one. A value; nothing is started by it.
struct RunList
{
    Experiment experiment;
    const SweepParameter* parameter = nullptr; ///< null: nothing is swept
    std::vector<std::uint64_t> values;         ///< of the parameter
    std::vector<ProcessorId> available;        ///< processors that this program may use
    std::vector<PlannedRun> runs;

    /// Whether there is more than each model once.
    bool unfolded() const { return parameter != nullptr || experiment.repeat > 1; }
    /// The experiment of this run alone: one model, one value, once.
    Experiment variant(const PlannedRun& run) const;
    /// "workers 4, 2 of 5": which of a model's runs it is; empty where each model has one.
    QString nameOf(const PlannedRun& run) const;
    /// How many times as fast as with the first value it would be if n times as much made n times as fast;
    /// neither the processors nor the number of tasks are looked at. Empty where there is no such hope.
    std::optional<double> idealSpeedUp(std::uint32_t value) const;
};

/// @pre refusal() of the experiment is empty
RunList runList(const Experiment& experiment, std::span<const ProcessorId> available);

/// Why this repeating and sweeping makes no sense, as part of refusal(); empty if it does.
QString unfoldingRefusal(const Experiment& experiment, std::span<const ProcessorId> available);

} // namespace interleave::run
