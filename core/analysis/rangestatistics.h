// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/statistics.h"

namespace interleave::analysis {

/// The figures of a part of a run, from an instant up to, not including, another; spans are cut at both. Each
/// can be recomputed by hand from the spans.
struct RangeStatistics
{
    Instant from{}, to{};
    StateTimes tasks;              ///< time of tasks per state, within the range
    std::uint64_t spans = 0;       ///< of tasks, of which a part lies within it
    std::uint64_t preEmptions = 0; ///< that happened within it: of tasks and of workers' own work
    std::uint32_t finished = 0;    ///< tasks that finished within it
    /// tasks[Running] / (processors x length), 0 to 1. Empty when the length is 0 or the processors are not
    /// known.
    std::optional<double> processorShare;
    /// How many tasks were in flight (taken, not stopped) on average. Empty when the length is 0.
    std::optional<double> concurrency;

    Duration length() const { return to - from; }
    bool operator==(const RangeStatistics&) const = default;
};

/// One pass over the spans. What lies outside of the run counts into the length all the same: the same range
/// of several runs can be compared. @pre from <= to
RangeStatistics rangeStatistics(const Trace& trace, Instant from, Instant to);

} // namespace interleave::analysis
