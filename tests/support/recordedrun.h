// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/run.h"

#include <memory>
#include <vector>

namespace interleave::tests {

/// A run to its end, with its events as they were told.
struct RecordedRun
{
    Trace trace;
    std::vector<Event> events;
    Stamp zero{}; ///< of the trace, as the events' stamps count
};

RecordedRun record(const engine::Model& model, std::shared_ptr<engine::Workload> workload,
                   const engine::RunOptions& options);

/// Time that the host of a virtual machine has taken from its processors so far, in seconds; the kernel
/// believes that a thread runs then, but does not count it on the thread's CPU clock. 0 where the system does
/// not tell.
double stolenSeconds();

} // namespace interleave::tests
