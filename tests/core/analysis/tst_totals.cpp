// SPDX-License-Identifier: GPL-3.0-or-later
// Sums that 64 bits do not hold: under UndefinedBehaviorSanitizer none of them may be reckoned.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/findings.h"
#include "core/analysis/idealschedule.h"
#include "core/analysis/points.h"
#include "core/analysis/rangestatistics.h"
#include "core/analysis/statistics.h"
#include "core/timeline/concurrency.h"
#include "core/trace/invariants.h"
#include "core/trace/totalduration.h"
#include "tests/support/traces.h"

using namespace interleave;
using namespace interleave::analysis;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(interleave::Trace)
Q_DECLARE_METATYPE(interleave::analysis::FindingKind)
Q_DECLARE_METATYPE(interleave::Duration interleave::analysis::IdealLosses::*)

namespace {

constexpr Duration days104{std::int64_t{1} << 53}; // the longest time that can be read

Trace emptyRun(std::uint32_t workers, std::uint32_t inFlight)
{
    Trace trace;
    trace.info.workers = workers;
    trace.info.inFlight = inFlight;
    trace.info.processors = {ProcessorId(0), ProcessorId(1)};
    trace.info.sources = {.runDelay = true, .switchCounters = true, .switchRecords = true, .cpuClock = true};
    return trace;
}

/// So many tasks that each are in this state for 104 days, all at once.
Trace long1100(State state, Phase phase)
{
    Trace trace = emptyRun(65'536, 65'536);
    trace.end = Instant(days104);
    for (std::uint32_t k = 0; k < 1100; ++k) {
        Worker& worker = trace.workers.emplace_back();
        worker.cpuClock = worker.runDelay = days104;
        worker.voluntarySwitches = worker.involuntarySwitches = std::numeric_limits<std::uint64_t>::max();
        Task& task = trace.tasks.emplace_back();
        task.taken = task.started = Instant();
        task.stopped = trace.end;
        task.worker = WorkerId(k);
        task.slot = SlotId(0);
        task.bytes = std::numeric_limits<std::uint64_t>::max();
        task.outcome = Outcome::Finished;
        Span span;
        span.length = days104;
        span.state = state;
        span.phase = phase;
        span.task = TaskId(k);
        span.worker = task.worker;
        span.slot = task.slot;
        span.processor = state == State::Running ? ProcessorId(0) : ProcessorId();
        trace.spans.append(span);
    }
    return trace;
}

/// They compute for a nanosecond at their end, and are in this state before.
Trace hardlyComputing(State state, Phase phase)
{
    Trace trace = long1100(state, phase);
    SpanTable spans;
    for (Span span : trace.spans) {
        span.length -= Duration(1);
        spans.append(span);
        span.start = span.end();
        span.length = Duration(1);
        span.state = State::Running;
        span.phase = Phase::Compute;
        span.processor = ProcessorId(0);
        spans.append(span);
    }
    trace.spans = spans;
    return trace;
}

/// They are taken only to compute for a nanosecond, at the end of the run.
Trace takenAtTheEnd()
{
    Trace trace = hardlyComputing(State::Ready, Phase::Compute);
    SpanTable computing;
    for (const Span span : trace.spans)
        if (span.state == State::Running)
            computing.append(span);
    trace.spans = computing;
    for (Task& task : trace.tasks)
        task.taken = task.started = trace.end - Duration(1);
    return trace;
}

void addOwnWork(Trace& trace, Phase phase)
{
    for (std::uint32_t k = 0; k < 1100; ++k) {
        Span span;
        span.length = days104 - Duration(1);
        span.state = State::Running;
        span.phase = phase;
        span.worker = WorkerId(k);
        trace.spans.append(span);
    }
}

/// A million tasks that wait for a worker for five hours.
Trace queuedMillion()
{
    Trace trace = emptyRun(1, 1);
    trace.end = Instant(5h);
    for (std::uint32_t k = 0; k < 1'000'000; ++k) {
        trace.tasks.emplace_back().outcome = Outcome::Cancelled;
        Span span;
        span.length = 5h;
        span.state = State::Queued;
        span.task = TaskId(k);
        trace.spans.append(span);
    }
    return trace;
}

} // namespace

class TestTotals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sumsStayAtTheirEnd();
    void everyFigureCanBeReckoned_data();
    void everyFigureCanBeReckoned();
    void lossesAreNamed_data();
    void lossesAreNamed();
    void waitsAreFound_data();
    void waitsAreFound();
    void tooMuchRunningIsReported();
    void switchesOfBothKindsAreAdded();
    void aMillionQueuedTasksHaveNoNegativeTime();
    void meansOfManyLongTasksAreExact();
    void manyPlacesAreMoreThanOne();
};

