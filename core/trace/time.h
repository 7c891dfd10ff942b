// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace interleave {

/// Integer nanoseconds.
using Duration = std::chrono::nanoseconds;

/// An absolute reading of the one monotonic clock (CLOCK_MONOTONIC on Linux, shared by all processes of a
/// host).
using Stamp = std::chrono::steady_clock::time_point;

/// The clock of one run: its epoch is the instant when the run began to create its workers. It has no now():
/// an Instant is always a Stamp minus the run's zero.
struct RunClock
{
    using duration = Duration;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<RunClock>;
    static constexpr bool is_steady = true;
};

/// A point in time of a run: nanoseconds since the run's zero. What happened before zero (tasks being
/// planned) is at a negative instant.
using Instant = RunClock::time_point;

inline Stamp stampNow() { return std::chrono::steady_clock::now(); }

constexpr Instant instantOf(Stamp stamp, Stamp zero)
{
    return Instant(std::chrono::duration_cast<Duration>(stamp - zero));
}

constexpr double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

} // namespace interleave
