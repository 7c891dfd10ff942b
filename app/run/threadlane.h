// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/liverun.h"
#include "core/observe/scheduling.h"

#include <optional>
#include <vector>

namespace interleave::run {

/// What the thread that draws does beside a run: recorded under the helper that the run has announced for
/// it, so that the picture shows what drawing it has cost. Where the kernel's switch records tell of the
/// thread, they say it better and this keeps silent. All functions on that thread.
class ThreadLane
{
public:
    /// From now on; the lane appears as soon as the run has announced the thread.
    void begin();
    /// The thread's event loop begins and ends to handle something. Calls may nest: the outermost counts.
    void enter();
    void leave();
    /// In between it waits for events: a dialog that a handler has opened has a loop of its own.
    void wait();
    void wake();
    /// Gives the run what there is.
    void flush(LiveRun& run);
    /// The last of it, with the thread's figures. @return its CPU time since begin(), where the system tells
    std::optional<Duration> end(LiveRun& run);

private:
    struct Busy
    {
        Stamp from{}, to{};
        Duration ready{}; ///< of it, kept off the processor
    };

    std::optional<WorkerId> find(const LiveRun& run) const;
    void tell(LiveRun& run, WorkerId lane, const Busy& busy) const;

    bool m_active = false;
    int m_depth = 0;
    Stamp m_begun{};
    Stamp m_entered{};
    Duration m_delayEntered{};
    observe::RunDelay m_delay;
    Duration m_delayBegun{};
    std::optional<Duration> m_cpuBegun;
    std::optional<observe::SwitchCounts> m_switchesBegun;
    std::vector<Busy> m_busy;
    std::optional<WorkerId> m_lane;
    bool m_told = false; // by the kernel's records
};

} // namespace interleave::run
