// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/resultsjson.h"

#include "core/analysis/findings.h"
#include "core/analysis/idealschedule.h"
#include "core/analysis/measuredby.h"
#include "core/analysis/statistics.h"
#include "core/formats/jsonwriter.h"

#include <functional>
#include <utility>

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
    json.field("workers_began", workersBegun(info));
    json.key("not_begun_why");
    info.workersNotBegun > 0 ? json.value(info.notBegunWhy) : json.null();
    json.field("in_flight", info.inFlight);
    json.key("processors");
    json.beginArray();
    for (const ProcessorId processor : info.processors)
        json.value(processor);
    json.endArray();
}

void writeShare(JsonWriter& json, std::string_view name, std::optional<double> share)
{
    json.key(name);
    share ? json.value(*share) : json.null();
}

void writeKnown(JsonWriter& json, std::string_view name, std::optional<Duration> duration)
{
    if (duration)
        return writeSeconds(json, name, *duration);
    json.key(name);
    json.null();
}

void writePercentiles(JsonWriter& json, std::string_view name, const analysis::Percentiles& percentiles)
{
    json.key(name);
    json.beginObject();
    json.field("tasks", static_cast<std::uint64_t>(percentiles.count));
    writeSeconds(json, "p50_s", percentiles.p50);
    writeSeconds(json, "p95_s", percentiles.p95);
    writeSeconds(json, "p99_s", percentiles.p99);
    json.endObject();
}

void writeDistributions(JsonWriter& json, const Trace& run, const analysis::Statistics& figures)
{
    const analysis::PhaseTimes spread = analysis::phaseTimes(run);
    if (figures.duration) {
        writePercentiles(json, "duration", *figures.duration);
    } else {
        json.key("duration");
        json.null();
    }
    json.key("phases");
    json.beginObject();
    for (const Phase phase : allPhases)
        if (phase != Phase::None && spread[phase])
            writePercentiles(json, name(phase), *spread[phase]);
    json.endObject();
}

void writeIdeal(JsonWriter& json, const Trace& run)
{
    json.key("ideal");
    const auto ideal = analysis::idealSchedule(run);
    if (!ideal)
        return json.null();
    json.beginObject();
    writeSeconds(json, "makespan_s", ideal->makespan);
    json.field("ratio", ideal->ratio());
    const analysis::IdealLosses& losses = ideal->losses;
    writeSeconds(json, "start_up_s", losses.startUp);
    writeSeconds(json, "dispatch_s", losses.dispatch);
    writeSeconds(json, "ready_s", losses.ready);
    writeSeconds(json, "lock_s", losses.lock);
    writeSeconds(json, "places_empty_s", losses.idle);
    writeSeconds(json, "other_s", losses.other);
    json.endObject();
}

void writeFindings(JsonWriter& json, const Trace& run, const Trace& baseline, const std::string& name)
{
    json.key("findings");
    json.beginArray();
    for (const analysis::Finding& finding : analysis::findings(run, &baseline, name)) {
        json.beginObject();
        json.field("kind", analysis::name(finding.kind));
        json.field("text", finding.text);
        json.endObject();
    }
    json.endArray();
}

/// Writes further fields of a run.
using FurtherFields = std::function<void(JsonWriter& json, std::size_t run)>;

void writeRun(JsonWriter& json, const Trace& run, const Trace& baseline, const std::string& name)
{
    const analysis::Statistics figures = analysis::statistics(run);
    const std::optional<double> speedUp = analysis::speedUp(baseline, run);
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
    writeShare(json, "processor_use", figures.processorUse);
    writeShare(json, "efficiency", figures.efficiency);
    writeShare(json, "overlap", figures.overlap);
    const auto& cost = figures.switchCost;
    writeKnown(json, "switch_cost_s", cost ? std::optional(cost->total) : std::nullopt);
    writeKnown(json, "per_switch_s", cost ? cost->perSwitch : std::nullopt);
    writeDistributions(json, run, figures);
    writeIdeal(json, run);
    writeFindings(json, run, baseline, name);
    json.field("measured_by", analysis::measuredBy(run.info));
}

void writeRuns(JsonWriter& json, std::span<const Trace* const> runs,
               std::span<const run::RunBaseline> baselines, const FurtherFields& writeFurther)
{
    json.key("runs");
    json.beginArray();
    for (std::size_t k = 0; k < runs.size(); ++k) {
        json.breakLine();
        json.beginObject();
        const run::RunBaseline& baseline = baselines[k];
        writeRun(json, *runs[k], *runs[baseline.run], baseline.name.toStdString());
        json.field("baseline", static_cast<std::uint64_t>(baseline.run));
        writeFurther(json, k);
        json.endObject();
    }
    json.endArray();
}

/// The parameter by its id, its value as a number of its unit.
void writeValue(JsonWriter& json, const run::RunList& list, std::uint32_t value)
{
    if (!list.parameter)
        return;
    json.field("parameter", list.parameter->id);
    json.key("value");
    json.number(run::plainValue(*list.parameter, list.values[value]).toStdString());
    json.field("unit", run::unitOf(list.parameter->unit));
}

void writePoint(JsonWriter& json, const run::RunList& list, const analysis::Point& point)
{
    json.breakLine();
    json.beginObject();
    json.field("model", list.experiment.models[point.model].id);
    writeValue(json, list, point.value);
    json.field("runs", static_cast<std::uint64_t>(point.runs.size()));
    json.field("incomplete", point.incomplete);
    for (const auto& [name, time] : {std::pair("median_s", point.median), std::pair("least_s", point.least),
                                     std::pair("most_s", point.most)}) {
        json.key(name);
        time ? json.number(decimal(time->count(), 9)) : json.null();
    }
    for (const auto& [name, ratio] :
         {std::pair("speedup", point.speedUp), std::pair("ideal_speedup", list.idealSpeedUp(point.value))}) {
        json.key(name);
        ratio ? json.value(*ratio) : json.null();
    }
    json.field("against", run::againstText(list, point).toStdString());
    json.endObject();
}

} // namespace

void writeResultsJson(std::ostream& out, std::span<const Trace* const> runs)
{
    std::vector<run::RunBaseline> baselines;
    for (const std::size_t place : analysis::baselines(runs))
        baselines.push_back({place, QString::fromStdString(runs[place]->info.modelName), {}});
    JsonWriter json(out);
    json.beginObject();
    writeRuns(json, runs, baselines, [](JsonWriter&, std::size_t) {});
    json.endObject();
    json.endLine();
}

void writeResultsJson(std::ostream& out, const run::RunList& list, std::span<const run::RunResult> runs)
{
    std::vector<const Trace*> traces;
    std::vector<const run::RunResult*> results;
    for (const run::RunResult& run : runs) {
        traces.push_back(&run.trace);
        results.push_back(&run);
    }
    JsonWriter json(out);
    json.beginObject();
    writeRuns(json, traces, run::baselinesOf(list, results), [&](JsonWriter&, std::size_t k) {
        if (!list.unfolded())
            return;
        writeValue(json, list, runs[k].planned.value);
        json.field("repetition", runs[k].planned.repetition + 1);
    });
    if (list.unfolded()) {
        json.key("points");
        json.beginArray();
        for (const analysis::Point& point : pointsOf(list, results))
            writePoint(json, list, point);
        json.endArray();
    }
    json.endObject();
    json.endLine();
}

} // namespace interleave::cli
