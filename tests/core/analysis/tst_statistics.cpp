// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/statistics.h"

#include "tests/support/traces.h"

using namespace interleave;
using namespace interleave::analysis;
using namespace interleave::tests;

namespace {

/// In the order of allStates: Queued, Running, Ready, Waiting, Blocked, Unknown.
QString text(const StateTimes& times)
{
    QStringList figures;
    for (const Duration time : times.of)
        figures += QString::number(time.count());
    return figures.join(QLatin1Char(' '));
}

Trace allFinished()
{
    Trace trace = twoThreads();
    for (Task& task : trace.tasks)
        task.outcome = Outcome::Finished;
    return trace;
}

} // namespace

class TestStatistics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyTraceHasNoFigures();
    void timesAddUpPerTaskWorkerAndState();
    void outcomesAndBytesAreCounted();
    void flightIsFollowedInSteps();
    void processorUseComesFromRunningSpansWithoutClocks();
    void processorUseComesFromClocksWhereAllAreKnown();
    void waitsCountOncePerSuspension();
    void kernelSwitchesNeedEveryWorkersCount();
    void overlapIsTasksInFlightOnAverage();
    void efficiencyCountsOnlyWhatTasksComputed();
    void switchCostIsClockMinusRunning();
    void switchCostNeedsEveryWorkersClock();
    void speedUpIsBaselineOverMakespan();
    void speedUpNeedsTheSameWorkDone();
};

void TestStatistics::emptyTraceHasNoFigures()
{
    const Statistics figures = statistics(Trace());
    QVERIFY(figures.makespan == Duration(0));
    QVERIFY(!figures.processorUse && !figures.switchesByKernel);
    QVERIFY(figures.perTask.empty() && figures.inFlight.empty());
    QVERIFY(!figures.overlap && !figures.efficiency && !figures.switchCost);
}

void TestStatistics::timesAddUpPerTaskWorkerAndState()
{
    const Statistics figures = statistics(twoThreads());
    QVERIFY(figures.makespan == Duration(1000));
    QCOMPARE(text(figures.perTask[0]), QLatin1String("60 178 12 300 0 0"));
    QCOMPARE(text(figures.perTask[1]), QLatin1String("60 720 60 0 100 0"));
    QCOMPARE(text(figures.perTask[2]), QLatin1String("530 500 0 0 0 0"));
    QCOMPARE(text(figures.perTask[3]), QLatin1String("1020 0 0 0 0 0"));
    QCOMPARE(text(figures.total), QLatin1String("1670 1398 72 300 100 0"));
    QCOMPARE(text(figures.perWorker[0]), QLatin1String("0 678 12 300 0 10"));
    QCOMPARE(text(figures.perWorker[1]), QLatin1String("0 720 60 0 100 20"));
    QCOMPARE(text(figures.own), QLatin1String("0 0 0 0 0 30"));
}

void TestStatistics::outcomesAndBytesAreCounted()
{
    const Statistics figures = statistics(twoThreads());
    QCOMPARE(figures.tasks, 4u);
    QCOMPARE(figures.finished, 2u);
    QCOMPARE(figures.failed, 1u);
    QCOMPARE(figures.cancelled, 1u);
    QCOMPARE(figures.bytes, std::uint64_t(276));
}

void TestStatistics::flightIsFollowedInSteps()
{
    // At 500 one task stops and the next is taken: no step.
    const Statistics figures = statistics(twoThreads());
    const std::vector<FlightStep> expected{{at(10), 1}, {at(20), 2}, {at(900), 1}, {at(1000), 0}};
    QVERIFY(figures.inFlight == expected);
    QCOMPARE(figures.inFlightPeak, 2u);
}

void TestStatistics::processorUseComesFromRunningSpansWithoutClocks()
{
    Trace trace = twoThreads();
    QCOMPARE(*statistics(trace).processorUse, 1398.0 / 2000);
    trace.workers[0].cpuClock = Duration(1);
    QCOMPARE(*statistics(trace).processorUse, 1398.0 / 2000);
    trace.info.processors.clear();
    QVERIFY(!statistics(trace).processorUse);
}

void TestStatistics::processorUseComesFromClocksWhereAllAreKnown()
{
    Trace trace = twoThreads();
    trace.workers[0].cpuClock = Duration(600);
    trace.workers[1].cpuClock = Duration(400);
    trace.workers.emplace_back().role = WorkerRole::Helper;
    QCOMPARE(*statistics(trace).processorUse, 0.5);
    trace.workers[0].cpuClock = Duration(60000);
    QCOMPARE(*statistics(trace).processorUse, 1.0);
}

