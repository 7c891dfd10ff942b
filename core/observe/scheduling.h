// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <cstdint>
#include <optional>

namespace interleave::observe {

/// The kernel's counter of the time that a thread was runnable but not on a processor (Linux: field 2 of
/// /proc/thread-self/schedstat, nanoseconds). Reads the thread that constructed it; any thread may read it.
/// A read costs about 1 us.
class RunDelay
{
public:
    RunDelay();
    ~RunDelay();
    RunDelay(const RunDelay&) = delete;
    RunDelay& operator=(const RunDelay&) = delete;

    /// False where the system has no such counter; read() then returns 0.
    bool available() const { return m_file >= 0; }
    /// Since the thread began.
    Duration read() const;

private:
    int m_file = -1;
};

/// The kernel's counters of any thread of this process since it began; empty where the system does not tell.
struct ThreadTimes
{
    std::optional<Duration> onProcessor; ///< CPU time
    std::optional<Duration> runDelay;    ///< runnable, but not on a processor
};
ThreadTimes timesOf(std::int64_t threadId);

/// How often the calling thread left a processor.
struct SwitchCounts
{
    std::uint64_t voluntary = 0;   ///< by its own act (it waited)
    std::uint64_t involuntary = 0; ///< by the kernel's
};
/// Empty where the system does not count them.
std::optional<SwitchCounts> switchCounts();

/// The CPU time of the calling thread; empty where the system has no such clock.
std::optional<Duration> threadCpuTime();

} // namespace interleave::observe
