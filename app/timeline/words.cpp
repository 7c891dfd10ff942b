// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/words.h"

#include "core/analysis/measuredby.h"
#include "core/analysis/statistics.h"
#include "core/timeline/axis.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace interleave::view {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Timeline", text); }

const QString separator = QStringLiteral(" \u00B7 ");

/// tr("%n", …) writes "1 thread(s)" where no translation is loaded.
QString counted(std::uint32_t count, const char* one, const char* many)
{
    return count == 1 ? tr(one) : tr(many).arg(count);
}

QString workersWord(const RunInfo& info)
{
    const QString asked = info.workerKind == "process" ? counted(info.workers, "1 process", "%1 processes")
                                                       : counted(info.workers, "1 thread", "%1 threads");
    return info.workersNotBegun == 0 ? asked : tr("%1 of %2").arg(workersBegun(info)).arg(asked);
}

QString processorsWord(const RunInfo& info)
{
    if (info.processors.size() > 4)
        return tr("%1 processors").arg(info.processors.size());
    QStringList numbers;
    for (const ProcessorId processor : info.processors)
        numbers += QString::number(processor.value);
    return (numbers.size() == 1 ? tr("processor %1") : tr("processors %1"))
        .arg(numbers.join(QStringLiteral(", ")));
}

QString detailsOf(const RunInfo& info)
{
    QStringList parts{workersWord(info)};
    parts += info.workers == 1 ? counted(info.inFlight, "1 task in flight", "%1 tasks in flight")
                               : counted(info.inFlight, "1 task in flight each", "%1 tasks in flight each");
    if (!info.processors.empty())
        parts += processorsWord(info) + u' ' + (info.pinned ? tr("(pinned)") : tr("(not pinned)"));
    parts += info.lock == "interpreter" ? tr("interpreter lock") : tr("no lock");
    return parts.join(separator);
}

QString figuresOf(const Trace& run, const analysis::Statistics& figures)
{
    QStringList parts;
    if (run.info.workersNotBegun > 0)
        parts += tr("%1 did not begin: %2").arg(run.info.workersNotBegun).arg(oneLine(run.info.notBegunWhy));
    if (figures.failed > 0)
        parts += tr("%1 of %2 tasks failed").arg(figures.failed).arg(figures.tasks);
    if (figures.cancelled > 0)
        parts += tr("%1 of %2 tasks cancelled").arg(figures.cancelled).arg(figures.tasks);
    if (figures.processorUse && !run.info.processors.empty()) {
        const double percent = 100 * *figures.processorUse;
        const QString number = QString::number(percent, 'f', percent < 9.95 ? 1 : 0);
        const auto processors = static_cast<std::uint32_t>(run.info.processors.size());
        parts +=
            tr("Running %1\u202F% of %2").arg(number, counted(processors, "1 processor", "%1 processors"));
    }
    return parts.join(separator);
}

bool allSame(const std::vector<const RunInfo*>& runs, std::string RunInfo::*field)
{
    return std::all_of(runs.begin(), runs.end(),
                       [&](const RunInfo* run) { return run->*field == runs.front()->*field; });
}

/// The conditions that all runs share; what differs belongs to a run's own words.
QString commonConditions(const std::vector<const RunInfo*>& runs)
{
    QStringList parts;
    for (const auto& condition : runs.front()->conditions) {
        const bool common = std::all_of(runs.begin(), runs.end(), [&](const RunInfo* run) {
            const auto& all = run->conditions;
            return std::find(all.begin(), all.end(), condition) != all.end();
        });
        if (common)
            parts += oneLine(condition.first) + u' ' + oneLine(condition.second);
    }
    return parts.join(separator);
}

QString ownConditions(const RunInfo& info, const RunInfo& baseline)
{
    QString parts;
    if (info.workloadName != baseline.workloadName)
        parts += separator + oneLine(info.workloadName);
    for (const auto& condition : info.conditions)
        if (std::find(baseline.conditions.begin(), baseline.conditions.end(), condition) ==
            baseline.conditions.end())
            parts += separator + oneLine(condition.first) + u' ' + oneLine(condition.second);
    return parts;
}

