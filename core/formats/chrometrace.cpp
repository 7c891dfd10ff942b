// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/chrometrace.h"

#include "core/formats/chromelanes.h"
#include "core/formats/jsonwriter.h"
#include "core/formats/tracejson.h"

#include <algorithm>

namespace interleave::formats {

namespace {

using Runs = std::span<const Trace* const>;

std::string microseconds(Duration duration) { return decimal(duration.count(), 3); }

/// Speedscope adds "ts" and "dur" as doubles and takes the order of the sums: where the sum would come out
/// after the event's end, and so after the begin of the next, "dur" is one picosecond shorter.
std::string durationField(Duration start, Duration length)
{
    const auto number = [](Duration duration) { return static_cast<double>(duration.count()) / 1000; };
    constexpr auto longest = Duration::max() / 1000;
    if (number(start) + number(length) <= number(start + length) || length > longest)
        return microseconds(length);
    return decimal(length.count() * 1000 - 1, 6);
}

std::uint32_t processOf(std::uint32_t run) { return run + 1; }

/// Names of the trace viewer's own palette, near to ours.
std::string_view colourOf(State state)
{
    switch (state) {
    case State::Queued:
        return "generic_work";
    case State::Running:
        return "thread_state_runnable";
    case State::Ready:
        return "thread_state_iowait";
    case State::Waiting:
        return "terrible";
    case State::Blocked:
        return "thread_state_uninterruptible";
    case State::Unknown:
        return "grey";
    }
    return {};
}

/// Each event has a "ts", metadata too: speedscope refuses a file otherwise.
void beginMetadata(JsonWriter& json, std::string_view what, std::uint32_t run, std::uint32_t lane)
{
    json.breakLine();
    json.beginObject();
    json.field("ph", "M");
    json.field("ts", 0u);
    json.field("pid", processOf(run));
    json.field("tid", lane);
    json.field("name", what);
    json.key("args");
    json.beginObject();
}

void endMetadata(JsonWriter& json)
{
    json.endObject();
    json.endObject();
}

void writeNames(JsonWriter& json, const Trace& trace, const ChromeLanes& lanes, std::uint32_t run)
{
    beginMetadata(json, "process_name", run, 0);
    json.field("name",
               trace.info.modelName.empty() ? "run " + std::to_string(run + 1) : trace.info.modelName);
    endMetadata(json);
    beginMetadata(json, "process_sort_index", run, 0);
    json.field("sort_index", run);
    endMetadata(json);
    for (std::uint32_t lane = 0; lane < lanes.lanes.size(); ++lane) {
        beginMetadata(json, "thread_name", run, lane + 1);
        json.field("name", lanes.lanes[lane].name);
        endMetadata(json);
        beginMetadata(json, "thread_sort_index", run, lane + 1);
        json.field("sort_index", lane);
        endMetadata(json);
    }
}

void writeArguments(JsonWriter& json, const Trace& trace, const Span& span)
{
    json.key("args");
    json.beginObject();
    if (span.task.value < trace.tasks.size()) {
        const Task& task = trace[span.task];
        json.field("task", task.label);
        json.field("subject", task.subject);
        json.field("bytes", task.bytes);
    }
    json.field("state", name(span.state));
    if (span.phase != Phase::None)
        json.field("phase", name(span.phase));
    if (span.processor.valid())
        json.field("processor", span.processor);
    if (span.by.value < trace.tasks.size())
        json.field("by", trace[span.by].label);
    json.field("attempt", std::uint32_t{span.attempt});
    json.endObject();
}

std::string eventName(const Trace& trace, const Span& span)
{
    std::string text(name(span.state));
    if (span.phase != Phase::None)
        text.append(" ").append(name(span.phase));
    if (span.task.value < trace.tasks.size())
        text += ": " + trace[span.task].label;
    return text;
}

void writeEvent(JsonWriter& json, const Trace& trace, const ChromeEvent& event)
{
    const Span span = trace.spans[event.span];
    const Duration start = event.start.time_since_epoch();
    json.breakLine();
    json.beginObject();
    json.field("ph", "X");
    json.key("ts");
    json.number(microseconds(start));
    json.key("dur");
    json.number(durationField(start, span.end() - event.start));
    json.field("pid", processOf(event.run));
    json.field("tid", event.lane + 1);
    json.field("name", eventName(trace, span));
    json.field("cat", name(span.state));
    json.field("cname", colourOf(span.state));
    writeArguments(json, trace, span);
    json.endObject();
}

void writeEvents(JsonWriter& json, Runs runs)
{
    std::vector<ChromeEvent> events;
    json.key("traceEvents");
    json.beginArray();
    for (std::uint32_t run = 0; run < runs.size(); ++run) {
        const ChromeLanes lanes = chromeLanes(*runs[run], run);
        writeNames(json, *runs[run], lanes, run);
        const auto middle = events.insert(events.end(), lanes.events.begin(), lanes.events.end());
        std::inplace_merge(events.begin(), middle, events.end(),
                           [](const ChromeEvent& a, const ChromeEvent& b) { return a.start < b.start; });
    }
    for (const ChromeEvent& event : events)
        writeEvent(json, *runs[event.run], event);
    json.endArray();
}

/// For the "info" page of viewers: one text per run.
void writeOtherData(JsonWriter& json, Runs runs, const std::function<std::string(const RunInfo&)>& measuredBy)
{
    json.key("otherData");
    json.beginObject();
    json.field("program", "Interleave");
    for (std::size_t run = 0; run < runs.size(); ++run) {
        const RunInfo& info = runs[run]->info;
        const std::string which = "run " + std::to_string(run + 1);
        json.field(which, info.modelName + ": " + info.workloadName);
        json.field(which + " measured_by", measuredBy(info));
        for (const auto& [condition, setting] : info.conditions)
            json.field(which + " " + validUtf8(condition), setting);
    }
    json.endObject();
}

/// Where there are none, the file is as it was before there could be any.
void writeNotes(JsonWriter& json, std::span<const Note> notes)
{
    if (notes.empty())
        return;
    json.key("marks");
    json.beginArray();
    for (const Note& note : notes) {
        json.breakLine();
        writeNoteJson(json, note);
    }
    json.endArray();
}

} // namespace

void writeChromeTrace(std::ostream& out, Runs runs,
                      const std::function<std::string(const RunInfo&)>& measuredBy, std::string_view title,
                      std::span<const Note> notes)
{
    JsonWriter json(out);
    json.beginObject();
    writeEvents(json, runs);
    json.field("displayTimeUnit", "ms");
    writeOtherData(json, runs, measuredBy);
    json.key("interleave");
    json.beginObject();
    json.field("version", 1u);
    if (!title.empty())
        json.field("title", title);
    json.key("runs");
    json.beginArray();
    for (const Trace* run : runs)
        writeTraceJson(json, *run);
    json.endArray();
    writeNotes(json, notes);
    json.endObject();
    json.endObject();
    json.endLine();
}

} // namespace interleave::formats
