// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pointreport.h"

#include "app/cli/columns.h"
#include "app/cli/text.h"
#include "core/analysis/measuredby.h"

#include <algorithm>

namespace interleave::cli {
namespace {

QString ratioText(const std::optional<double>& ratio)
{
    return ratio ? QString::number(*ratio, 'f', 2) + u'×' : QStringLiteral("–");
}

std::vector<Column> columns(const run::RunList& list)
{
    using enum Column::Align;
    std::vector<Column> columns{{Text::tr("model"), Left}};
    if (list.parameter)
        columns.push_back({run::nameOf(*list.parameter), Right});
    columns.push_back({Text::tr("runs"), Right});
    columns.push_back({Text::tr("time: median [least–most]"), Right});
    columns.push_back({Text::tr("speed-up"), Right});
    if (list.parameter && list.parameter->scales)
        columns.push_back({Text::tr("ideal"), Right});
    columns.push_back({Text::tr("incomplete"), Right});
    return columns;
}

QStringList row(const run::RunList& list, const analysis::Point& point)
{
    QStringList row{QString::fromStdString(list.experiment.models[point.model].id)};
    if (list.parameter)
        row << run::valueText(*list.parameter, list.values[point.value]);
    row << QString::number(point.runs.size()) << run::timesText(point) << ratioText(point.speedUp);
    if (list.parameter && list.parameter->scales)
        row << ratioText(list.idealSpeedUp(point.value));
    return row << QString::number(point.incomplete);
}

} // namespace

QStringList pointLines(const run::RunList& list, std::span<const run::RunResult> runs)
{
    std::vector<const run::RunResult*> results;
    std::vector<const Trace*> traces;
    for (const run::RunResult& run : runs) {
        results.push_back(&run);
        traces.push_back(&run.trace);
    }
    std::vector<QStringList> rows;
    std::uint32_t incomplete = 0;
    for (const analysis::Point& point : run::pointsOf(list, results)) {
        rows.push_back(row(list, point));
        incomplete += point.incomplete;
    }
    QStringList lines = alignedLines(columns(list), rows) << run::againstSentence(list);
    if (list.parameter && list.parameter->scales)
        lines << Text::tr("Ideal: n times as many, n times as fast.");
    if (incomplete > 0)
        lines << Text::tr("Incomplete runs, in which a task did not finish, are in no time and no speed-up.");
    return lines + measuredTogether(traces);
}

QStringList measuredTogether(std::span<const Trace* const> runs)
{
    Duration resolution{};
    std::uint64_t lost = 0;
    for (const Trace* run : runs) {
        resolution = std::max(resolution, run->info.resolution);
        lost += run->info.lostRecords;
    }
    QStringList sources, lines;
    for (const Trace* run : runs) {
        RunInfo info = run->info;
        info.resolution = resolution;
        info.lostRecords = lost;
        const QString source = QString::fromStdString(analysis::measuredBy(info));
        const QString line = Text::tr("%1 measured by %2").arg(QString::fromStdString(info.modelId), source);
        if (!sources.contains(source))
            sources << source;
        if (!lines.contains(line))
            lines << line;
    }
    return sources.size() == 1 ? QStringList(Text::tr("measured by %1").arg(sources.front())) : lines;
}

} // namespace interleave::cli
