// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/id.h"

#include <cstdint>
#include <span>
#include <vector>

namespace interleave::observe {

/// The processors that a thread may use, ascending; at least one (0 where the system does not tell).
/// @param threadId as thisThreadId() (core/observe/thread.h); 0: the calling one
std::vector<ProcessorId> allowedProcessors(std::int64_t threadId = 0);

/// Keeps the calling thread (and threads and processes that it creates from then on) on these processors.
/// @return false where the system refuses or has no such thing; nothing has changed then.
bool restrictThisThread(std::span<const ProcessorId> processors);

/// The same for any thread of this process. @param threadId as thisThreadId() (core/observe/thread.h)
bool restrictThread(std::int64_t threadId, std::span<const ProcessorId> processors);

/// The processor that the calling thread is on right now; invalid where the system does not tell.
ProcessorId currentProcessor();

} // namespace interleave::observe
