// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/lanelookup.h"

namespace interleave::timeline {
namespace {

std::uint64_t slotKey(WorkerId worker, SlotId slot)
{
    return static_cast<std::uint64_t>(worker.value) << 32U | (slot.valid() ? slot.value : 0U);
}

/// What overlaps a row has rows of its own below it.
bool sameRow(const Lane& a, const Lane& b)
{
    return a.kind == b.kind && a.worker == b.worker && a.slot == b.slot && a.task == b.task &&
           a.processor == b.processor;
}

} // namespace

LaneLookup::LaneLookup(const std::vector<Lane>& lanes) : m_lanes(lanes)
{
    for (std::uint32_t i = 0; i < lanes.size(); ++i) {
        const Lane& lane = lanes[i];
        switch (lane.kind) {
        case Lane::Kind::Worker:
            m_workers.emplace(lane.worker.value, i);
            break;
        case Lane::Kind::Slot:
            m_slots.emplace(slotKey(lane.worker, lane.slot), i);
            break;
        case Lane::Kind::Task:
            m_tasks.emplace(lane.task.value, i);
            break;
        case Lane::Kind::Processor:
            m_processors.emplace(lane.processor.value, i);
            break;
        }
    }
}

std::optional<std::uint32_t> LaneLookup::laneOf(const Span& span) const
{
    const std::optional<std::uint32_t> first = firstLaneOf(span);
    if (!first)
        return {};
    for (std::uint32_t lane = *first; lane + 1 < m_lanes.size(); ++lane) {
        if (!sameRow(m_lanes[lane], m_lanes[lane + 1]))
            return shownAs(m_lanes[lane], span) ? lane : first;
        if (shownAs(m_lanes[lane], span))
            return lane;
    }
    const auto last = static_cast<std::uint32_t>(m_lanes.size() - 1);
    return sameRow(m_lanes[*first], m_lanes[last]) && shownAs(m_lanes[last], span) ? last : first;
}

std::optional<std::uint32_t> LaneLookup::firstLaneOf(const Span& span) const
{
    const auto in = [](const Rows& rows, std::uint64_t key) {
        const auto at = rows.find(key);
        return at == rows.end() ? std::nullopt : std::optional(at->second);
    };
    if (!m_tasks.empty())
        return span.task.valid() ? in(m_tasks, span.task.value) : std::nullopt;
    if (!m_processors.empty())
        return span.state == State::Running && span.processor.valid() ? in(m_processors, span.processor.value)
                                                                      : std::nullopt;
    if (!span.worker.valid())
        return {};
    if (span.task.valid())
        if (const auto slot = in(m_slots, slotKey(span.worker, span.slot)))
            return slot;
    return in(m_workers, span.worker.value);
}

std::optional<std::uint32_t> shownAs(const Lane& lane, const Span& span)
{
    for (std::size_t i = lane.firstEndingAfter(span.start); i < lane.size(); ++i) {
        if (lane.start(i) >= span.end() && lane.start(i) > span.start)
            break;
        if (lane.taskOf(i) == span.task && lane.state(i) == span.state)
            return static_cast<std::uint32_t>(i);
    }
    return {};
}

} // namespace interleave::timeline