std::vector<QString> measuredBy(const std::vector<const RunInfo*>& runs)
{
    std::vector<QString> lines;
    for (const RunInfo* run : runs)
        lines.push_back(oneLine(analysis::measuredBy(*run)));
    if (std::count(lines.begin(), lines.end(), lines.front()) == static_cast<long>(lines.size()))
        return {tr("measured by %1").arg(lines.front())};
    for (std::size_t i = 0; i < lines.size(); ++i)
        lines[i] = tr("%1: measured by %2").arg(oneLine(runs[i]->modelName), lines[i]);
    return lines;
}

} // namespace

QString stateWord(State state)
{
    switch (state) {
    case State::Queued:
        return tr("Queued");
    case State::Running:
        return tr("Running");
    case State::Ready:
        return tr("Ready");
    case State::Waiting:
        return tr("Waiting");
    case State::Blocked:
        return tr("Blocked");
    case State::Unknown:
        return tr("Unknown");
    }
    return {};
}

QString stateMeaning(State state)
{
    switch (state) {
    case State::Queued:
        return tr("not taken yet");
    case State::Running:
        return tr("on a processor");
    case State::Ready:
        return tr("could run, something else does");
    case State::Waiting:
        return tr("for something outside");
    case State::Blocked:
        return tr("by a lock");
    case State::Unknown:
        return tr("not recorded");
    }
    return {};
}

QString laneLabel(const timeline::Lane& lane)
{
    switch (lane.kind) {
    case timeline::Lane::Kind::Slot:
        return tr("slot %1").arg(lane.slot.value + 1);
    case timeline::Lane::Kind::Processor:
        return tr("processor %1").arg(lane.processor.value);
    case timeline::Lane::Kind::Worker:
    case timeline::Lane::Kind::Task:
        break;
    }
    return oneLine(lane.label);
}

QString comparison(const Trace& run, const Trace& baseline, const QString& than)
{
    const std::optional<double> ratio = analysis::speedUp(baseline, run);
    if (&run == &baseline || !ratio)
        return {};
    const bool slower = *ratio < 1;
    const double times = slower ? 1 / *ratio : *ratio;
    if (times < 1.05)
        return than.isEmpty() ? tr("same time") : tr("same time as %1").arg(than);
    const QString number = QString::number(times, 'f', times < 9.95 ? 1 : 0);
    if (than.isEmpty())
        return (slower ? tr("%1× slower") : tr("%1× faster")).arg(number);
    return (slower ? tr("%1× slower than %2") : tr("%1× faster than %2")).arg(number, than);
}

RunWords runWords(const Trace& run, const Trace& baseline)
{
    const analysis::Statistics figures = analysis::statistics(run);
    RunWords words;
    words.name = oneLine(run.info.modelName);
    words.details = detailsOf(run.info) + ownConditions(run.info, baseline.info);
    words.figures = figuresOf(run, figures);
    words.total = QString::fromStdString(timeline::text(run.makespan()));
    if (run.info.cancelled)
        words.total = tr("stopped after %1").arg(words.total);
    words.comparison = view::comparison(run, baseline, {});
    return words;
}

RunWords liveWords(const Trace& soFar, std::uint64_t stopped, Instant now)
{
    RunWords words;
    words.name = oneLine(soFar.info.modelName);
    words.details = detailsOf(soFar.info);
    words.figures = tr("%1 of %2 tasks").arg(stopped).arg(soFar.tasks.size());
    words.total = tr("%1 s …").arg(seconds(now - Instant()), 0, 'f', 1);
    return words;
}

SheetWords sheetWords(const std::vector<const RunInfo*>& runs, const QString& title,
                      timeline::Grouping grouping)
{
    SheetWords words;
    const QString workload = oneLine(runs.front()->workloadName);
    const bool oneWorkload = allSame(runs, &RunInfo::workloadName);
    words.title = oneLine(title.toStdString());
    words.subtitle = commonConditions(runs);
    if (words.title.isEmpty())
        words.title =
            oneWorkload ? workload : counted(static_cast<std::uint32_t>(runs.size()), "1 run", "%1 runs");
    else if (oneWorkload)
        words.subtitle = workload + (words.subtitle.isEmpty() ? QString() : separator + words.subtitle);
    words.footer = measuredBy(runs);
    if (grouping == timeline::Grouping::Processor)
        words.footer.push_back(tr("Gaps of a processor: other programs, or idle."));
    return words;
}

QString oneLine(const std::string& text)
{
    QString line = QString::fromStdString(text);
    for (QChar& c : line)
        if (c.category() == QChar::Other_Control || c == QChar(0xFFFE) || c == QChar(0xFFFF) ||
            c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    return line.simplified();
}

} // namespace interleave::view
