// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/scheduling.h"
#include "core/observe/switchrecords.h"
#include "core/trace/event.h"
#include "core/trace/trace.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace interleave::engine {

/// What the helpers of one process do, seen from outside: their switch records become events of theirs, their
/// counters their figures. Where there are no records a helper's track says that it was there, and no more.
/// One thread.
class HelperLanes
{
public:
    /// @param ringSharers of observe::SwitchRecords; 0: do without switch records
    explicit HelperLanes(std::size_t ringSharers) : m_ringSharers(ringSharers) {}

    /// From now on. @param helper a thread of this process; its figures count from here
    /// @return the helper with what is known of its sources
    const interleave::Worker& add(WorkerId id, interleave::Worker helper);
    /// Appends what they have done since the last call.
    void drain(std::vector<Event>& events);
    /// The end: the last of it, and each helper with its figures.
    void finish(std::vector<Event>& events, const std::function<void(WorkerId, interleave::Worker)>& tell);

private:
    struct Lane
    {
        WorkerId id;
        interleave::Worker helper;
        std::unique_ptr<observe::SwitchRecords> records;
        observe::ThreadTimes begun;
        bool told = false; // that it is there
    };

    static void drain(Lane& lane, Stamp until, std::vector<Event>& events);

    std::size_t m_ringSharers;
    std::vector<Lane> m_lanes;
};

} // namespace interleave::engine
