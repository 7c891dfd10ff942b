// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/figures.h"

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

Figure speedUpFigure(const Trace& trace, const Trace& baseline)
{
    const std::optional<double> speedUp = analysis::speedUp(baseline, trace);
    if (!speedUp)
        return unknownFigure(
            Text::tr("Not compared: this run and the first one did not do the same work, or a "
                     "task of either failed or was cancelled."));
    return {.shown = QString::number(*speedUp, 'f', 2) + u'×',
            .copied = QString::number(*speedUp, 'f', 6),
            .value = *speedUp};
}

Figure useFigure(const Statistics& figures)
{
    if (!figures.processorUse)
        return unknownFigure(Text::tr("The time or the processors of this run are not known."));
    return {.shown = QString::number(100 * *figures.processorUse, 'f', 1) + QStringLiteral(" %"),
            .copied = QString::number(*figures.processorUse, 'f', 6),
            .value = *figures.processorUse};
}

template <State state>
Figure stateTime(const Trace&, const Trace&, const Statistics& figures)
{
    return time(figures.total[state]);
}

#define TEXT(text) QT_TRANSLATE_NOOP("panels", text)

constexpr std::array columns{
    FigureColumn{TEXT("Model"), nullptr, TEXT("How the tasks were run. The first run is the baseline."),
                 [](const Trace& t, const Trace&, const Statistics&) { return text(t.info.modelName); }},
    FigureColumn{TEXT("Workers"), nullptr, TEXT("Threads or processes that executed tasks."),
                 [](const Trace& t, const Trace&, const Statistics&) { return countFigure(t.info.workers); }},
    FigureColumn{
        TEXT("In flight"), nullptr, TEXT("Tasks in flight on each worker, at most."),
        [](const Trace& t, const Trace&, const Statistics&) { return countFigure(t.info.inFlight); }},
    FigureColumn{TEXT("Processors"), nullptr, TEXT("Processors that the workers were allowed to use."),
                 [](const Trace& t, const Trace&, const Statistics&) {
                     return countFigure(t.info.processors.size());
                 }},
    FigureColumn{TEXT("Finished"), nullptr, TEXT("Tasks that did all their work."),
                 [](const Trace&, const Trace&, const Statistics& s) { return countFigure(s.finished); }},
    FigureColumn{TEXT("Failed"), nullptr, TEXT("Tasks that failed, each with a reason."),
                 [](const Trace&, const Trace&, const Statistics& s) { return countFigure(s.failed); }},
    FigureColumn{TEXT("Cancelled"), nullptr,
                 TEXT("Tasks that were stopped by hand, or never begun because of it."),
                 [](const Trace&, const Trace&, const Statistics& s) { return countFigure(s.cancelled); }},
    FigureColumn{
        TEXT("Time"), TEXT("s"),
        TEXT("From the beginning of the run, before its workers were created, to the end of the last task."),
        [](const Trace&, const Trace&, const Statistics& s) { return time(s.makespan); }},
    FigureColumn{TEXT("Speed-up"), nullptr, TEXT("Time of the first run / time of this run."),
                 [](const Trace& t, const Trace& b, const Statistics&) { return speedUpFigure(t, b); }},
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
                 [](const Trace&, const Trace&, const Statistics& s) { return useFigure(s); }},
    FigureColumn{TEXT("Switches by the kernel"), nullptr,
                 TEXT("Involuntary context switches of all workers: the kernel took the processor away."),
                 [](const Trace&, const Trace&, const Statistics& s) { return kernelSwitches(s); }},
    FigureColumn{
        TEXT("Switches by the tasks"), nullptr,
        TEXT("How often a task that was Running began to wait or was blocked. A wait counts once."),
        [](const Trace&, const Trace&, const Statistics& s) { return countFigure(s.switchesByTask); }},
    FigureColumn{TEXT("Tasks in flight"), nullptr,
                 TEXT("The most that were taken and not done at one instant."),
                 [](const Trace&, const Trace&, const Statistics& s) { return countFigure(s.inFlightPeak); }},
    FigureColumn{TEXT("Bytes"), nullptr, TEXT("Bytes of all bodies that were received."),
                 [](const Trace&, const Trace&, const Statistics& s) { return countFigure(s.bytes); }},
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
