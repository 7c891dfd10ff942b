// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/trace/invariants.h"
#include "core/trace/tracebuilder.h"

#include "tests/support/traces.h"

#include <functional>

using namespace interleave;
using namespace interleave::tests;

using Mutation = std::function<void(Trace&)>;
Q_DECLARE_METATYPE(Mutation)
Q_DECLARE_METATYPE(interleave::Invariant)

namespace {

/// Rebuilds the table with each span passed through `change`.
void eachSpan(Trace& trace, const std::function<void(Span&)>& change)
{
    SpanTable changed;
    for (std::size_t i = 0; i < trace.spans.size(); ++i) {
        Span span = trace.spans[i];
        change(span);
        changed.append(span);
    }
    trace.spans = changed;
}

void add(Trace& trace, State state, std::int64_t from, std::int64_t to, On on)
{
    trace.spans.append(span(state, Phase::Compute, from, to, on));
}

/// Instead of all that ran: both workers in spans of 10 ns, up to here.
void runInShortSpans(Trace& trace, std::int64_t until)
{
    for (Worker& worker : trace.workers)
        worker.role = WorkerRole::Executes;
    eachSpan(trace, [](Span& span) {
        if (span.state == State::Running)
            span.state = State::Ready;
    });
    for (std::int64_t from = 0; from < until; from += 10)
        for (const std::int64_t worker : {0, 1})
            add(trace, State::Running, from, from + 10, {.worker = worker, .processor = worker});
}

/// Task 2 is taken a nanosecond before task 0 stops, on the same worker.
void takeTooEarly(Trace& trace, SlotId slot)
{
    eachSpan(trace, [slot](Span& span) {
        if (span.task != TaskId(2))
            return;
        span.length -= Duration(span.state == State::Queued ? 1 : 0);
        span.slot = span.worker.valid() ? slot : SlotId();
    });
    Span ready = span(State::Ready, Phase::None, 499, 500, {.task = 2, .worker = 0});
    ready.slot = slot;
    trace.spans.append(ready);
    trace.tasks[2].taken = at(499);
    trace.tasks[2].slot = slot;
}

QString sentences(const std::vector<Violation>& violations)
{
    QString text;
    for (const Violation& violation : violations)
        text +=
            QString::fromStdString(std::string(name(violation.invariant)) + ": " + violation.where + "\n");
    return text;
}

} // namespace

class TestInvariants : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyTraceIsSound() { QCOMPARE(sentences(checkInvariants(Trace())), QString()); }
    void handMadeTraceIsSound() { QCOMPARE(sentences(checkInvariants(twoThreads())), QString()); }
    void slotsOfAWorkerAreHeldAtOnce();
    void breachIsReported_data();
    void breachIsReported();
    void inferredBoundariesMayBeOffByTheResolution();
    void helpersDoNotCountAsRunning();
    void fileIsOnlyHeldToIdsAndBounds();
    void whatTheBuilderIgnoresIsReported_data();
    void whatTheBuilderIgnoresIsReported();
    void unseenPreEmptionsAreAllowedForEachInvoluntarySwitch();
    void reportsAtMostSoMany();
};

