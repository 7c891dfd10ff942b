// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/trace/invariants.h"

#include "tests/core/trace/events.h"

using namespace interleave;
using namespace interleave::tests;

namespace {

/// A worker executes from here on.
Event began(int worker) { return made(WorkerStarted, 0, {.worker = worker}); }

} // namespace

class TestTraceBuilderEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makespanIsTheLastStop();
    void makespanOfARunWithoutStopsIsItsEnd();
    void ownWorkIsCutAtTheEndOfTheRun();
    void killedWorkersTailIsUnknown();
    void stopOfATaskHandedOutButNotBegunIsKept();
    void unfinishedTaskFails();
    void taskNeverTaken_data();
    void taskNeverTaken();
    void reportIsKept();
    void resolutionIsTheWorstOfTheWorkers();
    void hostileEventsBreakNothing();
    void everyEventInAnyOrderLeavesASoundTrace();
};

void TestTraceBuilderEnd::makespanIsTheLastStop()
{
    TraceBuilder builder(RunInfo(), zero);
    builder.addTask("a", "");
    builder.setWorker(WorkerId(0), {});
    for (const Event& event : {taken(0), started(0), stopped(70)})
        builder.apply(event);
    QVERIFY(std::move(builder).finish(stamp(100)).makespan() == Duration(70));
}

void TestTraceBuilderEnd::makespanOfARunWithoutStopsIsItsEnd()
{
    TraceBuilder builder(RunInfo(), zero);
    builder.setWorker(WorkerId(0), {});
    builder.apply(made(WorkerStarted, 0, {.worker = 0, .phase = Phase::StartUp}));
    const Trace trace = std::move(builder).finish(stamp(100));
    QVERIFY(trace.makespan() == Duration(100));
    QCOMPARE(spansOf(trace.spans), QLatin1String("Unknown start-up 0..100 worker 0"));
    QVERIFY(TraceBuilder(RunInfo(), zero).finish(stamp(-100)).makespan() == Duration(0));
}

void TestTraceBuilderEnd::ownWorkIsCutAtTheEndOfTheRun()
{
    RunInfo info;
    info.workers = 3;
    TraceBuilder builder(std::move(info), zero);
    builder.addTask("a", "");
    for (const std::uint32_t worker : {0u, 1u, 2u}) {
        Worker known;
        known.notBegun = worker == 0 ? "" : "the run was over";
        builder.setWorker(WorkerId(worker), std::move(known));
        builder.apply(made(WorkerStarted, worker * 60, {.worker = worker, .phase = Phase::StartUp}));
    }
    for (const Event& event : {made(WorkerStarted, 5, {.worker = 0}), taken(5), started(5), stopped(70)})
        builder.apply(event);
    const Trace trace = std::move(builder).finish(stamp(200));
    QCOMPARE(spansOf(trace.spans), QLatin1String("Unknown start-up 0..5 worker 0; "
                                                 "Running compute 5..70 task 0 worker 0 slot 0 processor 1; "
                                                 "Unknown start-up 60..70 worker 1"));
    QVERIFY(checkInvariants(trace).empty());
}

void TestTraceBuilderEnd::killedWorkersTailIsUnknown()
{
    // Two tasks in flight; the worker was last heard of at 30, its stop inferred at 50, the tasks' at 60
    // and 70.
    const TraceBuilder builder = builderAfter(
        {made(TaskTaken, 0, {.task = 1, .worker = 0, .value = 1}),
         made(TaskSuspended, 0, {.task = 1, .worker = 0, .phase = Phase::Sleep}), taken(0), started(10),
         phase(30, Phase::Parse), made(WorkerStopped, 50, {.worker = 0, .flags = Inferred}),
         stopped(60, Outcome::Failed, Inferred),
         made(TaskStopped, 70, {.task = 1, .worker = 0, .outcome = Outcome::Failed, .flags = Inferred})});
    QCOMPARE(
        spansOf(builder.trace().spans),
        QLatin1String(
            "Ready 0..10 task 0 worker 0 slot 0; Running compute 10..30 task 0 worker 0 slot 0 processor 1; "
            "Unknown unknown 30..60 task 0 worker 0 slot 0; Waiting sleep 0..30 task 1 worker 0 slot 1; "
            "Unknown unknown 30..70 task 1 worker 0 slot 1"));
    QVERIFY(builder.trace().tasks[0].outcome == Outcome::Failed);
    QVERIFY(builder.trace().end == at(70));
}

