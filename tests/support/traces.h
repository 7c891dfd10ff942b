// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/event.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <string>

/// Traces and events made by hand, in nanoseconds.
namespace interleave::tests {

constexpr Instant at(std::int64_t ns) { return Instant(Duration(ns)); }

/// The zero of hand-made runs: far from the clock's own, so that mixing both up shows.
constexpr Stamp zero{std::chrono::seconds(1000)};
constexpr Stamp stamp(std::int64_t ns) { return zero + Duration(ns); }

/// What an event may say beyond its kind and instant; ids from 0, -1: none.
struct With
{
    std::int64_t task = -1;
    std::int64_t worker = -1;
    std::int64_t value = 0;
    Phase phase = Phase::None;
    Outcome outcome = Outcome::None;
    int flags = NoFlags;
};
Event made(EventKind kind, std::int64_t ns, With with);

/// What a span may say beyond its state and time; ids from 0, -1: none.
struct On
{
    std::int64_t task = -1;
    std::int64_t worker = -1;
    std::int64_t processor = -1;
    std::int64_t by = -1;
};
Span span(State state, Phase phase, std::int64_t from, std::int64_t to, On on);

/// "Running compute 10..30 task 0 worker 1 slot 0 processor 1 by 2 attempt 1": only what the span has.
std::string text(const Span& span);

/// A sound trace with every state and outcome: two threads on processors 0 and 1, four tasks, 1000 ns.
///   thread 1  start-up 0..10, task 0: Ready ..12, Running connect ..100, Waiting first-byte ..400, Ready
///   ..410,
///             Running parse ..500 (Finished, 276 bytes); task 2: Running 500..1000 (Finished); all on
///             processor 0
///   thread 2  start-up 0..20, task 1: Running 20..300, Ready ..350, Running ..600, Blocked by task 2 ..700,
///             Ready ..710, Running ..900 (Failed); all on processor 1
///   task 3    never taken, Cancelled at 1000
Trace twoThreads();

} // namespace interleave::tests
