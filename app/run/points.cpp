// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/points.h"

#include <QCoreApplication>

#include <map>
#include <tuple>

namespace interleave::run {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Experiment", text); }

struct Place
{
    std::uint32_t model = 0, value = 0;
};

/// The point that a point of the list is compared with.
Place baselineOf(const RunList& list, std::uint32_t model, std::uint32_t value)
{
    return against(list) == analysis::Against::FirstValue ? Place{model, 0} : Place{0, value};
}

QString withValue(const RunList& list, const std::string& model, std::uint32_t value)
{
    const QString name = QString::fromStdString(model);
    if (!list.parameter)
        return name;
    return tr("%1, %2 %3").arg(name, nameOf(*list.parameter), valueText(*list.parameter, list.values[value]));
}

/// Runs by value, model and repetition.
using RunsByPlace = std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::size_t>;

/// The run of that point in this repetition; where it was not made, the first of the point.
std::optional<std::size_t> runAt(const RunsByPlace& runs, Place place, std::uint32_t repetition)
{
    auto found = runs.find({place.value, place.model, repetition});
    if (found == runs.end())
        found = runs.lower_bound({place.value, place.model, 0});
    if (found == runs.end() || std::get<0>(found->first) != place.value ||
        std::get<1>(found->first) != place.model)
        return std::nullopt;
    return found->second;
}

std::vector<RunBaseline> baselinesOfOpened(std::span<const RunResult* const> runs)
{
    std::vector<const Trace*> traces;
    for (const RunResult* run : runs)
        traces.push_back(&run->trace);
    std::vector<RunBaseline> all;
    for (const std::size_t place : analysis::baselines(traces)) {
        const RunInfo& info = traces[place]->info;
        all.push_back({place, QString::fromStdString(info.modelName), QString::fromStdString(info.modelId)});
    }
    return all;
}

QString secondsText(Duration duration) { return QString::number(seconds(duration), 'f', 3); }

} // namespace

analysis::Against against(const RunList& list)
{
    const bool ownFirst = list.parameter && list.parameter->of == SweepParameter::Of::Model;
    return ownFirst ? analysis::Against::FirstValue : analysis::Against::FirstModel;
}

QString againstText(const RunList& list, const analysis::Point& point)
{
    const Place place = baselineOf(list, point.model, point.value);
    return withValue(list, list.experiment.models[place.model].id, place.value);
}

std::vector<RunBaseline> baselinesOf(const RunList& list, std::span<const RunResult* const> runs)
{
    if (list.experiment.models.empty())
        return baselinesOfOpened(runs);
    RunsByPlace byPlace;
    for (std::size_t k = 0; k < runs.size(); ++k) {
        const PlannedRun& planned = runs[k]->planned;
        byPlace.try_emplace({planned.value, planned.model, planned.repetition}, k);
    }
    std::vector<RunBaseline> all;
    for (std::size_t k = 0; k < runs.size(); ++k) {
        const PlannedRun& planned = runs[k]->planned;
        const Place place = baselineOf(list, planned.model, planned.value);
        const engine::Model& model = list.experiment.models[place.model];
        all.push_back({runAt(byPlace, place, planned.repetition).value_or(k),
                       withValue(list, model.name, place.value), withValue(list, model.id, place.value)});
    }
    return all;
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