void TestInvariants::breachIsReported_data()
{
    QTest::addColumn<Mutation>("mutate");
    QTest::addColumn<Invariant>("invariant");
    const auto row = [](const char* name, Invariant invariant, Mutation mutation) {
        QTest::newRow(name) << mutation << invariant;
    };
    row("gap in a task", Invariant::OneStatePerTaskAndInstant, [](Trace& trace) {
        eachSpan(trace, [](Span& span) { span.length -= Duration(span.state == State::Waiting ? 1 : 0); });
    });
    row("two states at once", Invariant::OneStatePerTaskAndInstant,
        [](Trace& trace) { add(trace, State::Ready, 150, 160, {.task = 0, .worker = 0}); });
    row("queued while in progress", Invariant::OneStatePerTaskAndInstant,
        [](Trace& trace) { add(trace, State::Queued, 5, 11, {.task = 0}); });
    row("state after the stop", Invariant::OneStatePerTaskAndInstant,
        [](Trace& trace) { add(trace, State::Ready, 900, 950, {.task = 1, .worker = 1}); });
    row("no start", Invariant::OneStartOneOutcome, [](Trace& trace) { trace.tasks[0].started.reset(); });
    row("start before taken", Invariant::OneStartOneOutcome,
        [](Trace& trace) { trace.tasks[0].started = at(9); });
    row("started and never taken", Invariant::OneStartOneOutcome,
        [](Trace& trace) { trace.tasks[3].started = at(5); });
    row("started after it stopped", Invariant::OneStartOneOutcome,
        [](Trace& trace) { trace.tasks[0].started = at(501); });
    row("state before it was taken", Invariant::OneStatePerTaskAndInstant,
        [](Trace& trace) { trace.tasks[0].taken = at(11); });
    row("no outcome", Invariant::OutcomesAddUp, [](Trace& trace) { trace.tasks[3].outcome = Outcome::None; });
    row("worker runs two tasks", Invariant::WorkerRunsOneTask, [](Trace& trace) {
        trace.workers[0].role = WorkerRole::Helper;
        add(trace, State::Running, 200, 300, {.worker = 0});
        add(trace, State::Running, 250, 260, {.worker = 0});
    });
    row("long span hides behind a short one", Invariant::WorkerRunsOneTask, [](Trace& trace) {
        trace.workers[0].role = WorkerRole::Helper;
        add(trace, State::Running, 101, 400, {.worker = 0});
        add(trace, State::Running, 399, 410, {.worker = 0});
    });
    row("worker runs a task and its own work for a nanosecond", Invariant::WorkerRunsOneTask,
        [](Trace& trace) { add(trace, State::Running, 99, 101, {.worker = 0}); });
    row("worker runs tasks of two slots for a nanosecond", Invariant::WorkerRunsOneTask, [](Trace& trace) {
        takeTooEarly(trace, SlotId(1));
        eachSpan(trace, [](Span& span) {
            if (span.state == State::Ready && span.task == TaskId(2))
                span.state = State::Running;
        });
    });
    row("processor runs two tasks", Invariant::ProcessorRunsOneTask, [](Trace& trace) {
        eachSpan(trace, [](Span& span) {
            if (span.start == at(350))
                span.processor = ProcessorId(0);
        });
    });
    row("more running than processors", Invariant::RunningFitsProcessors,
        [](Trace& trace) { trace.info.processors = {ProcessorId(0)}; });
    // Short spans, each within the resolution: two workers, 200 % of one processor.
    row("more running than processors in short spans", Invariant::RunningFitsProcessors, [](Trace& trace) {
        trace.info.resolution = Duration(5);
        trace.info.processors = {ProcessorId(0)};
        runInShortSpans(trace, 1000);
    });
    row("hardly more running than processors in short spans", Invariant::RunningFitsProcessors,
        [](Trace& trace) {
            trace.info.resolution = Duration(5);
            trace.info.processors = {ProcessorId(0)};
            runInShortSpans(trace, 560); // 2 x 2 x 10 ns may be unseen, and 40 are
        });
    row("recorded switches leave nothing unseen", Invariant::ProcessorRunsOneTask, [](Trace& trace) {
        trace.info.resolution = Duration(5);
        trace.workers.emplace_back().role = WorkerRole::Helper;
        for (Worker& worker : trace.workers)
            worker.switchRecords = true;
        trace.spans.append(span(State::Running, Phase::Dispatch, 999, 1000, {.worker = 2, .processor = 0}));
    });
    row("an event was ignored", Invariant::EventsFit, [](Trace& trace) {
        trace.info.ignoredEvents = {{"TaskStarted", 1}};
    });
    row("before zero", Invariant::SpansInsideRun, [](Trace& trace) {
        eachSpan(trace, [](Span& span) { span.start -= Duration(span.phase == Phase::StartUp ? 1 : 0); });
    });
    row("after the end", Invariant::SpansInsideRun,
        [](Trace& trace) { add(trace, State::Unknown, 990, 1001, {.worker = 1}); });
    row("no length", Invariant::SpansInsideRun,
        [](Trace& trace) { add(trace, State::Unknown, 990, 990, {.worker = 1}); });
    row("ends before it starts", Invariant::SpansInsideRun,
        [](Trace& trace) { add(trace, State::Unknown, 990, 980, {.worker = 1}); });
    row("no such worker", Invariant::IdsExist,
        [](Trace& trace) { add(trace, State::Unknown, 1, 2, {.worker = 2}); });
    row("no such task", Invariant::IdsExist,
        [](Trace& trace) { add(trace, State::Queued, 1, 2, {.task = 4}); });
    row("waits for no such task", Invariant::IdsExist, [](Trace& trace) {
        eachSpan(trace, [](Span& span) {
            if (span.by.valid())
                span.by = TaskId(4);
        });
    });
    row("began, and says why not", Invariant::BegunAddUp,
        [](Trace& trace) { trace.workers[1].notBegun = "the system refused to start a thread"; });
    row("never began, and does not say why", Invariant::BegunAddUp,
        [](Trace& trace) { trace.workers.emplace_back().name = "thread 3 (refused by the system)"; });
    row("never began, and executes", Invariant::BegunAddUp, [](Trace& trace) {
        trace.workers[1].started.reset();
        trace.workers[1].notBegun = "the system refused to start a thread";
        trace.info.workersNotBegun = 1;
    });
    row("never began, and is counted", Invariant::BegunAddUp,
        [](Trace& trace) { trace.workers.emplace_back().notBegun = "the system refused to start a thread"; });
    row("began, and is not counted", Invariant::BegunAddUp,
        [](Trace& trace) { trace.info.workersNotBegun = 1; });
    row("slot holds two tasks for a nanosecond", Invariant::SlotHoldsOneTask,
        [](Trace& trace) { takeTooEarly(trace, SlotId(0)); });
    row("slot holds two tasks", Invariant::SlotHoldsOneTask, [](Trace& trace) {
        // Task 1 in progress on worker 0 instead, on a processor of its own.
        eachSpan(trace, [](Span& span) {
            if (span.task == TaskId(1) && span.worker.valid()) {
                span.worker = WorkerId(0);
                span.state = State::Ready;
            }
        });
    });
}

