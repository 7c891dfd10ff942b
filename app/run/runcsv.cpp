// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/runcsv.h"

#include "core/analysis/statistics.h"
#include "core/formats/csv.h"

#include <array>

namespace interleave::run {
namespace {

using Record = std::vector<std::string>;

/// Seconds with all nine digits after the point: exact.
std::string secondsOf(Duration duration)
{
    const auto ns = std::uint64_t(duration.count());
    std::string rest = std::to_string(ns % 1'000'000'000);
    rest.insert(0, 9 - rest.size(), '0');
    return std::to_string(ns / 1'000'000'000) + '.' + rest;
}

std::string secondsOf(const std::optional<Duration>& duration)
{
    return duration ? secondsOf(*duration) : std::string();
}

std::string ratio(const std::optional<double>& value)
{
    return value ? QString::number(*value, 'f', 4).toStdString() : std::string();
}

/// Model, parameter, value, unit: where in the experiment a record stands.
Record place(const RunList& list, std::uint32_t model, std::uint32_t value)
{
    Record record{list.experiment.models[model].id, {}, {}, {}};
    if (list.parameter) {
        record[1] = list.parameter->id;
        record[2] = plainValue(*list.parameter, list.values[value]).toStdString();
        record[3] = unitOf(list.parameter->unit);
    }
    return record;
}

void append(Record& record, std::initializer_list<std::string> fields)
{
    record.insert(record.end(), fields);
}

} // namespace

void writeRunsCsv(std::ostream& out, const RunList& list, std::span<const RunResult* const> runs)
{
    formats::writeCsvRecord(
        out, std::array<std::string, 21>{
                 "model",     "parameter",      "value",        "unit",    "repetition", "workers",
                 "in_flight", "processors",     "workload",     "tasks",   "finished",   "failed",
                 "cancelled", "makespan_s",     "running_s",    "ready_s", "waiting_s",  "blocked_s",
                 "bytes",     "started_at_utc", "workers_began"});
    for (const RunResult* run : runs) {
        const RunInfo& info = run->trace.info;
        const analysis::Statistics figures = analysis::statistics(run->trace);
        Record record = place(list, run->planned.model, run->planned.value);
        append(record, {std::to_string(run->planned.repetition + 1), std::to_string(info.workers),
                        std::to_string(info.inFlight), std::to_string(info.processors.size()),
                        info.workloadId, std::to_string(figures.tasks), std::to_string(figures.finished),
                        std::to_string(figures.failed), std::to_string(figures.cancelled),
                        secondsOf(figures.makespan), secondsOf(figures.total[State::Running]),
                        secondsOf(figures.total[State::Ready]), secondsOf(figures.total[State::Waiting]),
                        secondsOf(figures.total[State::Blocked]), std::to_string(figures.bytes),
                        info.startedAt, std::to_string(workersBegun(info))});
        formats::writeCsvRecord(out, record);
    }
}

void writePointsCsv(std::ostream& out, const RunList& list, std::span<const RunResult* const> runs)
{
    formats::writeCsvRecord(out, std::array<std::string, 12>{
                                     "model", "parameter", "value", "unit", "runs", "incomplete_runs",
                                     "median_s", "least_s", "most_s", "speedup", "ideal_speedup", "against"});
    for (const analysis::Point& point : pointsOf(list, runs)) {
        Record record = place(list, point.model, point.value);
        append(record,
               {std::to_string(point.runs.size()), std::to_string(point.incomplete), secondsOf(point.median),
                secondsOf(point.least), secondsOf(point.most), ratio(point.speedUp),
                ratio(list.idealSpeedUp(point.value)), againstText(list, point).toStdString()});
        formats::writeCsvRecord(out, record);
    }
}

} // namespace interleave::run
