// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/lanes.h"

#include "core/timeline/merge.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

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

void markStarts(Lane& lane, const Trace& trace)
{
    for (std::uint32_t i = 0; i < lane.spans.size(); ++i) {
        const Span& span = lane.spans[i];
        if (span.state != State::Queued && span.start == startOf(trace, span.task, lane.kind))
            lane.starts.push_back(i);
    }
}

void fill(Lane& lane, std::vector<Span> spans, const Trace& trace)
{
    lane.spans = mergedRow(std::move(spans), Precedence::Latest);
    markStarts(lane, trace);
}

void appendSlots(std::vector<Lane>& lanes, const std::vector<Span>& spans, WorkerId worker,
                 const Trace& trace)
{
    std::map<SlotId, std::vector<Span>> slots;
    for (const Span& span : spans)
        if (span.task.valid())
            slots[span.slot.valid() ? span.slot : SlotId(0)].push_back(span);
    for (auto& [slot, ofSlot] : slots) {
        Lane& lane = lanes.emplace_back();
        lane.kind = Lane::Kind::Slot;
        lane.label = "slot " + std::to_string(slot.value + 1);
        lane.depth = 1;
        lane.worker = worker;
        lane.slot = slot;
        fill(lane, std::move(ofSlot), trace);
    }
}

bool severalInFlight(const Trace& trace, const std::vector<Span>& spans)
{
    return trace.info.inFlight > 1 || std::any_of(spans.begin(), spans.end(), [](const Span& span) {
               return span.slot.valid() && span.slot.value > 0;
           });
}

/// Calls `take` with every span, closed and open.
template <class Take>
void forEachSpan(const Trace& trace, std::span<const Span> open, Take take)
{
    for (std::size_t i = 0; i < trace.spans.size(); ++i)
        take(trace.spans[i]);
    for (const Span& span : open)
        take(span);
}

std::vector<Lane> byWorker(const Trace& trace, std::span<const Span> open)
{
    std::vector<std::vector<Span>> spans(trace.workers.size());
    forEachSpan(trace, open, [&](const Span& span) {
        if (span.worker.value < spans.size())
            spans[span.worker.value].push_back(span);
    });
    std::vector<Lane> lanes;
    std::vector<Lane> helpers;
    for (std::uint32_t i = 0; i < trace.workers.size(); ++i) {
        if (trace.workers[i].role != WorkerRole::Executes) {
            if (!spans[i].empty()) {
                Lane& lane = helpers.emplace_back();
                lane.label = trace.workers[i].name;
                lane.worker = WorkerId(i);
                lane.helper = true;
                fill(lane, std::move(spans[i]), trace);
            }
            continue;
        }
        Lane& lane = lanes.emplace_back();
        lane.label = trace.workers[i].name;
        lane.worker = WorkerId(i);
        if (severalInFlight(trace, spans[i])) {
            lane.spans = mergedRow(spans[i], Precedence::State);
            appendSlots(lanes, spans[i], WorkerId(i), trace);
        } else {
            fill(lane, std::move(spans[i]), trace);
        }
    }
    std::move(helpers.begin(), helpers.end(), std::back_inserter(lanes));
    return lanes;
}

std::vector<Lane> byTask(const Trace& trace, std::span<const Span> open)
{
    std::vector<std::vector<Span>> spans(trace.tasks.size());
    forEachSpan(trace, open, [&](const Span& span) {
        if (span.task.value < spans.size())
            spans[span.task.value].push_back(span);
    });
    std::vector<Lane> lanes(trace.tasks.size());
    for (std::uint32_t i = 0; i < lanes.size(); ++i) {
        lanes[i].kind = Lane::Kind::Task;
        lanes[i].label = trace.tasks[i].label;
        lanes[i].task = TaskId(i);
        fill(lanes[i], std::move(spans[i]), trace);
    }
    return lanes;
}

std::vector<Lane> byProcessor(const Trace& trace, std::span<const Span> open)
{
    std::map<ProcessorId, std::vector<Span>> spans;
    for (const ProcessorId processor : trace.info.processors)
        spans[processor];
    forEachSpan(trace, open, [&](const Span& span) {
        if (span.state == State::Running && span.processor.valid())
            spans[span.processor].push_back(span);
    });
    std::vector<Lane> lanes;
    for (auto& [processor, ofProcessor] : spans) {
        Lane& lane = lanes.emplace_back();
        lane.kind = Lane::Kind::Processor;
        lane.label = "processor " + std::to_string(processor.value);
        lane.processor = processor;
        fill(lane, std::move(ofProcessor), trace);
    }
    return lanes;
}

} // namespace

std::size_t Lane::firstEndingAfter(Instant at) const
{
    const auto after =
        std::partition_point(spans.begin(), spans.end(), [at](const Span& span) { return span.end() <= at; });
    return static_cast<std::size_t>(after - spans.begin());
}

std::vector<Lane> lanesOf(const Trace& trace, Grouping grouping, std::span<const Span> open)
{
    switch (grouping) {
    case Grouping::Worker:
        return byWorker(trace, open);
    case Grouping::Task:
        return byTask(trace, open);
    case Grouping::Processor:
        return byProcessor(trace, open);
    }
    return {};
}

} // namespace interleave::timeline
