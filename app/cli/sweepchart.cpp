// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sweepchart.h"

#include "app/cli/pointreport.h"
#include "app/cli/text.h"
#include "app/timeline/words.h"

#include <algorithm>

namespace interleave::cli {
namespace {

/// Large numbers get a prefix: axes have no room for 400000000.
QString axisText(const run::SweepParameter& parameter, std::uint64_t value)
{
    if (parameter.unit == run::SweepParameter::Unit::Rate)
        return run::valueText(parameter, value);
    if (parameter.unit == run::SweepParameter::Unit::Count && value >= 1'000'000)
        return QString::number(static_cast<double>(value), 'g', 6);
    return run::plainValue(parameter, value);
}

QString axisName(const run::SweepParameter& parameter)
{
    const QString name = run::nameOf(parameter);
    return parameter.unit == run::SweepParameter::Unit::Time
               ? Text::tr("%1 (%2)").arg(name, QLatin1StringView(run::unitOf(parameter.unit)))
               : name;
}

std::vector<QString> footer(const run::RunList& list, const std::vector<const Trace*>& traces)
{
    std::vector<QString> footer{run::againstSentence(list)};
    if (list.parameter->scales)
        footer.front() += u' ' + Text::tr("Ideal: n times as many, n times as fast.");
    const auto incomplete = std::ranges::count_if(traces, [](const Trace* trace) {
        return !std::ranges::all_of(
            trace->tasks, [](Outcome o) { return o == Outcome::Finished; }, &Task::outcome);
    });
    if (incomplete > 0)
        footer.push_back(Text::tr("Runs in which a task did not finish are not drawn: %1.").arg(incomplete));
    for (const QString& line : measuredTogether(traces))
        footer.push_back(line);
    return footer;
}

} // namespace

view::SweepChart sweepChart(const run::RunList& list, std::span<const run::RunResult* const> runs,
                            const QString& title)
{
    const run::SweepParameter& parameter = *list.parameter;
    view::SweepChart chart;
    chart.axis = axisName(parameter);
    chart.scales = parameter.scales;
    for (const std::uint64_t value : list.values)
        chart.values.push_back(
            {run::plainValue(parameter, value).toDouble(), axisText(parameter, value),
             Text::tr("%1 %2").arg(run::nameOf(parameter), run::valueText(parameter, value))});
    for (const engine::Model& model : list.experiment.models)
        chart.models.push_back(QString::fromStdString(model.name));
    chart.points = run::pointsOf(list, runs);
    std::vector<const Trace*> traces;
    std::vector<const RunInfo*> infos;
    for (const run::RunResult* run : runs) {
        traces.push_back(&run->trace);
        infos.push_back(&run->trace.info);
    }
    chart.footer = footer(list, traces);
    chart.title = title;
    if (!infos.empty()) {
        const view::SheetWords words = view::sheetWords(infos, title, timeline::Grouping::Worker);
        const bool oneWork = parameter.of != run::SweepParameter::Of::Work;
        chart.title =
            oneWork || !title.isEmpty() ? words.title : Text::tr("Sweep over %1").arg(run::nameOf(parameter));
        chart.subtitle = words.subtitle;
    }
    return chart;
}

} // namespace interleave::cli
