// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/tracejson.h"

#include "core/formats/jsonwriter.h"

namespace interleave::formats {

namespace {

std::int64_t nanoseconds(Instant at) { return at.time_since_epoch().count(); }

void writeField(JsonWriter& json, std::string_view name, const std::optional<Instant>& at)
{
    if (at)
        json.field(name, nanoseconds(*at));
}

void writeField(JsonWriter& json, std::string_view name, const std::optional<Duration>& duration)
{
    if (duration)
        json.field(name, std::int64_t{duration->count()});
}

void writeField(JsonWriter& json, std::string_view name, const std::optional<std::uint64_t>& count)
{
    if (count)
        json.field(name, *count);
}

void writeField(JsonWriter& json, std::string_view name, std::optional<bool> truth)
{
    if (truth)
        json.field(name, *truth);
}

void writeSources(JsonWriter& json, const Sources& sources)
{
    json.key("sources");
    json.beginObject();
    json.field("run_delay", sources.runDelay);
    json.field("switch_counters", sources.switchCounters);
    json.field("switch_records", sources.switchRecords);
    json.field("cpu_clock", sources.cpuClock);
    json.field("processor", sources.processor);
    json.field("receive_stamps", sources.receiveStamps);
    json.endObject();
}

void writeInfo(JsonWriter& json, const RunInfo& info)
{
    json.field("model", info.modelId);
    json.field("model_name", info.modelName);
    json.field("workload", info.workloadId);
    json.field("workload_name", info.workloadName);
    if (!info.work.empty())
        json.field("work", info.work);
    json.field("worker_kind", info.workerKind);
    json.field("lock", info.lock);
    json.field("workers", info.workers);
    if (info.workersNotBegun > 0) {
        json.field("workers_not_begun", info.workersNotBegun);
        json.field("not_begun_why", info.notBegunWhy);
    }
    json.field("in_flight", info.inFlight);
    json.key("processors");
    json.beginArray();
    for (const ProcessorId processor : info.processors)
        json.value(processor);
    json.endArray();
    json.field("pinned", info.pinned);
    json.key("conditions");
    json.beginArray();
    for (const auto& [condition, setting] : info.conditions) {
        json.beginArray();
        json.value(condition);
        json.value(setting);
        json.endArray();
    }
    json.endArray();
    json.field("origin", name(info.origin));
    writeSources(json, info.sources);
    json.field("resolution_ns", std::int64_t{info.resolution.count()});
    json.field("records_refused", info.recordsRefused);
    json.field("workers_without_records", info.workersWithoutRecords);
    json.field("lost_records", info.lostRecords);
    if (!info.clockSteps.empty()) {
        json.key("clock_steps");
        json.beginArray();
        for (const ClockStep& step : info.clockSteps) {
            json.beginArray();
            json.value(nanoseconds(step.at));
            json.value(std::int64_t{step.by.count()});
            json.endArray();
        }
        json.endArray();
    }
    if (!info.ignoredEvents.empty()) {
        json.key("ignored_events");
        json.beginArray();
        for (const auto& [kind, number] : info.ignoredEvents) {
            json.beginArray();
            json.value(kind);
            json.value(number);
            json.endArray();
        }
        json.endArray();
    }
    json.field("cancelled", info.cancelled);
    json.field("started_at", info.startedAt);
}

void writeTask(JsonWriter& json, const Task& task)
{
    json.beginObject();
    json.field("label", task.label);
    json.field("subject", task.subject);
    writeField(json, "planned", task.planned);
    writeField(json, "taken", task.taken);
    writeField(json, "started", task.started);
    writeField(json, "stopped", task.stopped);
    json.field("worker", task.worker);
    json.field("slot", task.slot);
    json.field("bytes", task.bytes);
    json.field("attempts", task.attempts);
    if (task.untaken > 0)
        json.field("untaken", task.untaken);
    json.field("outcome", name(task.outcome));
    json.field("reason", task.reason);
    json.endObject();
}

void writeWorker(JsonWriter& json, const Worker& worker)
{
    json.beginObject();
    json.field("name", worker.name);
    json.field("role", name(worker.role));
    json.field("process", std::int64_t{worker.processId});
    json.field("thread", std::int64_t{worker.threadId});
    writeField(json, "started", worker.started);
    writeField(json, "stopped", worker.stopped);
    writeField(json, "cpu_clock", worker.cpuClock);
    writeField(json, "run_delay", worker.runDelay);
    writeField(json, "voluntary_switches", worker.voluntarySwitches);
    writeField(json, "involuntary_switches", worker.involuntarySwitches);
    writeField(json, "resolution", worker.resolution);
    writeField(json, "switch_records", worker.switchRecords);
    if (worker.predecessor.valid())
        json.field("predecessor", worker.predecessor);
    if (!worker.notBegun.empty())
        json.field("not_begun", worker.notBegun);
    json.endObject();
}

void writeSpan(JsonWriter& json, const Span& span)
{
    json.beginArray();
    json.value(nanoseconds(span.start));
    json.value(std::int64_t{span.length.count()});
    json.value(name(span.state));
    json.value(name(span.phase));
    json.value(span.task);
    json.value(span.worker);
    json.value(span.slot);
    json.value(span.processor);
    json.value(span.by);
    json.value(std::uint32_t{span.attempt});
    json.endArray();
}

template <class Items, class Write>
void writeLines(JsonWriter& json, std::string_view name, const Items& items, Write write)
{
    json.key(name);
    json.beginArray();
    for (const auto& item : items) {
        json.breakLine();
        write(json, item);
    }
    json.endArray();
}

} // namespace

std::string_view name(Origin origin)
{
    switch (origin) {
    case Origin::Run:
        return "run";
    case Origin::File:
        return "file";
    case Origin::Observed:
        return "observed";
    }
    return {};
}

std::string_view name(WorkerRole role)
{
    switch (role) {
    case WorkerRole::Executes:
        return "executes";
    case WorkerRole::Helper:
        return "helper";
    }
    return {};
}

void writeTraceJson(JsonWriter& json, const Trace& trace)
{
    json.beginObject();
    json.key("info");
    json.beginObject();
    writeInfo(json, trace.info);
    json.endObject();
    json.field("end", nanoseconds(trace.end));
    writeLines(json, "tasks", trace.tasks, writeTask);
    writeLines(json, "workers", trace.workers, writeWorker);
    writeLines(json, "spans", trace.spans, writeSpan);
    json.endObject();
}

void writeNoteJson(JsonWriter& json, const Note& note)
{
    json.beginObject();
    json.field("run", note.run);
    json.field("from", nanoseconds(note.from));
    if (note.to != note.from)
        json.field("to", nanoseconds(note.to));
    if (note.task.valid())
        json.field("task", note.task);
    if (note.worker.valid())
        json.field("worker", note.worker);
    if (note.slot.valid())
        json.field("slot", note.slot);
    json.field("text", note.text);
    json.endObject();
}

} // namespace interleave::formats