void TestTraceBuilderEnd::stopOfATaskHandedOutButNotBegunIsKept()
{
    // The worker was killed before it told that it took the task.
    const TraceBuilder builder =
        builderAfter({made(TaskPlanned, 0, {.task = 0}), stopped(40, Outcome::Failed, Inferred)});
    QCOMPARE(spansOf(builder.trace().spans), QLatin1String("Queued 0..40 task 0"));
    QVERIFY(builder.trace().tasks[0].outcome == Outcome::Failed);
}

void TestTraceBuilderEnd::unfinishedTaskFails()
{
    TraceBuilder builder =
        builderAfter({began(0), began(1), taken(0), started(0), suspended(10, Phase::Receive)});
    builder.apply(made(WorkerStopped, 20, {.worker = 0}));
    const Trace trace = std::move(builder).finish(stamp(50));
    QCOMPARE(spansOf(trace.spans), QLatin1String("Running compute 0..10 task 0 worker 0 slot 0 processor 1; "
                                                 "Waiting receive 10..20 task 0 worker 0 slot 0; "
                                                 "Unknown unknown 20..50 task 0 worker 0 slot 0"));
    QVERIFY(trace.tasks[0].outcome == Outcome::Failed);
    QVERIFY(!trace.tasks[0].reason.empty());
    QVERIFY(trace.end == at(50));
    QVERIFY(checkInvariants(trace).empty());
}

void TestTraceBuilderEnd::taskNeverTaken_data()
{
    QTest::addColumn<bool>("cancelled");
    QTest::newRow("run cancelled") << true;
    QTest::newRow("run not cancelled") << false;
}

void TestTraceBuilderEnd::taskNeverTaken()
{
    QFETCH(bool, cancelled);
    TraceBuilder builder = builderAfter({made(TaskPlanned, -5, {.task = 0}), began(0), began(1)});
    if (cancelled)
        builder.setCancelled();
    const Trace trace = std::move(builder).finish(stamp(50));
    QCOMPARE(spansOf(trace.spans), QLatin1String("Queued -5..50 task 0"));
    QVERIFY(trace.tasks[0].outcome == (cancelled ? Outcome::Cancelled : Outcome::Failed));
    QCOMPARE(trace.tasks[0].reason.empty(), cancelled);
    QVERIFY(checkInvariants(trace).empty());
}

void TestTraceBuilderEnd::reportIsKept()
{
    TraceBuilder builder = builderAfter({taken(0), started(0), stopped(5, Outcome::Failed)});
    builder.apply(TaskReport{TaskId(0), 276, 2, "refused", "", 3});
    builder.apply(TaskReport{TaskId(1), 1, 1, "not failed: no reason", ""});
    builder.apply(TaskReport{TaskId(99), 1, 1, "", ""});
    builder.apply(TaskReport());
    builder.apply(made(TaskStopped, 6, {.task = 1, .outcome = Outcome::Cancelled}));
    const Trace trace = std::move(builder).finish(stamp(9));
    QCOMPARE(trace.tasks[0].bytes, std::uint64_t(276));
    QCOMPARE(trace.tasks[0].attempts, 2u);
    QCOMPARE(trace.tasks[0].untaken, 3u);
    QCOMPARE(trace.tasks[0].reason, std::string("refused"));
    QCOMPARE(trace.tasks[1].reason, std::string());
}

