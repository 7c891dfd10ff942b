// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/eventlines.h"

#include "core/formats/jsonwriter.h"

#include <algorithm>
#include <vector>

namespace interleave::formats {

namespace {

/// What Event::value means for a kind; "": nothing.
std::string_view nameOfValue(EventKind kind)
{
    switch (kind) {
    case EventKind::TaskTaken:
        return "slot";
    case EventKind::TaskStarted:
    case EventKind::TaskResumed:
    case EventKind::SwitchedIn:
    case EventKind::SwitchedOut:
        return "processor";
    case EventKind::TaskSuspended:
    case EventKind::TaskPhase:
        return "attempt";
    case EventKind::LockWanted:
        return "by";
    case EventKind::Lost:
        return "count";
    case EventKind::TaskPlanned:
    case EventKind::TaskReady:
    case EventKind::TaskStopped:
    case EventKind::WorkerStarted:
    case EventKind::WorkerStopped:
    case EventKind::LockTaken:
    case EventKind::LockReleased:
        return {};
    }
    return {};
}

void writeLine(JsonWriter& json, const Event& event, Stamp zero, std::uint32_t run)
{
    json.beginObject();
    json.field("ns", std::int64_t{instantOf(event.at, zero).time_since_epoch().count()});
    json.field("run", run);
    json.field("event", name(event.kind));
    if (event.task.valid())
        json.field("task", event.task);
    if (event.worker.valid())
        json.field("worker", event.worker);
    if (event.phase != Phase::None)
        json.field("phase", name(event.phase));
    if (const auto meaning = nameOfValue(event.kind); !meaning.empty() && event.value != TaskId::none)
        json.field(meaning, event.value);
    if (event.outcome != Outcome::None)
        json.field("outcome", name(event.outcome));
    if (event.kind == EventKind::SwitchedOut)
        json.field("preempted", (event.flags & Preempted) != 0);
    if (event.flags & Inferred)
        json.field("inferred", true);
    if (event.flags & Stamped)
        json.field("stamped", true);
    json.endObject();
    json.endLine();
}

} // namespace

void writeEventLines(std::ostream& out, std::span<const Event> events, Stamp zero, std::uint32_t run)
{
    std::vector<const Event*> sorted;
    sorted.reserve(events.size());
    for (const Event& event : events)
        sorted.push_back(&event);
    std::ranges::stable_sort(sorted, {}, &Event::at);
    JsonWriter json(out);
    for (const Event* event : sorted)
        writeLine(json, *event, zero, run);
}

} // namespace interleave::formats
