// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <optional>
#include <span>
#include <vector>

namespace interleave::analysis {

/// A stretch of a task that any schedule must give it: computing (Running) or a wait (Waiting).
struct Piece
{
    Instant began; ///< as measured
    Duration length{};
    State state = State::Running;
};

/// What the tasks of a run had to do, without what held them up.
struct Work
{
    struct Of
    {
        TaskId task;
        WorkerId worker; ///< that took it, as measured
        WorkerId place;  ///< the first worker that had its place; a dead one's successor goes on there
        SlotId slot;
        Instant taken, stopped;
        std::size_t first = 0, count = 0; ///< its pieces, in the order of time
    };
    std::vector<Of> tasks; ///< that were taken, in the order of taking
    std::vector<Piece> pieces;
    bool sharedLock = false; ///< computing needs the one interpreter lock

    std::span<const Piece> piecesOf(const Of& of) const
    {
        return std::span(pieces).subspan(of.first, of.count);
    }
};

/// The Running and Waiting spans of every task; Ready is left out, and Blocked too where the model has the
/// interpreter lock. Where it has none, a Blocked span is part of what the workload does and counts as a
/// wait; so does the whole of a wait whose end is not known. Empty where the pieces are not known or do not
/// tell the whole work: a file of another program, a cancelled run, time that was not recorded (Unknown,
/// phase unknown), a model that is not told, no task taken.
std::optional<Work> workOf(const Trace& trace);

} // namespace interleave::analysis
