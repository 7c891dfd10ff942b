// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/report.h"

#include "app/cli/columns.h"
#include "app/cli/text.h"
#include "core/analysis/measuredby.h"
#include "core/analysis/statistics.h"

#include <algorithm>
#include <vector>

namespace interleave::cli {
namespace {

constexpr qsizetype mostReasons = 5;

QString secondsText(Duration duration) { return QString::number(seconds(duration), 'f', 2); }

QString timeText(Duration duration) { return Text::tr("%1 s").arg(seconds(duration), 0, 'f', 3); }

/// "50", or "7 of 50".
QString workersText(const RunInfo& info)
{
    const QString asked = QString::number(info.workers);
    return info.workersNotBegun == 0 ? asked : Text::tr("%1 of %2").arg(workersBegun(info)).arg(asked);
}

QStringList row(const Trace& trace, const Trace& baseline)
{
    const analysis::Statistics figures = analysis::statistics(trace);
    const std::optional<double> speedUp = analysis::speedUp(baseline, trace);
    const QString unknown = QStringLiteral("–");
    return {QString::fromStdString(trace.info.modelId),
            workersText(trace.info),
            QString::number(trace.info.inFlight),
            QString::number(trace.info.processors.size()),
            QString::number(figures.finished),
            QString::number(figures.failed),
            timeText(figures.makespan),
            speedUp ? QString::number(*speedUp, 'f', 2) + u'×' : unknown,
            timeText(figures.total[State::Running]),
            timeText(figures.total[State::Ready]),
            timeText(figures.total[State::Waiting]),
            timeText(figures.total[State::Blocked]),
            figures.switchesByKernel ? QString::number(*figures.switchesByKernel) : unknown,
            QString::number(figures.switchesByTask)};
}

std::vector<Column> columns()
{
    using enum Column::Align;
    return {{Text::tr("model"), Left},
            {Text::tr("workers"), Right},
            {Text::tr("in flight"), Right},
            {Text::tr("processors"), Right},
            {Text::tr("finished"), Right},
            {Text::tr("failed"), Right},
            {Text::tr("time"), Right},
            {Text::tr("speed-up"), Right},
            {Text::tr("Running"), Right},
            {Text::tr("Ready"), Right},
            {Text::tr("Waiting"), Right},
            {Text::tr("Blocked"), Right},
            {Text::tr("switches: kernel"), Right},
            {Text::tr("task"), Right}};
}

/// One line when all runs were measured alike, else one for each.
QStringList measuredLines(std::span<const Trace* const> runs)
{
    std::vector<QString> sources;
    for (const Trace* run : runs)
        sources.push_back(QString::fromStdString(analysis::measuredBy(run->info)));
    if (std::ranges::adjacent_find(sources, std::not_equal_to()) == sources.end())
        return {Text::tr("measured by %1").arg(sources.front())};
    QStringList lines;
    for (std::size_t k = 0; k < runs.size(); ++k)
        lines << Text::tr("%1 measured by %2").arg(QString::fromStdString(runs[k]->info.modelId), sources[k]);
    return lines;
}

/// "Downloaded %1 in %2 seconds".
QString patternOf(const std::string& workload, bool one)
{
    if (workload == "sums")
        return one ? Text::tr("Computed %1 sum in %2 seconds") : Text::tr("Computed %1 sums in %2 seconds");
    if (workload == "mixed")
        return one ? Text::tr("Downloaded and hashed %1 page in %2 seconds")
                   : Text::tr("Downloaded and hashed %1 pages in %2 seconds");
    if (workload == "script")
        return one ? Text::tr("Did %1 task in %2 seconds") : Text::tr("Did %1 tasks in %2 seconds");
    return Text::tr("Downloaded %1 in %2 seconds");
}

} // namespace

QString summaryLine(const Trace& trace)
{
    const auto count = [&](Outcome outcome) {
        return std::ranges::count(trace.tasks, outcome, &Task::outcome);
    };
    const auto finished = count(Outcome::Finished);
    const QString pattern = patternOf(trace.info.workloadId, finished == 1);
    QString line = pattern.arg(QString::number(finished), secondsText(trace.makespan()));
    if (const auto failed = count(Outcome::Failed))
        line += Text::tr("; %1 failed").arg(failed);
    if (const auto cancelled = count(Outcome::Cancelled))
        line += Text::tr("; %1 cancelled").arg(cancelled);
    return line;
}

QStringList notBegunLines(const RunInfo& info)
{
    if (info.workersNotBegun == 0)
        return {};
    const bool process = info.workerKind == "process";
    const QString pattern = process ? Text::tr("%1 of %2 processes did not begin: %3")
                                    : Text::tr("%1 of %2 threads did not begin: %3");
    return {pattern.arg(QString::number(info.workersNotBegun), QString::number(info.workers),
                        QString::fromStdString(info.notBegunWhy))};
}

QStringList failureLines(const Trace& trace)
{
    std::vector<std::pair<QString, int>> reasons; // in the order in which they are met
    for (const Task& task : trace.tasks) {
        if (task.outcome != Outcome::Failed)
            continue;
        const QString reason = QString::fromStdString(task.reason);
        const auto known = std::ranges::find(reasons, reason, &std::pair<QString, int>::first);
        if (known == reasons.end())
            reasons.emplace_back(reason, 1);
        else
            ++known->second;
    }
    QStringList lines;
    for (const auto& [reason, count] : reasons) {
        if (lines.size() == mostReasons) {
            lines << Text::tr("… and %1 other reasons")
                         .arg(static_cast<qsizetype>(reasons.size()) - mostReasons);
            break;
        }
        lines << Text::tr("%1 failed: %2").arg(QString::number(count), reason);
    }
    return lines;
}

QStringList tableLines(const run::RunList& list, std::span<const run::RunResult> runs)
{
    std::vector<const run::RunResult*> results;
    std::vector<const Trace*> traces;
    for (const run::RunResult& run : runs) {
        results.push_back(&run);
        traces.push_back(&run.trace);
    }
    const std::vector<run::RunBaseline> baselines = run::baselinesOf(list, results);
    std::vector<QStringList> rows;
    for (std::size_t k = 0; k < runs.size(); ++k)
        rows.push_back(row(*traces[k], *traces[baselines[k].run]));
    return alignedLines(columns(), rows) + measuredLines(traces);
}

} // namespace interleave::cli
