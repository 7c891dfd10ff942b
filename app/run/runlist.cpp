// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/runlist.h"

#include <QCoreApplication>

namespace interleave::run {
namespace {

constexpr std::uint32_t mostRepetitions = 1000;
constexpr std::size_t mostRuns = 10'000;

QString tr(const char* text) { return QCoreApplication::translate("Experiment", text); }

QString parameterRefusal(const Sweep& sweep, const Experiment& experiment, const SweepParameter* parameter)
{
    if (!parameter) {
        QStringList known;
        for (const SweepParameter& row : sweepParameters())
            known << QLatin1StringView(row.id);
        return tr("“%1” is nothing to sweep over: choose one of %2.")
            .arg(sweep.parameter, known.join(QLatin1StringView(", ")));
    }
    if (const char* const why = parameter->absence(experiment))
        return tr("There is no %1 to sweep over: %2.").arg(nameOf(*parameter), tr(why));
    return {};
}

} // namespace

Experiment RunList::variant(const PlannedRun& run) const
{
    Experiment one = experiment;
    one.models = {experiment.models[run.model]};
    one.repeat = 1;
    one.sweep.reset();
    if (parameter)
        parameter->apply(one, values[run.value], available);
    return one;
}

QString RunList::nameOf(const PlannedRun& run) const
{
    QStringList parts;
    if (parameter)
        parts << tr("%1 %2").arg(run::nameOf(*parameter), valueText(*parameter, values[run.value]));
    if (experiment.repeat > 1)
        parts << tr("%1 of %2").arg(run.repetition + 1).arg(experiment.repeat);
    return parts.join(QLatin1StringView(", "));
}

std::optional<double> RunList::idealSpeedUp(std::uint32_t value) const
{
    if (!parameter || !parameter->scales)
        return {};
    return static_cast<double>(values[value]) / static_cast<double>(values.front());
}

RunList runList(const Experiment& experiment, std::span<const ProcessorId> available)
{
    RunList list{experiment, nullptr, {}, {available.begin(), available.end()}, {}};
    if (experiment.sweep) {
        list.parameter = sweepParameter(experiment.sweep->parameter);
        list.values = readSweepValues(*list.parameter, experiment.sweep->values).values;
    }
    const auto values = static_cast<std::uint32_t>(list.parameter ? list.values.size() : 1);
    const auto models = static_cast<std::uint32_t>(experiment.models.size());
    for (std::uint32_t repetition = 0; repetition < experiment.repeat; ++repetition)
        for (std::uint32_t value = 0; value < values; ++value)
            for (std::uint32_t model = 0; model < models; ++model)
                list.runs.push_back({model, value, repetition});
    return list;
}

QString unfoldingRefusal(const Experiment& experiment, std::span<const ProcessorId> available)
{
    if (experiment.repeat < 1 || experiment.repeat > mostRepetitions)
        return tr("Each run can be made 1 to %1 times.").arg(mostRepetitions);
    std::size_t values = 1;
    if (experiment.sweep) {
        const SweepParameter* const parameter = sweepParameter(experiment.sweep->parameter);
        if (const QString why = parameterRefusal(*experiment.sweep, experiment, parameter); !why.isEmpty())
            return why;
        const SweepValues read = readSweepValues(*parameter, experiment.sweep->values);
        if (!read.error.isEmpty())
            return read.error;
        if (parameter->id == std::string_view("processors") && read.values.back() > available.size())
            return tr("This program may use %1 processors, not %2: sweep over 1..%1.")
                .arg(available.size())
                .arg(read.values.back());
        values = read.values.size();
    }
    const std::size_t runs = values * experiment.repeat * experiment.models.size();
    return runs <= mostRuns ? QString()
                            : tr("These are %1 runs, more than %2: repeat less often, or choose fewer values "
                                 "or models.")
                                  .arg(runs)
                                  .arg(mostRuns);
}

} // namespace interleave::run
