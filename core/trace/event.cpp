// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/event.h"

namespace interleave {

std::string_view name(EventKind kind)
{
    switch (kind) {
    case EventKind::TaskPlanned:
        return "TaskPlanned";
    case EventKind::TaskTaken:
        return "TaskTaken";
    case EventKind::TaskStarted:
        return "TaskStarted";
    case EventKind::TaskSuspended:
        return "TaskSuspended";
    case EventKind::TaskPhase:
        return "TaskPhase";
    case EventKind::TaskReady:
        return "TaskReady";
    case EventKind::TaskResumed:
        return "TaskResumed";
    case EventKind::TaskStopped:
        return "TaskStopped";
    case EventKind::WorkerStarted:
        return "WorkerStarted";
    case EventKind::WorkerStopped:
        return "WorkerStopped";
    case EventKind::SwitchedIn:
        return "SwitchedIn";
    case EventKind::SwitchedOut:
        return "SwitchedOut";
    case EventKind::LockWanted:
        return "LockWanted";
    case EventKind::LockTaken:
        return "LockTaken";
    case EventKind::LockReleased:
        return "LockReleased";
    case EventKind::Lost:
        return "Lost";
    }
    return {};
}

} // namespace interleave
