// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "tests/core/trace/events.h"

using namespace interleave;
using namespace interleave::tests;

Q_DECLARE_METATYPE(interleave::tests::Events)

class TestTraceBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsBecomeSpans_data();
    void eventsBecomeSpans();
    void taskKnowsItsInstants();
    void workersMayTellInAnyOrder();
    void onlyTheCurrentTaskBecomesReady();
    void openSpansEndNow();
    void workerKeepsItsInstants();
    void lostRecordsAddUp();
};

void TestTraceBuilder::eventsBecomeSpans_data()
{
    QTest::addColumn<Events>("events");
    QTest::addColumn<QString>("spans");
    const auto row = [](const char* name, const Events& events, const char* spans) {
        QTest::newRow(name) << events << QString::fromLatin1(spans);
    };
    row("nothing", {}, "");
    row("planned before zero", {made(TaskPlanned, -5, {.task = 0}), taken(10)}, "Queued -5..10 task 0");
    row("no length, no span", {made(TaskPlanned, 0, {.task = 0}), taken(0), started(0), stopped(5)},
        "Running compute 0..5 task 0 worker 0 slot 0 processor 1");
    row("taken, started", {taken(10), started(12), stopped(20)},
        "Ready 10..12 task 0 worker 0 slot 0; Running compute 12..20 task 0 worker 0 slot 0 processor 1");
    row("wait, ready, resumed",
        {taken(0), started(0), suspended(5, Phase::FirstByte, 1), ready(9), resumed(10, Phase::Parse, 0),
         stopped(12)},
        "Running compute 0..5 task 0 worker 0 slot 0 processor 1; "
        "Waiting first-byte 5..9 task 0 worker 0 slot 0 attempt 1; "
        "Ready first-byte 9..10 task 0 worker 0 slot 0 attempt 1; "
        "Running parse 10..12 task 0 worker 0 slot 0 processor 0 attempt 1");
    row("phase changes within a wait",
        {taken(0), suspended(0, Phase::Dns), phase(3, Phase::Connect), phase(4, Phase::Connect),
         phase(6, Phase::Connect, 1), resumed(8)},
        "Waiting dns 0..3 task 0 worker 0 slot 0; Waiting connect 3..6 task 0 worker 0 slot 0; "
        "Waiting connect 6..8 task 0 worker 0 slot 0 attempt 1");
    // Stamps of another clock that somebody has set: what its worker does is not moved by them.
    row("ready later than resumed",
        {taken(0), started(0), suspended(5, Phase::FirstByte), ready(2000), resumed(10), stopped(12)},
        "Running compute 0..5 task 0 worker 0 slot 0 processor 1; "
        "Unknown first-byte 5..10 task 0 worker 0 slot 0; "
        "Running compute 10..12 task 0 worker 0 slot 0 processor 1");
    row("ready later than the next wait",
        {taken(0), started(0), suspended(5, Phase::Connect), ready(2000), suspended(8, Phase::FirstByte),
         ready(9), resumed(10), stopped(12)},
        "Running compute 0..5 task 0 worker 0 slot 0 processor 1; "
        "Unknown connect 5..8 task 0 worker 0 slot 0; Waiting first-byte 8..9 task 0 worker 0 slot 0; "
        "Ready first-byte 9..10 task 0 worker 0 slot 0; "
        "Running compute 10..12 task 0 worker 0 slot 0 processor 1");
    row("ready later than its end",
        {taken(0), started(0), suspended(5, Phase::Sleep), ready(2000), stopped(9, Outcome::Cancelled)},
        "Running compute 0..5 task 0 worker 0 slot 0 processor 1; "
        "Unknown sleep 5..9 task 0 worker 0 slot 0");
    row("known to be ready at the latest, and then later than resumed",
        {taken(0), started(0), suspended(5, Phase::FirstByte),
         made(TaskReady, 7, {.task = 0, .worker = 0, .flags = Inferred}), ready(2000), resumed(10),
         stopped(12)},
        "Running compute 0..5 task 0 worker 0 slot 0 processor 1; "
        "Waiting first-byte 5..7 task 0 worker 0 slot 0; Unknown first-byte 7..10 task 0 worker 0 slot 0; "
        "Running compute 10..12 task 0 worker 0 slot 0 processor 1");
    row("ready while running, later than resumed",
        {taken(0), started(0), ready(2000), resumed(10), stopped(12)},
        "Running compute 0..10 task 0 worker 0 slot 0 processor 1; "
        "Running compute 10..12 task 0 worker 0 slot 0 processor 1");
    row("ready long before its wait",
        {taken(0), started(0), suspended(5, Phase::FirstByte), ready(-2000), resumed(10), stopped(12)},
        "Running compute 0..5 task 0 worker 0 slot 0 processor 1; "
        "Ready first-byte 5..10 task 0 worker 0 slot 0; "
        "Running compute 10..12 task 0 worker 0 slot 0 processor 1");
    row("ready of another task, later than what this one does",
        {taken(0), started(0), made(TaskTaken, 1, {.task = 1, .worker = 0, .value = 1}),
         made(TaskSuspended, 1, {.task = 1, .worker = 0, .phase = Phase::FirstByte}),
         made(TaskReady, 2000, {.task = 1, .worker = 0}), switchedOut(6, Preempted), switchedIn(8),
         stopped(9)},
        "Running compute 0..6 task 0 worker 0 slot 0 processor 1; Ready compute 6..8 task 0 worker 0 slot 0; "
        "Running compute 8..9 task 0 worker 0 slot 0 processor 1");
    row("resumed while running goes on", {taken(0), started(0), resumed(4), stopped(9)},
        "Running compute 0..9 task 0 worker 0 slot 0 processor 1");
    row("waits for a lock",
        {taken(0), started(0), lock(LockWanted, 4, 2), ready(7), lock(LockTaken, 8), resumed(8),
         lock(LockReleased, 9), stopped(10)},
        "Running compute 0..4 task 0 worker 0 slot 0 processor 1; Blocked lock 4..7 task 0 worker 0 slot 0 "
        "by 2; "
        "Ready lock 7..8 task 0 worker 0 slot 0; Running compute 8..10 task 0 worker 0 slot 0 processor 1");
    row("wants the lock after its wait",
        {taken(0), suspended(0, Phase::Sleep), lock(LockWanted, 6), resumed(8)},
        "Waiting sleep 0..6 task 0 worker 0 slot 0; Blocked lock 6..8 task 0 worker 0 slot 0");
    row("pre-empted",
        {taken(0), started(0), phase(0, Phase::Tls), switchedOut(3, Preempted), switchedIn(5), stopped(7)},
        "Running tls 0..3 task 0 worker 0 slot 0 processor 1; Ready tls 3..5 task 0 worker 0 slot 0; "
        "Running tls 5..7 task 0 worker 0 slot 0 processor 1");
    row("off by its own act", {taken(0), started(0), switchedOut(3), switchedIn(5, 0), stopped(7)},
        "Running compute 0..3 task 0 worker 0 slot 0 processor 1; Waiting unknown 3..5 task 0 worker 0 slot "
        "0; "
        "Running compute 5..7 task 0 worker 0 slot 0 processor 0");
    row("woken and not yet run", {taken(0), started(0), switchedOut(3), ready(4), switchedIn(5), stopped(7)},
        "Running compute 0..3 task 0 worker 0 slot 0 processor 1; Waiting unknown 3..4 task 0 worker 0 slot "
        "0; "
        "Ready unknown 4..5 task 0 worker 0 slot 0; Running compute 5..7 task 0 worker 0 slot 0 processor 1");
    row("off inside a lock's acquisition",
        {taken(0), started(0), lock(LockWanted, 0), resumed(0), switchedOut(3), switchedIn(5),
         lock(LockTaken, 5), switchedOut(6), switchedIn(7)},
        "Running compute 0..3 task 0 worker 0 slot 0 processor 1; Blocked lock 3..5 task 0 worker 0 slot 0; "
        "Running compute 5..6 task 0 worker 0 slot 0 processor 1; Waiting unknown 6..7 task 0 worker 0 slot "
        "0");
    row("switched while waiting",
        {taken(0), suspended(0, Phase::Sleep), switchedOut(1), switchedIn(2), resumed(4)},
        "Waiting sleep 0..4 task 0 worker 0 slot 0");
    row("migrates", {taken(0), started(0), switchedIn(2, 1), switchedIn(3, 0), stopped(5)},
        "Running compute 0..3 task 0 worker 0 slot 0 processor 1; Running compute 3..5 task 0 worker 0 slot "
        "0 processor 0");
    row("resumed though the switch back was lost",
        {taken(0), started(0), switchedOut(2, Preempted), resumed(4), switchedOut(6), switchedIn(7),
         stopped(7)},
        "Running compute 0..2 task 0 worker 0 slot 0 processor 1; Ready compute 2..4 task 0 worker 0 slot 0; "
        "Running compute 4..6 task 0 worker 0 slot 0 processor 1; Waiting unknown 6..7 task 0 worker 0 slot "
        "0");
    row("start-up",
        {made(WorkerStarted, 2, {.worker = 0, .phase = Phase::StartUp}),
         made(WorkerStarted, 9, {.worker = 0})},
        "Unknown start-up 2..9 worker 0");
    row("dispatch, pre-empted, ends when a task resumes",
        {taken(0), suspended(0, Phase::Sleep),
         made(TaskResumed, 2, {.worker = 0, .value = 1, .phase = Phase::Dispatch}), switchedOut(3, Preempted),
         switchedIn(4), resumed(6), stopped(8)},
        "Running dispatch 2..3 worker 0 processor 1; Ready dispatch 3..4 worker 0; "
        "Running dispatch 4..6 worker 0 processor 1; Waiting sleep 0..6 task 0 worker 0 slot 0; "
        "Running compute 6..8 task 0 worker 0 slot 0 processor 1");
    row("dispatch ends",
        {made(TaskResumed, 2, {.worker = 0, .value = 1, .phase = Phase::Dispatch}),
         made(TaskSuspended, 5, {.worker = 0}), switchedOut(6), switchedIn(7),
         made(WorkerStopped, 9, {.worker = 0})},
        "Running dispatch 2..5 worker 0 processor 1");
    row("readiness learnt late keeps its instant",
        {taken(0), suspended(0, Phase::FirstByte), made(TaskTaken, 1, {.task = 1, .worker = 0, .value = 1}),
         made(TaskStarted, 1, {.task = 1, .worker = 0, .value = 1}),
         made(TaskPhase, 30, {.task = 1, .worker = 0}), ready(20),
         made(TaskSuspended, 40, {.task = 1, .worker = 0, .phase = Phase::Send}), resumed(41)},
        "Running compute 1..30 task 1 worker 0 slot 1 processor 1; Running 30..40 task 1 worker 0 slot 1 "
        "processor 1; Waiting first-byte 0..20 task 0 worker 0 slot 0; Ready first-byte 20..41 task 0 worker "
        "0 slot 0");
    row("readiness from before the wait counts from its begin",
        {taken(0), started(0), suspended(9, Phase::Sleep), ready(5), resumed(12)},
        "Running compute 0..9 task 0 worker 0 slot 0 processor 1; Ready sleep 9..12 task 0 worker 0 slot 0");
    row("inferred stamps that run backwards are moved up",
        {taken(0), started(10), switchedOut(8, Preempted | Inferred), switchedIn(12),
         suspended(11, Phase::Send), stopped(20)},
        "Ready 0..10 task 0 worker 0 slot 0; Ready compute 10..12 task 0 worker 0 slot 0; Waiting send "
        "12..20 task 0 worker 0 slot 0");
    row("a worker before zero begins at zero",
        {made(WorkerStarted, -9, {.worker = 0, .phase = Phase::StartUp}), taken(-3), started(4)},
        "Unknown start-up 0..4 worker 0; Ready 0..4 task 0 worker 0 slot 0");
}

