// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/spanfacts.h"

#include "app/timeline/words.h"
#include "core/timeline/axis.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Timeline", text); }

QString timeText(Duration duration) { return QString::fromStdString(timeline::text(duration)); }

QString outcomeText(const Task& task)
{
    switch (task.outcome) {
    case Outcome::None:
        return tr("in progress");
    case Outcome::Finished:
        return tr("finished");
    case Outcome::Failed:
        return tr("failed: %1").arg(oneLine(task.reason));
    case Outcome::Cancelled:
        return tr("cancelled");
    }
    return {};
}

void addTask(SpanFacts& facts, const Task& task)
{
    if (!task.subject.empty())
        facts.facts.push_back({tr("What"), oneLine(task.subject)});
    if (task.bytes > 0)
        facts.facts.push_back(
            {tr("Received"), tr("%1 bytes").arg(QLocale().toString(qulonglong(task.bytes)))});
    if (task.taken && task.stopped)
        facts.facts.push_back({tr("Whole task"), timeText(*task.stopped - *task.taken)});
    facts.facts.push_back({tr("Outcome"), outcomeText(task)});
}

void addPlace(SpanFacts& facts, const Trace& run, const Span& span)
{
    if (span.worker.valid() && span.worker.value < run.workers.size()) {
        QString where = oneLine(run[span.worker].name);
        if (span.slot.valid() && run.info.inFlight > 1)
            where += tr(", slot %1").arg(span.slot.value + 1);
        facts.facts.push_back({tr("Worker"), where});
    }
    if (span.processor.valid())
        facts.facts.push_back({tr("Processor"), QString::number(span.processor.value)});
    else if (span.state == State::Running)
        facts.facts.push_back({tr("Processor"), tr("not recorded")});
    if (span.attempt > 0)
        facts.facts.push_back({tr("Attempt"), QString::number(span.attempt + 1)});
    if (span.by.valid() && span.by.value < run.tasks.size())
        facts.facts.push_back({tr("Held by"), oneLine(run[span.by].label)});
}

QString spokenOf(const SpanFacts& facts, const Span& span)
{
    QStringList parts{facts.title, facts.state};
    for (const SpanFacts::Fact& fact : facts.facts)
        if (fact.name == tr("Worker") && fact.value != facts.title)
            parts += fact.value;
    parts += tr("from %1").arg(instantText(span.start));
    parts += tr("%1 long").arg(timeText(span.length));
    return parts.join(QStringLiteral(", "));
}

Instant instantAt(const timeline::View& view, std::int32_t column)
{
    return view.from + Duration(std::llround(column / view.pixelsPerNanosecond()));
}

/// How many spans of a lane have a part between two instants.
std::size_t spansWithin(const timeline::Lane& lane, Instant from, Instant to)
{
    return std::max(lane.startedBefore(to), lane.firstEndingAfter(from)) - lane.firstEndingAfter(from);
}

} // namespace

QString columnText(const timeline::Lane& lane, const timeline::View& view, double x)
{
    const auto at = static_cast<std::int32_t>(std::floor(x));
    const std::vector<timeline::Column> columns = timeline::layout(lane, view).columns;
    const auto column = std::ranges::lower_bound(columns, at, {}, &timeline::Column::x);
    if (column == columns.end() || column->x != at)
        return {};
    const auto count =
        static_cast<qulonglong>(spansWithin(lane, instantAt(view, at), instantAt(view, at + 1)));
    std::vector<State> states(allStates.begin(), allStates.end());
    std::ranges::stable_sort(states, std::ranges::greater(), [&](State state) { return (*column)[state]; });
    QStringList shares;
    for (const State state : states) {
        const double share = (*column)[state];
        const bool fine = share < 0.1 || (share > 0.99 && share < 1); // neither 0 nor 100
        if (share > 0)
            shares += tr("%1 %2 %").arg(stateWord(state)).arg(100 * share, 0, 'f', fine ? 1 : 0);
    }
    return (count == 1 ? tr("1 span: %1") : tr("%1 spans: %2").arg(QLocale().toString(count)))
        .arg(shares.join(QStringLiteral(", ")));
}

QString instantText(Instant at) { return tr("%1 ms").arg(1e3 * seconds(at - Instant()), 0, 'f', 3); }

QString phaseWord(Phase phase)
{
    switch (phase) {
    case Phase::None:
        return {};
    case Phase::Dns:
        return tr("looking up the name");
    case Phase::Connect:
        return tr("connecting");
    case Phase::Tls:
        return tr("TLS handshake");
    case Phase::Send:
        return tr("sending the request");
    case Phase::FirstByte:
        return tr("for the first byte");
    case Phase::Receive:
        return tr("receiving");
    case Phase::Parse:
        return tr("parsing");
    case Phase::Compute:
        return tr("computing");
    case Phase::Sleep:
        return tr("sleeping");
    case Phase::Lock:
        return tr("for the lock");
    case Phase::HandOver:
        return tr("handing the lock over");
    case Phase::StartUp:
        return tr("starting up");
    case Phase::Dispatch:
        return tr("its own loop");
    case Phase::PoolWait:
        return tr("for a free connection");
    case Phase::Unknown:
        return tr("cause not known");
    }
    return {};
}

QString noteTimeText(const Note& note)
{
    return note.to == note.from
               ? tr("at %1").arg(instantText(note.from))
               : tr("from %1, %2 long").arg(instantText(note.from), timeText(note.to - note.from));
}

QString spokenNote(const Note& note)
{
    return tr("Note: %1, %2").arg(oneLine(note.text), noteTimeText(note));
}

SpanFacts factsOf(const Trace& run, const Span& span)
{
    SpanFacts facts;
    const bool hasTask = span.task.valid() && span.task.value < run.tasks.size();
    const bool hasWorker = span.worker.valid() && span.worker.value < run.workers.size();
    facts.title = hasTask     ? oneLine(run[span.task].label)
                  : hasWorker ? oneLine(run[span.worker].name)
                              : tr("No task");
    const QString phase = phaseWord(span.phase);
    const bool startUp = span.state == State::Unknown && span.phase == Phase::StartUp; // as in the legend
    facts.state = startUp           ? tr("Start-up")
                  : phase.isEmpty() ? stateWord(span.state)
                                    : tr("%1: %2").arg(stateWord(span.state), phase);
    facts.of = span.state;
    facts.facts = {{tr("Start"), instantText(span.start)}, {tr("Length"), timeText(span.length)}};
    addPlace(facts, run, span);
    if (hasTask)
        addTask(facts, run[span.task]);
    facts.spoken = spokenOf(facts, span);
    return facts;
}

} // namespace interleave::view
