// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/scheduling.h"
#include "core/trace/trace.h"

namespace interleave::engine {

/// The kernel's counters of a thread at one instant.
struct Figures
{
    Stamp at{};
    std::optional<Duration> cpu;
    std::optional<Duration> runDelay;
    std::optional<observe::SwitchCounts> switches;
};

/// Of the calling thread: read without being interrupted, so that instant and counters belong together.
Figures figuresOfThisThread();

/// What a worker did between the two.
interleave::Worker difference(const Figures& begun, const Figures& ended);

} // namespace interleave::engine
