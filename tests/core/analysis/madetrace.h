// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/traces.h"

#include <initializer_list>

namespace interleave::tests {

/// A stretch of a task: ends where the next begins.
struct Part
{
    State state;
    std::int64_t length;
    Phase phase = Phase::Compute;
};

/// What a made run was told to be.
struct Shape
{
    std::uint32_t workers = 1, inFlight = 1, processors = 1;
    const char* lock = "none";
    const char* kind = "thread";
};

/// A run whose tasks all finish and whose workers all had every source; ends with its last task.
class MadeTrace
{
public:
    explicit MadeTrace(Shape shape);

    /// Takes the next task; parts follow one another from `taken` on.
    MadeTrace& task(std::uint32_t worker, std::uint32_t slot, std::int64_t taken,
                    std::initializer_list<Part> parts);
    /// Adds own work of a worker.
    MadeTrace& own(std::uint32_t worker, State state, Phase phase, std::int64_t from, std::int64_t to);
    /// The next worker, with the place of one that died.
    MadeTrace& successor(std::uint32_t worker);
    /// So many more were asked for.
    MadeTrace& notBegun(std::uint32_t count, const char* why);

    Trace trace;
};

} // namespace interleave::tests