void TestTraceBuilderEnd::resolutionIsTheWorstOfTheWorkers()
{
    TraceBuilder builder = builderAfter({});
    for (const int ns : {200, 900, 400}) {
        Worker worker;
        worker.resolution = Duration(ns);
        builder.setWorker(WorkerId(0), worker);
    }
    builder.setWorker(WorkerId(1), {});
    QVERIFY(builder.trace().info.resolution == Duration(900));
}

void TestTraceBuilderEnd::hostileEventsBreakNothing()
{
    QCOMPARE(spansAfter({made(TaskTaken, 0, {.task = 99, .worker = 0}),
                         made(TaskTaken, 0, {.task = 0, .worker = 99}), made(TaskTaken, 0, {.task = 0}),
                         made(SwitchedIn, 0, {.worker = 99}), made(SwitchedIn, 0, {}), started(1), resumed(2),
                         made(static_cast<EventKind>(77), 3, {.task = 0, .worker = 0})}),
             QString());
    // Another worker's task, a second stop, events after the stop.
    QCOMPARE(spansAfter({taken(0), made(TaskStarted, 1, {.task = 0, .worker = 1}),
                         made(TaskStopped, 2, {.task = 0, .worker = 1, .outcome = Outcome::Failed}), taken(3),
                         stopped(4), stopped(5), resumed(6), stopped(7)}),
             QLatin1String("Ready 0..4 task 0 worker 0 slot 0"));
    const TraceBuilder builder = builderAfter(
        {taken(0), suspended(1, static_cast<Phase>(200), 1000), stopped(4, static_cast<Outcome>(9))});
    QCOMPARE(
        spansOf(builder.trace().spans),
        QLatin1String(
            "Ready 0..1 task 0 worker 0 slot 0; Waiting unknown 1..4 task 0 worker 0 slot 0 attempt 255"));
    QVERIFY(builder.trace().tasks[0].outcome == Outcome::Failed);
}

/// Events drawn at random, many of them nonsense: what comes out may be wrong, but it is a trace of sound
/// form.
void TestTraceBuilderEnd::everyEventInAnyOrderLeavesASoundTrace()
{
    std::uint64_t seed = 1;
    const auto draw = [&seed](std::uint64_t below) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::int64_t>((seed >> 33) % below);
    };
    for (int round = 0; round < 200; ++round) {
        Events events;
        for (int i = 0; i < 300; ++i) {
            Event drawn = made(static_cast<EventKind>(draw(18)), draw(4000) - 100,
                               {.task = draw(5) - 1,
                                .worker = draw(4) - 1,
                                .value = draw(4),
                                .phase = static_cast<Phase>(draw(18)),
                                .outcome = static_cast<Outcome>(draw(5)),
                                .flags = static_cast<int>(draw(4))});
            if (draw(100) == 0)
                drawn.at = draw(2) == 0 ? Stamp::min() : Stamp::max();
            events.push_back(drawn);
        }
        TraceBuilder builder = builderAfter(events);
        (void)builder.openSpans(stamp(2000));
        const Trace trace = std::move(builder).finish(stamp(5000));
        for (const Violation& violation : checkInvariants(trace, 1000))
            // Several tasks may be told to run at once, and to finish without a start, by workers that never
            // began: only that.
            QVERIFY2(violation.invariant == Invariant::WorkerRunsOneTask ||
                         violation.invariant == Invariant::ProcessorRunsOneTask ||
                         violation.invariant == Invariant::SlotHoldsOneTask ||
                         violation.invariant == Invariant::OneStartOneOutcome ||
                         violation.invariant == Invariant::EventsFit ||
                         violation.invariant == Invariant::BegunAddUp,
                     violation.where.c_str());
    }
}

QTEST_APPLESS_MAIN(TestTraceBuilderEnd)
#include "tst_tracebuilderend.moc"
