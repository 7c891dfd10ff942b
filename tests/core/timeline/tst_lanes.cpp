// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/timeline/lanes.h"

using namespace interleave;
using namespace interleave::timeline;
using namespace std::chrono_literals;

namespace {

struct Place
{
    std::uint32_t task = TaskId::none, worker = WorkerId::none, slot = SlotId::none,
                  processor = ProcessorId::none;
};

Span span(Duration from, Duration to, State state, Place place)
{
    Span span;
    span.start = Instant(from);
    span.length = to - from;
    span.state = state;
    span.task = TaskId(place.task);
    span.worker = WorkerId(place.worker);
    span.slot = SlotId(place.slot);
    span.processor = ProcessorId(place.processor);
    return span;
}

Trace traceOf(std::uint32_t workers, std::uint32_t inFlight, const std::vector<Span>& spans)
{
    Trace trace;
    trace.info.inFlight = inFlight;
    trace.info.workers = workers;
    for (std::uint32_t i = 0; i < workers; ++i)
        trace.workers.emplace_back().name = "thread " + std::to_string(i + 1);
    for (const Span& span : spans) {
        trace.spans.append(span);
        trace.end = std::max(trace.end, span.end());
        if (!span.task.valid())
            continue;
        if (span.task.value >= trace.tasks.size())
            trace.tasks.resize(span.task.value + 1);
        Task& task = trace.tasks[span.task.value];
        if (span.state != State::Queued)
            task.taken = std::min(task.taken.value_or(span.start), span.start);
        if (span.state == State::Running)
            task.started = std::min(task.started.value_or(span.start), span.start);
    }
    return trace;
}

QString shown(const Lane& lane)
{
    QStringList words{QString::fromStdString(lane.label) + u':'};
    for (std::size_t i = 0; i < lane.size(); ++i) {
        const Span span = lane.span(i);
        const bool starts = std::find(lane.starts.begin(), lane.starts.end(), i) != lane.starts.end();
        words += QStringLiteral("%1%2 %3-%4")
                     .arg(starts ? u"*" : u"", QString::fromUtf8(name(span.state).data(), 3))
                     .arg(span.start.time_since_epoch().count())
                     .arg(span.end().time_since_epoch().count());
    }
    return words.join(u' ');
}

QStringList shown(const std::vector<Lane>& lanes)
{
    QStringList rows;
    for (const Lane& lane : lanes)
        rows += shown(lane);
    return rows;
}

} // namespace

class LanesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyTraceHasNoLanes()
    {
        for (const Grouping grouping : {Grouping::Worker, Grouping::Task, Grouping::Processor})
            QVERIFY(lanesOf(Trace(), grouping).empty());
    }

    void workerWithOneTaskInFlightShowsItsTasks()
    {
        const Trace trace = traceOf(1, 1,
                                    {span(2ns, 5ns, State::Waiting, {.task = 0, .worker = 0, .slot = 0}),
                                     span(0ns, 2ns, State::Running, {.task = 0, .worker = 0, .slot = 0}),
                                     span(5ns, 9ns, State::Running, {.task = 1, .worker = 0, .slot = 0})});
        QCOMPARE(shown(lanesOf(trace, Grouping::Worker)),
                 QStringList{QStringLiteral("thread 1: *Run 0-2 Wai 2-5 *Run 5-9")});
    }

    void helpersAreNotDrawn()
    {
        Trace trace = traceOf(2, 1, {span(0ns, 5ns, State::Running, {.task = 0, .worker = 1})});
        trace.workers[0].role = WorkerRole::Helper;
        QCOMPARE(shown(lanesOf(trace, Grouping::Worker)), QStringList{QStringLiteral("thread 2: *Run 0-5")});
    }

    void workerWithSeveralTasksInFlightShowsWhatItDidAndItsSlots()
    {
        const Place first{.task = 0, .worker = 0, .slot = 0}, second{.task = 1, .worker = 0, .slot = 1};
        const Trace trace = traceOf(
            1, 2,
            {span(0ns, 4ns, State::Running, first), span(4ns, 20ns, State::Waiting, first),
             span(4ns, 6ns, State::Running, second), span(6ns, 12ns, State::Waiting, second),
             span(12ns, 15ns, State::Ready, second), span(15ns, 18ns, State::Running, second),
             span(20ns, 22ns, State::Running, {.worker = 0}), span(30ns, 31ns, State::Running, first)});
        QCOMPARE(
            shown(lanesOf(trace, Grouping::Worker)),
            (QStringList{
                QStringLiteral(
                    "thread 1: Run 0-4 Run 4-6 Wai 6-12 Rea 12-15 Run 15-18 Wai 18-20 Run 20-22 Run 30-31"),
                QStringLiteral("slot 1: *Run 0-4 Wai 4-20 Run 30-31"),
                QStringLiteral("slot 2: *Run 4-6 Wai 6-12 Rea 12-15 Run 15-18")}));
    }

    void taskShowsItsTimeInTheQueue()
    {
        const Trace trace = traceOf(1, 1,
                                    {span(-3ns, 4ns, State::Queued, {.task = 0}),
                                     span(4ns, 6ns, State::Ready, {.task = 0, .worker = 0}),
                                     span(6ns, 8ns, State::Running, {.task = 0, .worker = 0})});
        const std::vector<Lane> lanes = lanesOf(trace, Grouping::Task);
        QCOMPARE(shown(lanes), QStringList{QStringLiteral(": Que -3-4 *Rea 4-6 Run 6-8")});
        QCOMPARE(lanes.front().task, TaskId(0));
    }

    void processorShowsOnlyWhatRanOnIt()
    {
        Trace trace = traceOf(2, 1,
                              {span(0ns, 4ns, State::Running, {.task = 0, .worker = 0, .processor = 1}),
                               span(4ns, 6ns, State::Ready, {.task = 0, .worker = 0}),
                               span(6ns, 8ns, State::Running, {.task = 0, .worker = 0, .processor = 3}),
                               span(4ns, 9ns, State::Running, {.task = 1, .worker = 1, .processor = 1})});
        trace.info.processors = {ProcessorId(0), ProcessorId(1)};
        QCOMPARE(
            shown(lanesOf(trace, Grouping::Processor)),
            (QStringList{QStringLiteral("processor 0:"), QStringLiteral("processor 1: *Run 0-4 *Run 4-9"),
                         QStringLiteral("processor 3: Run 6-8")}));
    }

    void ownWorkShowsOverTheTaskThatGoesOnAfterIt()
    {
        const Trace trace = traceOf(1, 1,
                                    {span(0ns, 2ns, State::Running, {.task = 0, .worker = 0, .slot = 0}),
                                     span(3ns, 5ns, State::Running, {.worker = 0}),
                                     span(2ns, 9ns, State::Waiting, {.task = 0, .worker = 0, .slot = 0})});
        QCOMPARE(shown(lanesOf(trace, Grouping::Worker)),
                 QStringList{QStringLiteral("thread 1: *Run 0-2 Wai 2-3 Run 3-5 Wai 5-9")});
    }

    void overlappingSpansOfAFileHaveRowsOfTheirOwn()
    {
        Trace trace = traceOf(1, 1,
                              {span(0ns, 10ns, State::Running, {.task = 0, .worker = 0}),
                               span(2ns, 5ns, State::Running, {.task = 1, .worker = 0}),
                               span(3ns, 4ns, State::Waiting, {.task = 2, .worker = 0}),
                               span(6ns, 7ns, State::Waiting, {.task = 2, .worker = 0}),
                               span(8ns, 8ns, State::Waiting, {.task = 2, .worker = 0})});
        trace.info.origin = Origin::File;
        const std::vector<Lane> lanes = lanesOf(trace, Grouping::Worker);
        QCOMPARE(shown(lanes),
                 (QStringList{QStringLiteral("thread 1: *Run 0-10"), QStringLiteral(": *Run 2-5 Wai 6-7"),
                              QStringLiteral(": *Wai 3-4")}));
        QCOMPARE(lanes[0].depth, 0);
        QCOMPARE(lanes[2].depth, 1);
    }

    void processorShowsTheSpanThatBeganLast()
    {
        Trace trace = traceOf(3, 1,
                              {span(0ns, 10ns, State::Running, {.task = 0, .worker = 0, .processor = 0}),
                               span(2ns, 5ns, State::Running, {.task = 1, .worker = 1, .processor = 0}),
                               span(3ns, 4ns, State::Running, {.task = 2, .worker = 2, .processor = 0})});
        QCOMPARE(shown(lanesOf(trace, Grouping::Processor)),
                 QStringList{QStringLiteral("processor 0: *Run 0-2 *Run 2-3 *Run 3-4 Run 4-5 Run 5-10")});
    }
};

QTEST_APPLESS_MAIN(LanesTest)
#include "tst_lanes.moc"