void TestInvariants::breachIsReported()
{
    QFETCH(Mutation, mutate);
    QFETCH(Invariant, invariant);
    Trace trace = twoThreads();
    mutate(trace);
    const std::vector<Violation> violations = checkInvariants(trace);
    QVERIFY(!violations.empty());
    for (const Violation& violation : violations) {
        QVERIFY2(violation.invariant == invariant, qPrintable(sentences(violations)));
        QVERIFY(!violation.where.empty());
    }
}

void TestInvariants::slotsOfAWorkerAreHeldAtOnce()
{
    Trace trace = twoThreads();
    takeTooEarly(trace, SlotId(1));
    QCOMPARE(sentences(checkInvariants(trace)), QString());
}

void TestInvariants::inferredBoundariesMayBeOffByTheResolution()
{
    Trace trace = twoThreads();
    trace.info.resolution = Duration(5);
    // Task 2 takes processor 0 at 500; a helper's span on it ends 10 ns or 11 ns later.
    trace.workers.emplace_back().role = WorkerRole::Helper;
    const Trace sound = trace;
    const auto overlapping = [&](std::int64_t by) {
        trace = sound;
        trace.spans.append(
            span(State::Running, Phase::Dispatch, 1000 - by, 1000, {.worker = 2, .processor = 0}));
        return sentences(checkInvariants(trace));
    };
    QCOMPARE(overlapping(10), QString());
    QVERIFY(overlapping(11).startsWith(QLatin1String("ProcessorRunsOneTask")));
    // Inside a long span: a pre-emption too short to be seen.
    trace = sound;
    trace.spans.append(span(State::Running, Phase::Dispatch, 600, 610, {.worker = 2, .processor = 0}));
    QCOMPARE(sentences(checkInvariants(trace)), QString());
    trace.spans.append(span(State::Running, Phase::Dispatch, 620, 631, {.worker = 2, .processor = 0}));
    QVERIFY(sentences(checkInvariants(trace)).startsWith(QLatin1String("ProcessorRunsOneTask")));
}

void TestInvariants::helpersDoNotCountAsRunning()
{
    Trace trace = twoThreads();
    trace.workers.emplace_back().started = at(0);
    trace.spans.append(span(State::Running, Phase::Dispatch, 0, 1000, {.worker = 2}));
    QVERIFY(sentences(checkInvariants(trace)).startsWith(QLatin1String("RunningFitsProcessors")));
    trace.workers.back().role = WorkerRole::Helper;
    QCOMPARE(sentences(checkInvariants(trace)), QString());
}

void TestInvariants::fileIsOnlyHeldToIdsAndBounds()
{
    Trace trace = twoThreads();
    trace.tasks[0].started.reset();
    trace.tasks[3].outcome = Outcome::None;
    add(trace, State::Running, 150, 160, {.task = 0, .worker = 0, .processor = 1});
    trace.info.origin = Origin::File;
    QCOMPARE(sentences(checkInvariants(trace)), QString());
    add(trace, State::Running, 150, 1001, {.task = 9, .worker = 0});
    QCOMPARE(checkInvariants(trace).size(), std::size_t(2));
}

