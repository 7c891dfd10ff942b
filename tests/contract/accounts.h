// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/event.h"
#include "core/trace/trace.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace interleave::tests {

/// Where Running and Ready of a run's workers are not what their clocks and counters say; empty: nowhere.
/// Prints the figures of each.
/// @param stolen seconds that the host took the processors away meanwhile
QString disagreement(const Trace& trace, double stolen);

/// How often the worker left a processor, by the events.
std::uint64_t switchesIn(const std::vector<Event>& events, WorkerId worker);

/// From one instant to another, in nanoseconds of the run.
using Interval = std::pair<Instant, Instant>;

/// How well the gaps that tasks saw in their clock and the spans in which they were off the processor agree.
struct Match
{
    std::size_t gaps = 0;
    double gapSeconds = 0;
    double gapsInSpans = 0; ///< of the gaps' time, 0 to 1
    double spansInGaps = 0; ///< of the spans' time, 0 to 1
};
/// @param gaps per task
Match matchGaps(const Trace& trace, const std::map<TaskId, std::vector<Interval>>& gaps);

} // namespace interleave::tests
