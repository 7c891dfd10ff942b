// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/resultsjson.h"

#include "core/analysis/measuredby.h"
#include "core/analysis/statistics.h"
#include "core/formats/jsonwriter.h"

namespace interleave::cli {

namespace {

using formats::decimal;
using formats::JsonWriter;

void writeSeconds(JsonWriter& json, std::string_view name, Duration duration)
{
    json.key(name);
    json.number(decimal(duration.count(), 9));
}

void writeConditions(JsonWriter& json, const RunInfo& info)
{
    json.field("model", info.modelId);
    json.field("workload", info.workloadId);
    json.field("workers", info.workers);
    json.field("in_flight", info.inFlight);
    json.key("processors");
    json.beginArray();
    for (const ProcessorId processor : info.processors)
        json.value(processor);
    json.endArray();
}

void writeRun(JsonWriter& json, const Trace& run, const Trace& baseline)
{
    const analysis::Statistics figures = analysis::statistics(run);
    const std::optional<double> speedUp = analysis::speedUp(baseline, run);
    json.beginObject();
    writeConditions(json, run.info);
    json.field("tasks", figures.tasks);
    json.field("finished", figures.finished);
    json.field("failed", figures.failed);
    json.field("cancelled", figures.cancelled);
    writeSeconds(json, "makespan_s", figures.makespan);
    writeSeconds(json, "running_s", figures.total[State::Running]);
    writeSeconds(json, "ready_s", figures.total[State::Ready]);
    writeSeconds(json, "waiting_s", figures.total[State::Waiting]);
    writeSeconds(json, "blocked_s", figures.total[State::Blocked]);
    json.key("switches_kernel");
    figures.switchesByKernel ? json.value(*figures.switchesByKernel) : json.null();
    json.field("switches_task", figures.switchesByTask);
    json.key("speedup");
    speedUp ? json.value(*speedUp) : json.null();
    json.field("measured_by", analysis::measuredBy(run.info));
    json.endObject();
}

} // namespace

void writeResultsJson(std::ostream& out, std::span<const Trace* const> runs)
{
    JsonWriter json(out);
    json.beginObject();
    json.key("runs");
    json.beginArray();
    for (const Trace* run : runs) {
        json.breakLine();
        writeRun(json, *run, *runs.front());
    }
    json.endArray();
    json.endObject();
    json.endLine();
}

} // namespace interleave::cli
