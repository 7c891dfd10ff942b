// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace interleave::analysis {

/// A stretch of a task in the ideal schedule.
struct IdealPiece
{
    TaskId task;
    WorkerId worker; ///< invalid: one that the model has and the run did not need
    SlotId slot;
    Instant start; ///< since the schedule's zero
    Duration length{};
    State state = State::Running; ///< or Waiting
    bool operator==(const IdealPiece&) const = default;
};

/// Where the time between the ideal and the measured makespan went. Each is a mean over the run's places for
/// tasks, measured minus ideal; they add up to measured - ideal exactly. Negative only where the run was
/// shorter than the schedule. Formulas: core/analysis/README.md.
struct IdealLosses
{
    Duration startUp{};  ///< workers not yet there
    Duration dispatch{}; ///< the worker's own work kept tasks Ready, or came when it had no task
    Duration ready{};    ///< pre-empted, or the loop was busy with another task, beyond what the limits ask
    Duration lock{};     ///< Blocked by the interpreter lock, likewise
    Duration idle{};     ///< places empty: between tasks, and at the end of the run
    Duration other{};    ///< of rounding, and of time that no span tells
    bool operator==(const IdealLosses&) const = default;
};

/// What the same computing and waiting would have taken on the model's workers, slots, processors and lock if
/// starting, switching and handing out cost nothing. Of two list schedules the shorter one: tasks in the
/// order of taking, and every piece in the order measured. List scheduling is not optimal: a cleverer order
/// may be shorter still. Waits keep their measured length, though with fewer in flight a server may answer
/// sooner. The interpreter lock counts as one processor for the computing of all threads.
struct IdealSchedule
{
    Duration makespan{};
    Duration measured{};
    std::vector<IdealPiece> pieces; ///< a task's in the order of time
    IdealLosses losses;
    std::uint32_t places = 0; ///< min(workers x in flight, tasks taken)
    bool sharedLock = false;  ///< computing took turns

    /// measured / ideal; at least 1 where the run kept to the model's limits within its resolution.
    double ratio() const { return seconds(measured) / seconds(makespan); }
};

/// O(n log n) in the number of spans. Empty where the work is not known (see workOf()) or is nothing.
std::optional<IdealSchedule> idealSchedule(const Trace& trace);

/// "Ideal schedule: 1.60 s, the run took 1.04 times that; of the 60.0 ms between: places empty 36.0 ms, Ready
/// 20.0 ms, start-up 4.00 ms." What is below a hundredth of the difference is left out. Where the run was
/// shorter, why that can be.
std::string sentence(const IdealSchedule& ideal);

} // namespace interleave::analysis
