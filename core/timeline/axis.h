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

struct AxisTick
{
    Instant at{};
    std::string label;

    bool operator==(const AxisTick&) const = default;
};

/// What is written on an axis. Deep in a long run full times would be too long to tell them apart: there one
/// full time stands for all, and the ticks say how long after it they are.
struct AxisLabels
{
    std::string origin; ///< "1:00:00.000 000"; empty: ticks bear full times
    std::vector<AxisTick> ticks;
};

/// Ticks at the multiples of tickStep(to - from, most), with labels that are exact and all different: "20
/// ms", or "+20 ns" after the origin. The origin stays the same while the view moves a little. @pre from < to
AxisLabels axisLabels(Instant from, Instant to, int most);

/// A full time: "12.345 678 s", "2:05.000", "1:00:00.000 000 001"; no more decimals than it has, three by
/// three.
/// @pre at is not before zero
std::string clockText(Instant at);

} // namespace interleave::timeline
