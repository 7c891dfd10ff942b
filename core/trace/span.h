// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/id.h"
#include "core/trace/state.h"
#include "core/trace/time.h"

namespace interleave {

/// "From this instant to that one, this task on this worker (on this processor) was in this state": what is
/// drawn. Ids that do not apply are invalid: a worker's own work (start-up, dispatch) has no task, a Queued
/// span has no worker, only Running spans have a processor.
struct Span
{
    Instant start{};
    Duration length{};
    TaskId task;
    WorkerId worker;
    SlotId slot;
    ProcessorId processor;
    TaskId by; ///< the task that it waited for (Blocked), where known
    State state = State::Unknown;
    Phase phase = Phase::None;
    std::uint8_t attempt = 0; ///< 0 = first try; retries and redirects count up

    Instant end() const { return start + length; }
    bool operator==(const Span&) const = default;
};

} // namespace interleave
