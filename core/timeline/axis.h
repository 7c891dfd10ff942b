// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/durationtext.h"

#include <string>
#include <vector>

namespace interleave::timeline {

using interleave::symbol;
using interleave::text;
using interleave::TimeUnit;

/// The scale of a time axis: 1, 2 or 5 times a power of ten nanoseconds, and how to write its labels.
struct TickStep
{
    Duration step{1};
    TimeUnit unit = TimeUnit::Nanosecond; ///< follows from the step, so that labels need one decimal at most
    int decimals = 0;

    bool operator==(const TickStep&) const = default;
};

/// The finest step with at most `most` steps in the range. @pre range > 0, most > 0
TickStep tickStep(Duration range, int most);

/// Multiples of the step within [from, to].
std::vector<Instant> ticks(Instant from, Instant to, Duration step);

/// "0 s", "0.5 s", "20 ms": exact where the instant is a multiple of the step.
std::string label(Instant at, const TickStep& step);

} // namespace interleave::timeline
