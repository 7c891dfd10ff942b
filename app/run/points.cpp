// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/points.h"

#include <QCoreApplication>

namespace interleave::run {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Experiment", text); }

QString secondsText(Duration duration) { return QString::number(seconds(duration), 'f', 3); }

} // namespace

analysis::Against against(const RunList& list)
{
    const bool ownFirst = list.parameter && list.parameter->of == SweepParameter::Of::Model;
    return ownFirst ? analysis::Against::FirstValue : analysis::Against::FirstModel;
}

QString againstSentence(const RunList& list)
{
    if (against(list) == analysis::Against::FirstValue)
        return tr("Speed-up: against the same model with %1 %2, by the medians.")
            .arg(nameOf(*list.parameter), valueText(*list.parameter, list.values.front()));
    const QString first = QString::fromStdString(list.experiment.models.front().name);
    return (list.parameter ? tr("Speed-up: against “%1” at the same value, by the medians.")
                           : tr("Speed-up: against “%1”, by the medians."))
        .arg(first);
}

QString timesText(const analysis::Point& point)
{
    if (!point.median)
        return QStringLiteral("–");
    const QString median = tr("%1 s").arg(secondsText(*point.median));
    return point.runs.size() - point.incomplete == 1
               ? median
               : tr("%1 [%2–%3]").arg(median, secondsText(*point.least), secondsText(*point.most));
}

std::vector<analysis::Point> pointsOf(const RunList& list, std::span<const RunResult* const> runs)
{
    std::vector<analysis::PointRun> pointRuns;
    for (const RunResult* run : runs)
        pointRuns.push_back({run->planned.model, run->planned.value, &run->trace});
    return analysis::points(pointRuns, against(list));
}

} // namespace interleave::run
