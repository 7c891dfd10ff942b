// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/pieces.h"

#include <cstdint>
#include <vector>

namespace interleave::analysis {

/// A piece of work in a schedule. Its worker counts the workers that execute from 0, its slot that worker's.
struct ScheduledPiece
{
    std::uint32_t task = 0; ///< index in Work::tasks
    std::uint32_t worker = 0, slot = 0;
    Duration start{}, length{}; ///< start: since the beginning of the schedule
    State state = State::Running;

    Duration end() const { return start + length; }
};

/// What a model allows at one time.
struct Room
{
    std::uint32_t workers = 1;    ///< each computes one piece at a time
    std::uint32_t inFlight = 1;   ///< tasks that a worker has taken
    std::uint32_t processors = 1; ///< pieces that are computed at the same time; 1 under one lock
};

/// Greedy list scheduling (Graham 1966) in the order of taking: whenever a processor is free, it computes the
/// piece that has been ready longest on a worker that computes nothing; where there is none, such a worker
/// with nothing ready and a free slot takes the next task, the one with the fewest tasks in flight first.
/// O(n log n) in the number of pieces.
std::vector<ScheduledPiece> inOrderOfTaking(const Work& work, const Room& room);

/// The order that was measured: every piece on the worker and slot that had it, computing begins in the order
/// in which it really did, and nothing waits but for its task, its slot, its worker and a processor. Where
/// the run kept to the model's limits, no piece begins later than it did.
/// @pre workers and slots of `work` are numbered as Trace has them; the pieces name these numbers
std::vector<ScheduledPiece> inMeasuredOrder(const Work& work, const Room& room);

} // namespace interleave::analysis
