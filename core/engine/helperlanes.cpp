// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/helperlanes.h"

#include <utility>

namespace interleave::engine {

const interleave::Worker& HelperLanes::add(WorkerId id, interleave::Worker helper)
{
    Lane lane{.id = id, .helper = std::move(helper), .records = {}, .begun = {}};
    lane.begun = observe::timesOf(lane.helper.threadId);
    if (m_ringSharers > 0)
        lane.records = std::make_unique<observe::SwitchRecords>(m_ringSharers, lane.helper.threadId);
    if (lane.records && !lane.records->available())
        lane.records.reset();
    lane.helper.switchRecords = lane.records != nullptr;
    m_lanes.push_back(std::move(lane));
    return m_lanes.back().helper;
}

void HelperLanes::drain(std::vector<Event>& events)
{
    const Stamp now = stampNow();
    for (Lane& lane : m_lanes)
        drain(lane, now, events);
}

void HelperLanes::drain(Lane& lane, Stamp until, std::vector<Event>& events)
{
    const auto tell = [&](Stamp at, EventKind kind, std::uint32_t value, std::uint8_t flags = NoFlags) {
        events.push_back({.at = at, .worker = lane.id, .value = value, .kind = kind, .flags = flags});
    };
    if (!std::exchange(lane.told, true))
        tell(until, EventKind::WorkerStarted, 0);
    using Kind = observe::SwitchRecord::Kind;
    while (const auto record = lane.records ? lane.records->next(until) : std::nullopt) {
        switch (record->kind) {
        case Kind::In:
            tell(record->at, EventKind::SwitchedIn, record->processor.value);
            break;
        case Kind::Out:
        case Kind::Preempted:
            tell(record->at, EventKind::SwitchedOut, record->processor.value,
                 record->kind == Kind::Preempted ? Preempted : NoFlags);
            break;
        case Kind::Lost:
            tell(record->at, EventKind::Lost, static_cast<std::uint32_t>(record->lost));
            break;
        }
    }
}

void HelperLanes::finish(std::vector<Event>& events,
                         const std::function<void(WorkerId, interleave::Worker)>& tell)
{
    drain(events);
    for (Lane& lane : m_lanes) {
        const observe::ThreadTimes now = observe::timesOf(lane.helper.threadId);
        if (now.onProcessor && lane.begun.onProcessor)
            lane.helper.cpuClock = *now.onProcessor - *lane.begun.onProcessor;
        if (now.runDelay && lane.begun.runDelay)
            lane.helper.runDelay = *now.runDelay - *lane.begun.runDelay;
        events.push_back({.at = stampNow(), .worker = lane.id, .kind = EventKind::WorkerStopped});
        tell(lane.id, lane.helper);
    }
    m_lanes.clear();
}

} // namespace interleave::engine
