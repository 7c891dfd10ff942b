// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <optional>

namespace interleave::analysis {

/// What is worth going to in a run.
enum class LandmarkKind : std::uint8_t {
    PreEmption, ///< the Ready span with which one begins, in the order of time
    Failure,    ///< the last span of a task that failed, in the order in which they did
    Wait,       ///< a span of a task that is Waiting or Blocked, the longest first
};

/// A place in the order of a kind's landmarks.
struct LandmarkPlace
{
    Instant at{};      ///< when it happened: the start of a pre-emption or a wait, the end of a failure
    Duration length{}; ///< of a wait; else 0
    TaskId task;       ///< invalid: of a worker's own work
    bool operator==(const LandmarkPlace&) const = default;
};

struct Landmark
{
    LandmarkPlace place;
    Span span;
    bool operator==(const Landmark&) const = default;
};

enum class Direction : std::uint8_t { Next, Previous };

/// The nearest landmark after a place, or before it; empty: there is none. One pass over the spans.
/// @param from empty: before the first one, or after the last
std::optional<Landmark> landmark(const Trace& trace, LandmarkKind kind, Direction direction,
                                 const std::optional<LandmarkPlace>& from);

/// Whether a place comes before another in the order of a kind.
bool precedes(LandmarkKind kind, const LandmarkPlace& a, const LandmarkPlace& b);

} // namespace interleave::analysis