void TestTraceBuilder::eventsBecomeSpans()
{
    QFETCH(Events, events);
    QFETCH(QString, spans);
    QCOMPARE(spansAfter(events), spans);
}

void TestTraceBuilder::taskKnowsItsInstants()
{
    const TraceBuilder builder = builderAfter(
        {made(TaskPlanned, -5, {.task = 0}), made(TaskTaken, 1, {.task = 0, .worker = 1, .value = 3}),
         made(TaskStarted, 2, {.task = 0, .worker = 1}),
         made(TaskStopped, 8, {.task = 0, .worker = 1, .outcome = Outcome::Finished})});
    const Task& task = builder.trace().tasks[0];
    QVERIFY(task.planned == at(-5) && task.taken == at(1) && task.started == at(2) && task.stopped == at(8));
    QVERIFY(task.worker == WorkerId(1) && task.slot == SlotId(3) && task.outcome == Outcome::Finished);
    QVERIFY(builder.trace().end == at(8));
}

void TestTraceBuilder::workersMayTellInAnyOrder()
{
    // Worker 1 is told first, though all it did came later; the plan is told last.
    const Trace trace =
        builderAfter(
            {made(TaskTaken, 10, {.task = 1, .worker = 1}), made(TaskStarted, 10, {.task = 1, .worker = 1}),
             made(TaskStopped, 20, {.task = 1, .worker = 1, .outcome = Outcome::Finished}), taken(2),
             started(2), stopped(4), made(TaskPlanned, -1, {.task = 0}), made(TaskPlanned, -1, {.task = 1})})
            .trace();
    QCOMPARE(spansOf(trace.spans), QLatin1String("Running compute 10..20 task 1 worker 1 slot 0 processor 0; "
                                                 "Running compute 2..4 task 0 worker 0 slot 0 processor 1; "
                                                 "Queued -1..2 task 0; Queued -1..10 task 1"));
}

