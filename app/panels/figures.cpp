// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/figures.h"

#include "core/analysis/idealschedule.h"
#include "core/trace/durationtext.h"

#include <array>

namespace interleave::panels {
namespace {

using analysis::Statistics;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(panels)
};

Figure text(const std::string& text)
{
    return {.shown = QString::fromStdString(text), .value = QString::fromStdString(text)};
}

Figure time(Duration duration)
{
    return {.shown = Text::tr("%1 s").arg(seconds(duration), 0, 'f', 3),
            .copied = QString::number(seconds(duration), 'f', 9),
            .value = static_cast<qlonglong>(duration.count())};
}

Figure speedUpFigure(const Trace& trace, const analysis::Baseline& baseline)
{
    const auto speedUp = baseline.run ? analysis::speedUp(*baseline.run, trace) : std::nullopt;
    if (!speedUp)
        return unknownFigure(
            Text::tr("Not compared: this run and its baseline did not do the same work, or a "
                     "task of either failed or was cancelled."));
    return {.shown = QString::number(*speedUp, 'f', 2) + u'×',
            .copied = QString::number(*speedUp, 'f', 6),
            .value = *speedUp,
            .toolTip = Text::tr("Against %1.").arg(QString::fromStdString(baseline.name).simplified())};
}

Figure useFigure(const Statistics& figures)
{
    if (!figures.processorUse)
        return unknownFigure(Text::tr("The time or the processors of this run are not known."));
    return {.shown = QString::number(100 * *figures.processorUse, 'f', 1) + QStringLiteral(" %"),
            .copied = QString::number(*figures.processorUse, 'f', 6),
            .value = *figures.processorUse};
}

Figure ratioFigure(std::optional<double> ratio, const QString& unit, const QString& whyNot)
{
    if (!ratio)
        return unknownFigure(whyNot);
    return {.shown = QString::number(*ratio, 'f', 2) + unit,
            .copied = QString::number(*ratio, 'f', 6),
            .value = *ratio};
}

/// Three figures, with its unit.
Figure shortTime(std::optional<Duration> duration, const QString& whyNot)
{
    if (!duration)
        return unknownFigure(whyNot);
    Figure figure = time(*duration);
    figure.shown = QString::fromStdString(interleave::text(*duration));
    return figure;
}

QString noClock() { return Text::tr("The CPU clock of a worker is not known."); }

Figure efficiencyFigure(const Trace&, const analysis::Baseline&, const Statistics& figures)
{
    if (!figures.efficiency)
        return unknownFigure(
            Text::tr("The processors of this run are not known, or not all that its tasks did."));
    return {.shown = QString::number(100 * *figures.efficiency, 'f', 1) + QStringLiteral(" %"),
            .copied = QString::number(*figures.efficiency, 'f', 6),
            .value = *figures.efficiency};
}

Figure idealFigure(const Trace& trace, const analysis::Baseline&, const Statistics&)
{
    const auto ideal = analysis::idealSchedule(trace);
    return ratioFigure(ideal ? std::optional(ideal->ratio()) : std::nullopt, QStringLiteral("×"),
                       Text::tr("All that the tasks had to do is not known: the run was stopped, or some of "
                                "it was not recorded."));
}

/// What tasks did in that time is in the tool tip.
template <Duration analysis::Percentiles::*rank>
Figure percentile(const Trace& trace, const analysis::Baseline&, const Statistics& figures)
{
    if (!figures.duration)
        return unknownFigure(Text::tr("No task finished."));
    Figure figure = shortTime((*figures.duration).*rank, {});
    const analysis::PhaseTimes phases = analysis::phaseTimes(trace);
    QStringList lines{Text::tr("Per phase, of the tasks that were in it:")};
    for (const Phase phase : allPhases)
        if (phase != Phase::None && phases[phase])
            lines += Text::tr("%1: %2").arg(QString::fromLatin1(name(phase).data()),
                                            QString::fromStdString(interleave::text((*phases[phase]).*rank)));
    figure.toolTip = lines.join(u'\n');
    return figure;
}

Figure workersFigure(const Trace& trace, const analysis::Baseline&, const Statistics&)
{
    const RunInfo& info = trace.info;
    Figure figure = countFigure(workersBegun(info));
    if (info.workersNotBegun > 0) {
        figure.shown = Text::tr("%1 of %2").arg(workersBegun(info)).arg(info.workers);
        figure.toolTip = Text::tr("%1 did not begin: %2")
                             .arg(info.workersNotBegun)
                             .arg(QString::fromStdString(info.notBegunWhy));
    }
    return figure;
}

template <State state>
Figure stateTime(const Trace&, const analysis::Baseline&, const Statistics& figures)
{
    return time(figures.total[state]);
}

#define TEXT(text) QT_TRANSLATE_NOOP("panels", text)

constexpr std::array columns{
    FigureColumn{
        TEXT("Model"), nullptr, TEXT("How the tasks were run."),
        [](const Trace& t, const analysis::Baseline&, const Statistics&) { return text(t.info.modelName); }},
    FigureColumn{TEXT("Workers"), nullptr, TEXT("Threads or processes that executed tasks."), workersFigure},
    FigureColumn{TEXT("In flight"), nullptr, TEXT("Tasks in flight on each worker, at most."),
                 [](const Trace& t, const analysis::Baseline&, const Statistics&) {
                     return countFigure(t.info.inFlight);
                 }},
    FigureColumn{TEXT("Processors"), nullptr, TEXT("Processors that the workers were allowed to use."),
                 [](const Trace& t, const analysis::Baseline&, const Statistics&) {
                     return countFigure(t.info.processors.size());
                 }},
    FigureColumn{
        TEXT("Finished"), nullptr, TEXT("Tasks that did all their work."),
        [](const Trace&, const analysis::Baseline&, const Statistics& s) { return countFigure(s.finished); }},
    FigureColumn{
        TEXT("Failed"), nullptr, TEXT("Tasks that failed, each with a reason."),
        [](const Trace&, const analysis::Baseline&, const Statistics& s) { return countFigure(s.failed); }},
    FigureColumn{TEXT("Cancelled"), nullptr,
                 TEXT("Tasks that were stopped by hand, or never begun because of it."),
                 [](const Trace&, const analysis::Baseline&, const Statistics& s) {
                     return countFigure(s.cancelled);
                 }},
    FigureColumn{
        TEXT("Time"), TEXT("s"),
        TEXT("From the beginning of the run, before its workers were created, to the end of the last task."),
        [](const Trace&, const analysis::Baseline&, const Statistics& s) { return time(s.makespan); }},
    FigureColumn{
        TEXT("Speed-up"), nullptr,
        TEXT("Time of the run that it is compared with / time of this run: the first model on the same work, "
             "or "
             "the same model with the first value of what is swept."),
        [](const Trace& t, const analysis::Baseline& b, const Statistics&) { return speedUpFigure(t, b); }},
    FigureColumn{
        TEXT("Time / ideal"), nullptr,
        TEXT("Time / time of the ideal schedule: the same computing and waiting on the same workers, "
             "slots, processors and lock, if starting, switching and handing out cost nothing."),
        idealFigure},
    FigureColumn{
        TEXT("Running"), TEXT("s"),
        TEXT("Sum over all tasks of the time in which their worker was on a processor executing them."),
        stateTime<State::Running>},
    FigureColumn{TEXT("Ready"), TEXT("s"),
                 TEXT("Sum over all tasks of the time in which they could have run, but something else did."),
                 stateTime<State::Ready>},
    FigureColumn{TEXT("Waiting"), TEXT("s"),
                 TEXT("Sum over all tasks of the time in which they waited for a socket or a timer."),
                 stateTime<State::Waiting>},
    FigureColumn{
        TEXT("Blocked"), TEXT("s"),
        TEXT("Sum over all tasks of the time in which they waited for a lock that another task held."),
        stateTime<State::Blocked>},
    FigureColumn{TEXT("Processor use"), nullptr, TEXT("CPU time of the workers / (processors × time)."),
                 [](const Trace&, const analysis::Baseline&, const Statistics& s) { return useFigure(s); }},
    FigureColumn{TEXT("Efficiency"), nullptr, TEXT("Sum of the tasks' Running / (processors × time)."),
                 efficiencyFigure},
    FigureColumn{
        TEXT("Overlap"), nullptr,
        TEXT("Sum of the tasks' durations, from taken to stopped, / time: how many were in flight on "
             "average."),
        [](const Trace&, const analysis::Baseline&, const Statistics& s) {
            return ratioFigure(s.overlap, {}, Text::tr("No task was taken."));
        }},
    FigureColumn{TEXT("Task p50"), TEXT("s"),
                 TEXT("Duration of the tasks that finished, from taken to stopped: half of them took no "
                      "longer (nearest rank)."),
                 percentile<&analysis::Percentiles::p50>},
    FigureColumn{TEXT("Task p95"), TEXT("s"), TEXT("Likewise: 95 of 100 took no longer."),
                 percentile<&analysis::Percentiles::p95>},
    FigureColumn{TEXT("Task p99"), TEXT("s"), TEXT("Likewise: 99 of 100 took no longer."),
                 percentile<&analysis::Percentiles::p99>},
    FigureColumn{
        TEXT("Switches by the kernel"), nullptr,
        TEXT("Involuntary context switches of all workers: the kernel took the processor away."),
        [](const Trace&, const analysis::Baseline&, const Statistics& s) { return kernelSwitches(s); }},
    FigureColumn{TEXT("Switches by the tasks"), nullptr,
                 TEXT("How often a task that was Running began to wait or was blocked. A wait counts once."),
                 [](const Trace&, const analysis::Baseline&, const Statistics& s) {
                     return countFigure(s.switchesByTask);
                 }},
    FigureColumn{
        TEXT("Switch cost"), TEXT("s"),
        TEXT("CPU clocks of the workers - their Running: what the kernel did for them, and what they did "
             "outside of any span. Negative where a span is longer than what the clock counted."),
        [](const Trace&, const analysis::Baseline&, const Statistics& s) {
            return shortTime(s.switchCost ? std::optional(s.switchCost->total) : std::nullopt, noClock());
        }},
    FigureColumn{TEXT("Per switch"), TEXT("s"), TEXT("Switch cost / voluntary and involuntary switches."),
                 [](const Trace&, const analysis::Baseline&, const Statistics& s) {
                     return shortTime(s.switchCost ? s.switchCost->perSwitch : std::nullopt,
                                      s.switchCost ? Text::tr("The switches were not counted.") : noClock());
                 }},
    FigureColumn{TEXT("Tasks in flight"), nullptr,
                 TEXT("The most that were taken and not done at one instant."),
                 [](const Trace&, const analysis::Baseline&, const Statistics& s) {
                     return countFigure(s.inFlightPeak);
                 }},
    FigureColumn{
        TEXT("Bytes"), nullptr, TEXT("Bytes of all bodies that were received."),
        [](const Trace&, const analysis::Baseline&, const Statistics& s) { return countFigure(s.bytes); }},
};

#undef TEXT

} // namespace

std::span<const FigureColumn> figureColumns() { return columns; }

Figure countFigure(std::uint64_t count)
{
    return {.shown = QString::number(count), .value = static_cast<qulonglong>(count)};
}

Figure unknownFigure(const QString& why) { return {.shown = QStringLiteral("–"), .toolTip = why}; }

Figure kernelSwitches(const Statistics& statistics)
{
    return statistics.switchesByKernel
               ? countFigure(*statistics.switchesByKernel)
               : unknownFigure(Text::tr("The system did not count the switches of each worker."));
}

Figure processorsUsed(const Trace& trace, const Statistics& statistics)
{
    if (!statistics.processorUse || trace.info.processors.empty())
        return unknownFigure(Text::tr("The time or the processors of this run are not known."));
    const double used = *statistics.processorUse * static_cast<double>(trace.info.processors.size());
    return {.shown =
                Text::tr("%1 of %2").arg(QString::number(used, 'f', 2)).arg(trace.info.processors.size()),
            .value = used};
}

} // namespace interleave::panels
