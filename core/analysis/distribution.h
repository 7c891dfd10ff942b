// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <array>
#include <optional>
#include <vector>

namespace interleave::analysis {

/// Of so many durations, by nearest rank: the p-th percentile of n values is the ceil(p/100 x n)-th smallest
/// of them, so always one that was measured.
struct Percentiles
{
    std::size_t count = 0;
    Duration p50{}, p95{}, p99{};
    bool operator==(const Percentiles&) const = default;
};

/// Empty of no durations.
std::optional<Percentiles> percentilesOf(std::vector<Duration> durations);

/// stopped - taken of the tasks that finished; what failed or was cancelled was cut off.
std::optional<Percentiles> taskDurations(const Trace& trace);

/// How long tasks that finished were in each phase: of each the sum of its spans of the phase, whatever their
/// states, over the tasks that have any. The phases of one task, with None (taken and not yet started), add
/// up to its duration.
struct PhaseTimes
{
    std::array<std::optional<Percentiles>, allPhases.size()> of;

    const std::optional<Percentiles>& operator[](Phase phase) const
    {
        return of[static_cast<std::size_t>(phase)];
    }
};

PhaseTimes phaseTimes(const Trace& trace);

} // namespace interleave::analysis
