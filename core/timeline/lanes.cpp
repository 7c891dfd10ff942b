// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/lanes.h"

#include <algorithm>
#include <map>

namespace interleave::timeline {
namespace {

/// Where a task starts in a row: taken, or where that is not known its first instant on a processor.
std::optional<Instant> startOf(const Trace& trace, TaskId id, Lane::Kind kind)
{
    if (id.value >= trace.tasks.size())
        return {};
    const Task& task = trace[id];
    if (kind == Lane::Kind::Processor)
        return task.started;
    return task.taken ? task.taken : task.started;
}

bool startsTask(const Lane& lane, std::size_t index, const Trace& trace)
{
    const TaskId task = lane.taskOf(index);
    if (lane.state(index) == State::Queued || !task.valid())
        return false;
    const bool goesOn = index > 0 && lane.taskOf(index - 1) == task && lane.state(index - 1) != State::Queued;
    return !goesOn && lane.start(index) == startOf(trace, task, lane.kind);
}

Lane emptyLane(const LaneKey& key, const Trace& trace)
{
    Lane lane;
    lane.kind = key.kind;
    lane.depth = static_cast<std::uint8_t>((key.kind == Lane::Kind::Slot ? 1 : 0) + (key.level > 0 ? 1 : 0));
    switch (key.kind) {
    case Lane::Kind::Worker:
        lane.worker = WorkerId(key.number);
        lane.label = trace[lane.worker].name;
        if (!trace[lane.worker].notBegun.empty())
            lane.label += " (did not begin)";
        lane.helper = trace[lane.worker].role != WorkerRole::Executes;
        break;
    case Lane::Kind::Slot:
        lane.worker = WorkerId(key.number);
        lane.slot = key.slot;
        lane.label = "slot " + std::to_string(key.slot.value + 1);
        break;
    case Lane::Kind::Task:
        lane.task = TaskId(key.number);
        lane.label = trace[lane.task].label;
        break;
    case Lane::Kind::Processor:
        lane.processor = ProcessorId(key.number);
        lane.label = "processor " + std::to_string(key.number);
        break;
    }
    if (key.level > 0)
        lane.label.clear();
    return lane;
}

} // namespace

/// Lanes that are still there move to their new places.
void Lanes::arrange(const std::vector<LaneRow>& rows, const Trace& trace)
{
    if (std::ranges::equal(m_known, rows, {}, &Known::key, &LaneRow::key))
        return;
    std::map<LaneKey, std::size_t> places;
    for (std::size_t i = 0; i < m_known.size(); ++i)
        places[m_known[i].key] = i;
    std::vector<Known> known;
    std::vector<Lane> lanes;
    for (const LaneRow& row : rows) {
        const auto old = places.find(row.key);
        const bool is = old != places.end();
        known.push_back(is ? m_known[old->second] : Known{.key = row.key});
        lanes.push_back(is ? std::move(m_lanes[old->second]) : emptyLane(row.key, trace));
    }
    m_known = std::move(known);
    m_lanes = std::move(lanes);
}

void Lanes::update(std::size_t index, const LaneRow& row, const Trace& trace)
{
    Lane& lane = m_lanes[index];
    std::size_t& read = m_known[index].startsRead;
    const bool other = row.row != lane.row && row.kept == 0;
    const std::size_t kept = other ? 0 : std::min({row.kept, row.row->size(), lane.summary.size()});
    lane.settled = std::min(kept, read);
    lane.summary.truncate(*row.row, kept);
    lane.row = row.row;
    lane.open = row.open;
    lane.summary.follow(*lane.row);
    read = std::min(read, kept);
    lane.starts.erase(std::ranges::lower_bound(lane.starts, static_cast<std::uint32_t>(read)),
                      lane.starts.end());
    for (std::size_t i = read; row.marksStarts && i < lane.size(); ++i)
        if (startsTask(lane, i, trace))
            lane.starts.push_back(static_cast<std::uint32_t>(i));
    read = lane.summary.size(); // an open span is looked at again when it has ended
}

void Lanes::follow(const Trace& trace, std::span<const Span> open, Instant now)
{
    const std::vector<LaneRow> rows = m_rows->follow(trace, open, now);
    arrange(rows, trace);
    for (std::size_t i = 0; i < rows.size(); ++i)
        update(i, rows[i], trace);
}

std::size_t Lanes::bytes() const
{
    std::size_t bytes = 0;
    for (const Lane& lane : m_lanes) {
        bytes += sizeof lane + lane.summary.bytes() + lane.starts.capacity() * sizeof lane.starts[0];
        if (lane.row.use_count() > 0) // not the trace's own
            bytes += lane.row->bytes();
    }
    return bytes;
}

std::vector<Lane> lanesOf(const Trace& trace, Grouping grouping, std::span<const Span> open)
{
    Lanes lanes(grouping);
    Instant now{};
    for (const Span& span : open)
        now = std::max(now, span.end());
    lanes.follow(trace, open, now);
    return lanes.lanes();
}

} // namespace interleave::timeline