void TestTotals::sumsStayAtTheirEnd()
{
    static_assert(total(longestTotal, Duration(1)) == longestTotal);
    static_assert(total(-longestTotal, Duration(-1)) == -longestTotal);
    static_assert(total(Duration(3), Duration(-5)) == Duration(-2));
    static_assert(total(longestTotal, -longestTotal) == Duration(0));
    static_assert(total(longestTotal - Duration(1), Duration(1)) == longestTotal);
    static_assert(total(std::uint64_t{1024}, days104) == longestTotal);
    static_assert(total(std::uint64_t{1023}, days104) == Duration(days104.count() * 1023));
    static_assert(total(std::numeric_limits<std::uint64_t>::max(), Duration(1)) == longestTotal);
    static_assert(total(std::uint64_t{5}, Duration(0)) == Duration(0));
    std::uint64_t bytes = std::numeric_limits<std::uint64_t>::max() - 1;
    addTo(bytes, 1);
    addTo(bytes, 1);
    QCOMPARE(bytes, std::numeric_limits<std::uint64_t>::max());
}

void TestTotals::everyFigureCanBeReckoned_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::newRow("running") << long1100(State::Running, Phase::Compute);
    QTest::newRow("waiting") << long1100(State::Waiting, Phase::Sleep);
    QTest::newRow("ready") << long1100(State::Ready, Phase::Compute);
    QTest::newRow("blocked") << long1100(State::Blocked, Phase::Lock);
    QTest::newRow("unknown") << long1100(State::Unknown, Phase::Unknown);
    Trace own = long1100(State::Running, Phase::Compute);
    addOwnWork(own, Phase::Dispatch);
    QTest::newRow("own work") << own;
    Trace one = long1100(State::Waiting, Phase::Sleep);
    SpanTable ofOne;
    for (Span span : one.spans) {
        span.task = TaskId(0);
        span.worker = WorkerId(0);
        ofOne.append(span);
    }
    one.spans = ofOne;
    QTest::newRow("one task of one worker") << one;
    Trace locked = long1100(State::Blocked, Phase::Lock);
    locked.info.lock = "interpreter";
    QTest::newRow("interpreter lock") << locked;
    Trace coarse = long1100(State::Running, Phase::Compute);
    coarse.info.resolution = days104;
    QTest::newRow("coarse") << coarse;
}

void TestTotals::everyFigureCanBeReckoned()
{
    QFETCH(Trace, trace);
    const Statistics figures = statistics(trace);
    for (const State state : allStates) {
        QVERIFY(figures.total[state] >= Duration(0));
        QVERIFY(figures.own[state] >= Duration(0));
        QVERIFY(figures.perTask[0][state] >= Duration(0));
        QVERIFY(figures.perWorker[0][state] >= Duration(0));
    }
    QVERIFY(figures.notRecorded >= Duration(0));
    const Duration running = total(figures.total[State::Running], figures.own[State::Running]);
    QVERIFY(figures.switchCost);
    QCOMPARE(figures.switchCost->total, total(longestTotal, -running)); // of the clocks' sum
    QVERIFY(!figures.overlap || *figures.overlap > 1000);
    QVERIFY(!figures.processorUse || (*figures.processorUse >= 0 && *figures.processorUse <= 1));
    QCOMPARE(figures.switchesByKernel, std::optional(std::numeric_limits<std::uint64_t>::max()));
    QCOMPARE(figures.bytes, std::numeric_limits<std::uint64_t>::max());
    QVERIFY(!idealSchedule(trace)); // more work than can be told, or none
    QVERIFY(findings(trace, &trace).size() <= 5);
    QVERIFY(rangeStatistics(trace, Instant(), trace.end).concurrency.value_or(1001) > 1000);
    (void)phaseTimes(trace);
    (void)checkInvariants(trace);
    const PointRun run{.trace = &trace};
    QCOMPARE(points(std::span(&run, 1), Against::FirstModel).front().median, std::optional(days104));
}

