// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <string>
#include <string_view>
#include <vector>

namespace interleave {

/// What every trace must keep to. Each is checked by checkInvariants() and broken by hand once in the tests.
enum class Invariant : std::uint8_t {
    OneStatePerTaskAndInstant, ///< the spans of a task neither overlap nor leave a gap from taken to stopped
    OneStartOneOutcome,        ///< a taken task has one start and one outcome; a stop is not before its start
    OutcomesAddUp,             ///< Finished + Failed + Cancelled = tasks planned
    WorkerRunsOneTask,         ///< on one worker Running spans never overlap
    ProcessorRunsOneTask,      ///< on one processor Running spans never overlap (within the resolution)
    /// Sum of Running <= makespan x processors. Where pre-emptions were inferred a worker may be drawn
    /// Running longer, at each of its involuntary switches by what passes unseen.
    RunningFitsProcessors,
    SpansInsideRun,   ///< no span of a worker starts before zero or ends after the run's end; lengths > 0
    IdsExist,         ///< every id in a span names an existing task or worker
    SlotHoldsOneTask, ///< a slot of a worker holds one task at a time
    EventsFit,        ///< the builder had to ignore no event: each task was started once and ended once
    BegunAddUp, ///< a worker began or says why not; one that did not executes nothing and is not counted
};

std::string_view name(Invariant invariant);

/// One breach: which invariant, and where, in a sentence with ids and nanoseconds.
struct Violation
{
    Invariant invariant;
    std::string where;
};

/// All breaches in a finished trace, at most `most`; empty for a sound one. A trace that was not made by the
/// engine (Origin::File) is only held to IdsExist and SpansInsideRun.
std::vector<Violation> checkInvariants(const Trace& trace, std::size_t most = 20);

} // namespace interleave