void TestStatistics::waitsCountOncePerSuspension()
{
    QCOMPARE(statistics(twoThreads()).switchesByTask, std::uint64_t(2));
    Trace trace;
    trace.tasks.resize(2);
    const auto add = [&](State state, Phase phase, std::int64_t from, std::int64_t task) {
        trace.spans.append(span(state, phase, from, from + 1, {.task = task, .worker = 0}));
    };
    add(State::Waiting, Phase::Dns, 0, 0); // not after Running
    add(State::Running, Phase::Compute, 1, 0);
    add(State::Ready, Phase::Compute, 1, 1); // another task's span in between
    add(State::Waiting, Phase::Connect, 2, 0);
    add(State::Waiting, Phase::Tls, 3, 0);
    add(State::Blocked, Phase::Lock, 4, 0);
    add(State::Running, Phase::Compute, 5, 0);
    add(State::Ready, Phase::Compute, 6, 0); // pre-empted
    add(State::Running, Phase::Compute, 7, 0);
    QCOMPARE(statistics(trace).switchesByTask, std::uint64_t(1));
}

void TestStatistics::kernelSwitchesNeedEveryWorkersCount()
{
    Trace trace = twoThreads();
    trace.workers.emplace_back().role = WorkerRole::Helper;
    QCOMPARE(statistics(trace).switchesByKernel, std::optional<std::uint64_t>(2));
    trace.workers[1].involuntarySwitches.reset();
    QVERIFY(!statistics(trace).switchesByKernel);
}

void TestStatistics::overlapIsTasksInFlightOnAverage()
{
    // 10..500, 20..900 and 500..1000; the fourth was never taken.
    QCOMPARE(*statistics(twoThreads()).overlap, (490.0 + 880 + 500) / 1000);
    Trace none = twoThreads();
    for (Task& task : none.tasks)
        task.taken.reset();
    QVERIFY(!statistics(none).overlap);
}

void TestStatistics::efficiencyCountsOnlyWhatTasksComputed()
{
    Trace trace = twoThreads();
    trace.spans.append(span(State::Running, Phase::Dispatch, 900, 1000, {.worker = 1, .processor = 1}));
    QCOMPARE(*statistics(trace).efficiency, 1398.0 / 2000);
    QCOMPARE(*statistics(trace).processorUse, 1498.0 / 2000);
    trace.spans.append(span(State::Unknown, Phase::Connect, 899, 900, {.task = 1, .worker = 1}));
    QVERIFY(statistics(trace).efficiency); // a wait whose end is not known: no computing
    trace.spans.append(span(State::Unknown, Phase::Unknown, 900, 901, {.task = 1, .worker = 1}));
    QVERIFY(!statistics(trace).efficiency);
}

void TestStatistics::switchCostIsClockMinusRunning()
{
    Trace trace = twoThreads();
    trace.workers[0].cpuClock = Duration(800);
    trace.workers[1].cpuClock = Duration(700);
    trace.workers.emplace_back().role = WorkerRole::Helper;
    // (800 + 700) - (678 + 720), over (2 + 1) + (2 + 1) switches
    QVERIFY(statistics(trace).switchCost == (SwitchCost{Duration(102), Duration(17)}));
    trace.workers[0].cpuClock = Duration(602);
    QVERIFY(statistics(trace).switchCost == (SwitchCost{Duration(-96), Duration(-16)}));
    trace.spans.append(span(State::Running, Phase::Dispatch, 900, 906, {.worker = 1, .processor = 1}));
    QVERIFY(statistics(trace).switchCost == (SwitchCost{Duration(-102), Duration(-17)}));
}

void TestStatistics::switchCostNeedsEveryWorkersClock()
{
    Trace trace = twoThreads();
    trace.workers[0].cpuClock = Duration(800);
    QVERIFY(!statistics(trace).switchCost);
    trace.workers[1].cpuClock = Duration(700);
    trace.workers[1].voluntarySwitches.reset();
    QVERIFY(statistics(trace).switchCost == (SwitchCost{Duration(102), {}}));
    for (Worker& worker : trace.workers)
        worker.voluntarySwitches = worker.involuntarySwitches = 0;
    QVERIFY(statistics(trace).switchCost == (SwitchCost{Duration(102), {}}));
}

void TestStatistics::speedUpIsBaselineOverMakespan()
{
    const Trace slow = allFinished();
    Trace fast = slow;
    fast.end = at(250);
    QCOMPARE(*speedUp(slow, fast), 4.0);
    QCOMPARE(*speedUp(fast, slow), 0.25);
    QVERIFY(!speedUp(Trace(), fast));
    QVERIFY(!speedUp(fast, Trace()));
    fast.end = at(0);
    QVERIFY(!speedUp(slow, fast) && !speedUp(fast, slow));
}

void TestStatistics::speedUpNeedsTheSameWorkDone()
{
    const Trace whole = allFinished();
    for (const Outcome outcome : {Outcome::Failed, Outcome::Cancelled, Outcome::None}) {
        Trace broken = whole;
        broken.tasks.back().outcome = outcome;
        QVERIFY(!speedUp(whole, broken));
        QVERIFY(!speedUp(broken, whole));
    }
    Trace other = whole;
    other.info.workloadName = "Sums";
    QVERIFY(!speedUp(whole, other));
}

QTEST_APPLESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
