// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/id.h"
#include "core/trace/state.h"
#include "core/trace/time.h"

#include <string_view>
#include <type_traits>

namespace interleave {

/// "At this instant this happened to this task / worker": what the engine emits. The meaning of Event::value
/// and of the other fields depends on the kind; what is not named is left at its default. Work of a worker's
/// loop that belongs to no task begins with a TaskResumed without a task (phase Dispatch, value = processor)
/// and ends with a TaskSuspended without a task, or when a task starts or resumes on that worker.
enum class EventKind : std::uint8_t {
    TaskPlanned,   ///< task
    TaskTaken,     ///< task, worker, value = slot
    TaskStarted,   ///< task, worker, value = processor: first instant on a processor
    TaskSuspended, ///< task, worker, phase = what it waits for, value = attempt (from 0)
    TaskPhase,     ///< task, worker, phase: the state stays, the reason changes; value = attempt (from 0)
    TaskReady,   ///< task, worker: its wait is over, something else executes; Inferred: at some time between
                 ///< this instant and its next event, the system does not tell when; Stamped: the kernel's
                 ///< stamp
    TaskResumed, ///< task, worker, phase, value = processor
    TaskStopped, ///< task, worker (invalid: never taken), outcome; Inferred: told by the run for a worker
                 ///< that was killed, what the task did since the worker's last event is not known
    WorkerStarted, ///< worker, phase StartUp: being created (value 0); phase None: executes from here on
    WorkerStopped, ///< worker
    SwitchedIn,    ///< worker, value = processor; what it goes on with, or its own work where it has nothing
    SwitchedOut,  ///< worker, value = processor, flags; once more, Preempted, while it is out by its own act:
                  ///< from here on it could have gone on
    LockWanted,   ///< task, worker, value = task that holds the lock (TaskId::none: not known)
    LockTaken,    ///< task, worker
    LockReleased, ///< task, worker
    Lost,         ///< worker, value = how many records were lost just before (counts add up)
};

/// Flags of an event, combined with |.
enum EventFlags : std::uint8_t {
    NoFlags = 0,
    Preempted = 1, ///< SwitchedOut: it could have gone on
    Inferred = 2,  ///< the instant was not measured but placed, within the trace's resolution
    Stamped = 4,   ///< TaskReady: the kernel's own stamp of what the wait was for
};

/// A small value: 24 bytes, trivially copyable.
struct Event
{
    Stamp at{};
    TaskId task;
    WorkerId worker;
    std::uint32_t value = 0;
    EventKind kind = EventKind::TaskPlanned;
    Phase phase = Phase::None;
    Outcome outcome = Outcome::None;
    std::uint8_t flags = NoFlags;

    bool operator==(const Event&) const = default;
};
static_assert(std::is_trivially_copyable_v<Event> && sizeof(Event) == 24);

/// "TaskStarted" for EventKind::TaskStarted: the word in event files.
std::string_view name(EventKind kind);

} // namespace interleave