void TestInvariants::whatTheBuilderIgnoresIsReported_data()
{
    QTest::addColumn<Event>("event");
    using enum EventKind;
    QTest::newRow("a second start") << made(TaskStarted, 5, {.task = 0, .worker = 0});
    QTest::newRow("taken twice") << made(TaskTaken, 5, {.task = 0, .worker = 0});
    QTest::newRow("taken by another worker") << made(TaskTaken, 5, {.task = 0, .worker = 1});
    QTest::newRow("a second outcome") << made(TaskStopped, 5, {.task = 1, .outcome = Outcome::Failed});
    QTest::newRow("another worker's task") << made(TaskSuspended, 5, {.task = 0, .worker = 1});
    QTest::newRow("ended by another worker") << made(TaskStopped, 5, {.task = 0, .worker = 1});
    QTest::newRow("planned twice") << made(TaskPlanned, 5, {.task = 0});
    QTest::newRow("after its end") << made(TaskResumed, 5, {.task = 1, .worker = 0});
    QTest::newRow("no such task") << made(TaskStarted, 5, {.task = 7, .worker = 0});
    QTest::newRow("no such worker") << made(SwitchedIn, 5, {.worker = 7});
    QTest::newRow("a worker begins twice") << made(WorkerStarted, 5, {.worker = 0});
    QTest::newRow("of no kind") << made(static_cast<EventKind>(77), 5, {.task = 0, .worker = 0});
    QTest::newRow("of nobody") << made(SwitchedIn, 5, {});
}

void TestInvariants::whatTheBuilderIgnoresIsReported()
{
    QFETCH(Event, event);
    using enum EventKind;
    const auto checked = [&](bool odd) {
        TraceBuilder builder({}, zero);
        for (const std::uint32_t k : {0u, 1u}) {
            builder.addTask("task", {});
            builder.setWorker(WorkerId(k), {});
            builder.apply(made(TaskPlanned, -1, {.task = k}));
            builder.apply(made(WorkerStarted, 0, {.worker = k, .phase = Phase::StartUp}));
            builder.apply(made(WorkerStarted, 1, {.worker = k}));
        }
        builder.apply(made(TaskStopped, 1, {.task = 1, .outcome = Outcome::Cancelled}));
        builder.apply(made(WorkerStopped, 2, {.worker = 1}));
        builder.apply(made(TaskTaken, 2, {.task = 0, .worker = 0}));
        builder.apply(made(TaskStarted, 3, {.task = 0, .worker = 0}));
        if (odd)
            builder.apply(event);
        builder.apply(made(TaskStopped, 9, {.task = 0, .worker = 0, .outcome = Outcome::Finished}));
        builder.apply(made(WorkerStopped, 9, {.worker = 0}));
        return sentences(checkInvariants(std::move(builder).finish(stamp(9))));
    };
    QCOMPARE(checked(false), QString());
    QVERIFY2(checked(true).startsWith(QLatin1String("EventsFit: 1 event")), qPrintable(checked(true)));
}

void TestInvariants::unseenPreEmptionsAreAllowedForEachInvoluntarySwitch()
{
    Trace trace = twoThreads();
    trace.info.resolution = Duration(5);
    trace.info.processors = {ProcessorId(0)};
    runInShortSpans(trace, 520); // 1040 ns of 1000: each worker was pre-empted once, 2 x 2 x 10 ns unseen
    QCOMPARE(sentences(checkInvariants(trace)), QString());
    for (Worker& worker : trace.workers)
        worker.involuntarySwitches = 0;
    QCOMPARE(sentences(checkInvariants(trace)).count(QLatin1String("RunningFits")), 1);
    // One that was killed has told no counters: half of what it ran at most.
    for (Worker& worker : trace.workers)
        worker.involuntarySwitches.reset();
    QCOMPARE(sentences(checkInvariants(trace)), QString());
}

void TestInvariants::reportsAtMostSoMany()
{
    Trace trace = twoThreads();
    eachSpan(trace, [](Span& span) { span.length = Duration(0); });
    QVERIFY(checkInvariants(trace).size() > 3);
    QCOMPARE(checkInvariants(trace, 3).size(), std::size_t(3));
}

QTEST_APPLESS_MAIN(TestInvariants)
#include "tst_invariants.moc"
