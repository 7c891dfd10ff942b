// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace interleave::analysis {

/// What a finding is about; when each is said: core/analysis/README.md.
enum class FindingKind : std::uint8_t {
    Cancelled,
    Failures,
    NotRecorded,
    ClockSet,    ///< the wall clock, which receive stamps are of
    NotBegun,    ///< of the workers asked for
    StartUpCost, ///< workers took longer to start than they gained
    NoSpeedUp,
    OverlappedWaiting,
    ComputedAtOnce,
    WaitedAlone,
    LockTurns, ///< of the interpreter lock
    LockWaits, ///< of locks of the workload
    PoolWait,
    Untaken, ///< the server did not take connections at once
    HeldLoop,
    Straggler,
    StartUp,
    Saturated,
    FewPlaces,
    Disturbed, ///< by other programs
};

/// The word for it in files: "overlapped-waiting".
std::string_view name(FindingKind kind);

/// A sentence that a trace supports, with its figures, and where to look.
struct Finding
{
    FindingKind kind = FindingKind::Cancelled;
    std::string text;                 ///< one English sentence on one line; names in it come from the trace
    double importance = 0;            ///< 0 to 1: how large its part in the run is
    Instant from, to;                 ///< where to look
    std::vector<TaskId> tasks;        ///< that it is about, the most telling first, 100 at most; empty: all
    std::vector<WorkerId> workers;    ///< likewise; empty: all
    std::vector<std::uint32_t> spans; ///< likewise, indices in Trace::spans; empty: none in particular
};

/// What can be said of a finished run, the most important first, five at most; none of a run of which
/// nothing can. Figures whose source was missing, lost or cut short say nothing.
/// @param baseline the run to compare with; null, or the run itself: none
/// @param baselineName of it, with what sets it apart; empty: its model's
std::vector<Finding> findings(const Trace& trace, const Trace* baseline = nullptr,
                              std::string_view baselineName = {});

} // namespace interleave::analysis