void TestTotals::lossesAreNamed_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::addColumn<Duration IdealLosses::*>("loss");
    QTest::newRow("ready") << hardlyComputing(State::Ready, Phase::Compute) << &IdealLosses::ready;
    Trace locked = hardlyComputing(State::Blocked, Phase::Lock);
    locked.info.lock = "interpreter";
    QTest::newRow("interpreter lock") << locked << &IdealLosses::lock;
    Trace dispatched = hardlyComputing(State::Ready, Phase::Compute);
    addOwnWork(dispatched, Phase::Dispatch);
    QTest::newRow("own work while tasks are ready") << dispatched << &IdealLosses::dispatch;
    QTest::newRow("places empty") << takenAtTheEnd() << &IdealLosses::idle;
    Trace dispatching = takenAtTheEnd();
    addOwnWork(dispatching, Phase::Dispatch);
    QTest::newRow("own work without a task") << dispatching << &IdealLosses::dispatch;
    Trace starting = takenAtTheEnd();
    addOwnWork(starting, Phase::StartUp);
    QTest::newRow("start-up") << starting << &IdealLosses::startUp;
}

void TestTotals::lossesAreNamed()
{
    QFETCH(Trace, trace);
    QFETCH(Duration IdealLosses::*, loss);
    const std::optional<IdealSchedule> ideal = idealSchedule(trace);
    QVERIFY(ideal);
    QCOMPARE(ideal->places, std::uint32_t(1100)); // of 65536 x 65536
    const IdealLosses& losses = ideal->losses;
    for (const Duration each :
         {losses.startUp, losses.dispatch, losses.ready, losses.lock, losses.idle, losses.other})
        QVERIFY(each >= Duration(0) && each <= days104);
    QVERIFY(losses.*loss > days104 / 100);
    QVERIFY(losses.other < days104 / 10);
}

void TestTotals::waitsAreFound_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::addColumn<FindingKind>("kind");
    QTest::newRow("for a connection") << long1100(State::Waiting, Phase::PoolWait) << FindingKind::PoolWait;
    QTest::newRow("for a lock") << long1100(State::Blocked, Phase::Lock) << FindingKind::LockWaits;
    QTest::newRow("not recorded") << long1100(State::Unknown, Phase::Unknown) << FindingKind::NotRecorded;
    QTest::newRow("for a processor") << hardlyComputing(State::Ready, Phase::Compute)
                                     << FindingKind::Saturated;
}

void TestTotals::waitsAreFound()
{
    QFETCH(Trace, trace);
    const auto found = findings(trace);
    QVERIFY(!found.empty());
    QTEST(found.front().kind, "kind");
    QCOMPARE(found.front().importance, 1.0);
}

void TestTotals::tooMuchRunningIsReported()
{
    const auto violations = checkInvariants(long1100(State::Running, Phase::Compute), 10'000);
    QVERIFY(std::ranges::any_of(violations, [](const Violation& violation) {
        return violation.invariant == Invariant::RunningFitsProcessors;
    }));
}

void TestTotals::switchesOfBothKindsAreAdded()
{
    Trace trace = long1100(State::Running, Phase::Compute);
    trace.workers.resize(1);
    trace.workers[0].involuntarySwitches = 1; // and as many voluntary ones as can be counted
    const Statistics figures = statistics(trace);
    QVERIFY(figures.switchCost && figures.switchCost->perSwitch);
}

void TestTotals::aMillionQueuedTasksHaveNoNegativeTime()
{
    const Trace trace = queuedMillion();
    const Statistics figures = statistics(trace);
    QCOMPARE(figures.total[State::Queued], longestTotal);
    QCOMPARE(rangeStatistics(trace, Instant(), trace.end).tasks[State::Queued], longestTotal);
}

void TestTotals::meansOfManyLongTasksAreExact()
{
    const timeline::Concurrency counts(queuedMillion());
    for (const int columns : {1, 3, 1000})
        for (const auto& column : counts.means(Instant(), Instant(5h), columns))
            QVERIFY(std::abs(column[static_cast<std::size_t>(State::Queued)] - 1'000'000) < 1);
    const timeline::Concurrency longer(long1100(State::Waiting, Phase::Sleep));
    const auto means = longer.means(Instant(-days104), Instant(days104), 2);
    QVERIFY(std::abs(means[0][static_cast<std::size_t>(State::Waiting)]) < 0.01);
    QVERIFY(std::abs(means[1][static_cast<std::size_t>(State::Waiting)] - 1100) < 0.01);
}

void TestTotals::manyPlacesAreMoreThanOne()
{
    // 65536 x 65536 places are not 0.
    Trace trace = long1100(State::Running, Phase::Compute);
    Trace baseline = trace;
    baseline.info.workers = baseline.info.inFlight = 1;
    const auto found = findings(trace, &baseline);
    QVERIFY(std::ranges::any_of(
        found, [](const Finding& finding) { return finding.kind == FindingKind::NoSpeedUp; }));
}

QTEST_APPLESS_MAIN(TestTotals)
#include "tst_totals.moc"