void TestTraceBuilder::onlyTheCurrentTaskBecomesReady()
{
    QCOMPARE(spansAfter({made(TaskTaken, 0, {.task = 1, .worker = 0, .value = 1}),
                         made(TaskSuspended, 0, {.task = 1, .worker = 0, .phase = Phase::Sleep}), taken(0),
                         started(0), switchedOut(3, Preempted), switchedIn(5), stopped(6)}),
             QLatin1String("Running compute 0..3 task 0 worker 0 slot 0 processor 1; Ready compute 3..5 task "
                           "0 worker 0 slot 0; "
                           "Running compute 5..6 task 0 worker 0 slot 0 processor 1"));
}

void TestTraceBuilder::openSpansEndNow()
{
    const TraceBuilder builder =
        builderAfter({made(TaskPlanned, 0, {.task = 1}), taken(0), started(2), suspended(6, Phase::Sleep),
                      made(WorkerStarted, 3, {.worker = 1, .phase = Phase::StartUp})});
    const auto open = [&](std::int64_t ns) {
        SpanTable table;
        for (const Span& span : builder.openSpans(stamp(ns)))
            table.append(span);
        return spansOf(table);
    };
    QCOMPARE(open(0), QString());
    QCOMPARE(open(5), QLatin1String("Queued 0..5 task 1; Unknown start-up 3..5 worker 1"));
    QCOMPARE(
        open(8),
        QLatin1String(
            "Waiting sleep 6..8 task 0 worker 0 slot 0; Queued 0..8 task 1; Unknown start-up 3..8 worker 1"));
}

void TestTraceBuilder::workerKeepsItsInstants()
{
    TraceBuilder builder =
        builderAfter({made(WorkerStarted, 3, {.worker = 0}), made(WorkerStopped, 9, {.worker = 0})});
    Worker told;
    told.name = "thread 1";
    told.cpuClock = Duration(5);
    builder.setWorker(WorkerId(0), told);
    const Worker& worker = builder.trace().workers[0];
    QVERIFY(worker.started == at(3) && worker.stopped == at(9) && worker.cpuClock == Duration(5));
    QCOMPARE(worker.name, std::string("thread 1"));
    builder.setWorker(WorkerId(), told);
    builder.setWorker(WorkerId(65535), told);
    QCOMPARE(builder.trace().workers.size(), std::size_t(2));
}

void TestTraceBuilder::lostRecordsAddUp()
{
    const TraceBuilder builder =
        builderAfter({made(Lost, 3, {.worker = 0, .value = 40}), made(Lost, 5, {.worker = 1, .value = 2})});
    QCOMPARE(builder.trace().info.lostRecords, std::uint64_t(42));
}

QTEST_APPLESS_MAIN(TestTraceBuilder)
#include "tst_tracebuilder.moc"
