// SPDX-License-Identifier: GPL-3.0-or-later
// What is said, of traces that bear it; what is not said otherwise: tst_findingsabsent.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/trace/invariants.h"

#include "tests/core/analysis/findingcases.h"

#include <algorithm>

using namespace interleave;
using namespace interleave::analysis;
using namespace interleave::tests;

namespace {

QString text(const char* latin) { return QString::fromUtf8(latin); }

} // namespace

class TestFindings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void threadsOverlapTheirWaiting()
    {
        Trace trace = waiting(5, 4).trace;
        const Finding finding = *found(trace, FindingKind::OverlappedWaiting);
        QCOMPARE(QString::fromStdString(finding.text),
                 text("5 threads overlapped their waiting: 20 × 51.0 ms took 204 ms instead of 1.02 s."));
        QCOMPARE(finding.importance, 0.8);
        QVERIFY(finding.from == at(0) && finding.to == trace.end);
    }

    void whoNeverBeganOverlapsNothing()
    {
        MadeTrace made = waiting(5, 4);
        made.notBegun(45, "the system refused to start a thread");
        QVERIFY(said(made.trace, FindingKind::OverlappedWaiting).startsWith(text("5 threads overlapped")));
        QCOMPARE(said(made.trace, FindingKind::NotBegun),
                 text("5 of 50 threads began; the others did not: the system refused to start a thread."));
    }

    void oneLoopOverlapsTheWaitingOfItsTasks()
    {
        MadeTrace made({.inFlight = 10});
        for (int k = 0; k < 4; ++k)
            made.task(0, static_cast<std::uint32_t>(k), k * ms, {{R, ms}, {W, 50 * ms}});
        QCOMPARE(said(made.trace, FindingKind::OverlappedWaiting),
                 text("One thread overlapped the waiting of up to 4 tasks: 4 × 51.0 ms took 54.0 ms instead "
                      "of 204 ms."));
        Trace shortQueue = made.trace;
        shortQueue.tasks[2].untaken = 1; // alone it would not have waited for its turn
        QVERIFY(said(shortQueue, FindingKind::OverlappedWaiting)
                    .endsWith(text("tasks: 4 × 51.0 ms, 204 ms in all, took 54.0 ms.")));
        made.trace.info.sources.receiveStamps = false; // the ends of its waits are not known that well
        QVERIFY(said(made.trace, FindingKind::OverlappedWaiting)
                    .endsWith(text("4 × 51.0 ms, 204 ms in all, took 54.0 ms.")));
    }

    void serverTakesFewConnectionsAtOnce()
    {
        Trace trace = waiting(1, 4, {.inFlight = 100}).trace;
        trace.tasks[1].untaken = 3;
        trace.tasks[2].untaken = 46;
        const Finding finding = *found(trace, FindingKind::Untaken);
        QCOMPARE(QString::fromStdString(finding.text),
                 text("The server did not take 49 connections at once, of 2 of 4 tasks: its queue of new "
                      "connections is short. They were opened again; try fewer than 100 in flight."));
        QCOMPARE(finding.importance, 0.5);
        QVERIFY(finding.tasks == (std::vector<TaskId>{TaskId(1), TaskId(2)}));
        QVERIFY(finding.from == *trace.tasks[1].taken && finding.to == *trace.tasks[2].stopped);
    }

    void oneAfterAnotherWaitsAlone()
    {
        QCOMPARE(said(waiting(1, 4).trace, FindingKind::WaitedAlone),
                 text("One task at a time: for 200 ms of 204 ms it waited, and nothing else was done "
                      "meanwhile."));
    }

    void processorsComputeAtTheSameTime()
    {
        QCOMPARE(said(computing({.processors = 2, .kind = "process"}, Y).trace, FindingKind::ComputedAtOnce),
                 text("2 processes computed at the same time: 80.0 ms of computing took 40.0 ms."));
    }

    void oneProcessorIsSaturated()
    {
        // Ready: 10 + 10 of the first task, 10 + 10 + 20 of the second.
        QCOMPARE(said(computing({}, Y).trace, FindingKind::Saturated),
                 text("One processor was 100 % busy: tasks were Ready, and could not compute, for 60.0 ms in "
                      "all."));
    }

    void threadsDoNotSpeedUpWhatOneProcessorComputes()
    {
        const Trace baseline = oneByOne().trace;
        const Trace trace = computing({}, Y).trace;
        QCOMPARE(said(trace, FindingKind::NoSpeedUp, &baseline),
                 text("2 threads did not speed this up, 80.0 ms and 80.0 ms with Synchronous: one processor "
                      "was 100 % busy."));
        QVERIFY(said(trace, FindingKind::Saturated, &baseline).isEmpty()); // it is in the sentence
    }

    void underTheLockOneComputesAtATime()
    {
        const Trace baseline = oneByOne().trace;
        const Trace trace = computing({.processors = 2, .lock = "interpreter"}, B).trace;
        QCOMPARE(said(trace, FindingKind::NoSpeedUp, &baseline),
                 text("2 threads did not speed this up, 80.0 ms and 80.0 ms with Synchronous: under the lock "
                      "one computed at a time, for 100 % of the run."));
        const Finding turns = *found(trace, FindingKind::LockTurns);
        QCOMPARE(QString::fromStdString(turns.text),
                 text("Computing took turns: 2 threads waited 60.0 ms in all for the lock."));
        QCOMPARE(turns.spans.size(), std::size_t(5));
        QVERIFY(trace.spans[turns.spans.front()].length == Duration(20 * ms)); // the longest first
        QVERIFY(turns.from == at(30 * ms) && turns.to == at(70 * ms));         // and about it to look at
    }

    void locksOfTheWorkloadNameTheirTasks()
    {
        MadeTrace made({.workers = 2, .processors = 2});
        made.task(0, 0, 0, {{R, 20 * ms}});
        made.task(1, 0, 0, {{R, 5 * ms}});
        made.trace.spans.append(span(B, Phase::Lock, 5 * ms, 20 * ms, {.task = 1, .worker = 1, .by = 0}));
        made.trace.tasks[1].stopped = at(20 * ms);
        QCOMPARE(said(made.trace, FindingKind::LockWaits),
                 text("1 task waited 15.0 ms in all for a lock; the longest, task 2, waited 15.0 ms for task "
                      "1."));
    }

    void waitsForAConnectionAreCounted()
    {
        MadeTrace made({.inFlight = 3});
        made.task(0, 0, 0, {{R, ms}, {W, 50 * ms, Phase::FirstByte}});
        made.task(0, 1, ms, {{R, ms}, {W, 40 * ms, Phase::PoolWait}, {W, 50 * ms, Phase::FirstByte}});
        made.task(0, 2, 2 * ms, {{R, ms}, {W, 80 * ms, Phase::PoolWait}, {W, 50 * ms, Phase::FirstByte}});
        const Finding finding = *found(made.trace, FindingKind::PoolWait);
        QCOMPARE(QString::fromStdString(finding.text),
                 text("2 of 3 tasks waited for a free connection, 120 ms in all; the longest wait was 80.0 "
                      "ms."));
        QVERIFY(finding.tasks == (std::vector{TaskId(2), TaskId(1)}));
    }

    void aTaskHoldsTheLoop()
    {
        Trace trace = frozen().trace;
        for (const Violation& violation : checkInvariants(trace))
            QFAIL(violation.where.c_str());
        const Finding finding = *found(trace, FindingKind::HeldLoop);
        QCOMPARE(QString::fromStdString(finding.text),
                 text("Task 4 held the event loop for 84.0 ms while 2 tasks were ready."));
        QVERIFY(finding.from == at(10 * ms) && finding.to == at(94 * ms));
        QVERIFY(finding.tasks == (std::vector{TaskId(3), TaskId(0), TaskId(1)}));
        QCOMPARE(finding.spans.size(), std::size_t(2));
        trace.info.sources.receiveStamps = false;
        QVERIFY(said(trace, FindingKind::HeldLoop).contains(text("while at least 2 tasks")));
        trace.info.sources.receiveStamps = true; // another one may have been ready
        trace.spans.append(span(State::Unknown, Phase::Connect, 20 * ms, 90 * ms, {.task = 2, .worker = 0}));
        QVERIFY(said(trace, FindingKind::HeldLoop).contains(text("while at least 2 tasks")));
    }

    void theLoopsOwnWorkPartsHolds()
    {
        MadeTrace made = frozen();
        made.trace.spans = {};
        made.trace.tasks.clear();
        made.task(0, 0, 0, {{R, ms}, {Y, 93 * ms}, {R, ms}});
        made.task(0, 1, ms, {{R, 40 * ms}, {Y, 5 * ms}, {R, 48 * ms}});
        made.own(0, R, Phase::Dispatch, 41 * ms, 46 * ms);
        QVERIFY(said(made.trace, FindingKind::HeldLoop).contains(text("for 48.0 ms while 1 task was")));
    }

    void aStragglerIsAloneAtTheEnd()
    {
        MadeTrace made({.workers = 2, .processors = 2});
        for (int k = 0; k < 5; ++k)
            made.task(0, 0, k * 10 * ms, {{R, 10 * ms}});
        made.task(1, 0, 0, {{R, 150 * ms}});
        const Finding finding = *found(made.trace, FindingKind::Straggler);
        QCOMPARE(QString::fromStdString(finding.text),
                 text("Task 6 took 150 ms, the median is 10.0 ms: for the last 100 ms of the run no other "
                      "task was left."));
        QVERIFY(finding.tasks == std::vector{TaskId(5)});
        QVERIFY(finding.workers == std::vector{WorkerId(1)});
    }

    void slowStartsAreTold()
    {
        MadeTrace made({.workers = 2, .processors = 2, .kind = "process"});
        made.own(0, State::Unknown, Phase::StartUp, 0, 30 * ms);
        made.own(1, State::Unknown, Phase::StartUp, 0, 32 * ms);
        made.task(0, 0, 30 * ms, {{R, 40 * ms}}).task(1, 0, 32 * ms, {{R, 40 * ms}});
        const Finding finding = *found(made.trace, FindingKind::StartUp);
        QCOMPARE(QString::fromStdString(finding.text),
                 text("Starting 2 processes took 30.0 ms until the first task, 42 % of the run."));
        QCOMPARE(finding.spans.size(), std::size_t(2));
        QVERIFY(finding.to == at(30 * ms));

        const Trace baseline = oneByOne(30 * ms).trace; // 60 ms against 72: 30 of them for starting
        QCOMPARE(said(made.trace, FindingKind::StartUpCost, &baseline),
                 text("Starting 2 processes took 30.0 ms, more than the 18.0 ms gained: 72.0 ms instead of "
                      "60.0 ms with Synchronous."));
        QVERIFY(said(made.trace, FindingKind::StartUp, &baseline).isEmpty());
    }

    void fullPlacesLeaveTheProcessorIdle()
    {
        Trace trace = waiting(2, 10).trace;
        QCOMPARE(said(trace, FindingKind::FewPlaces),
                 text("For 459 ms of 510 ms both places for tasks were held and others queued, while tasks "
                      "waited for 98 % of their time and one processor was 96 % idle."));
    }

    void otherProgramsAreTold()
    {
        MadeTrace made({});
        made.task(0, 0, 0, {{R, 40 * ms}, {Y, 10 * ms}, {R, 40 * ms}});
        QCOMPARE(said(made.trace, FindingKind::Disturbed),
                 text("Tasks were Ready for 10.0 ms in all with a processor for each thread: other programs "
                      "had it."));
    }

    void failuresComeFirstWithTheirCommonestReason()
    {
        Trace trace = waiting(1, 10).trace;
        for (const int task : {2, 5, 7}) {
            trace.tasks[static_cast<std::size_t>(task)].outcome = Outcome::Failed;
            trace.tasks[static_cast<std::size_t>(task)].reason = task == 2 ? "timed out" : "refused\n<b>";
        }
        const std::vector<Finding> all = findings(trace);
        QCOMPARE(QString::fromStdString(all.front().text),
                 text("3 of 10 tasks failed, 2 of them: refused <b>."));
        QVERIFY(all.front().tasks == (std::vector{TaskId(2), TaskId(5), TaskId(7)}));
        QVERIFY(all.front().from == at(2 * 51 * ms) && all.front().to == at(8 * 51 * ms));
    }

    void cancelledRunsSayHowFarTheyCame()
    {
        QCOMPARE(said(twoThreads(), FindingKind::Cancelled),
                 text("The run was stopped after 1.00 µs: 2 of 4 tasks had finished."));
    }

    void timeThatWasNotRecordedIsTold()
    {
        Trace trace = waiting(5, 4).trace;
        trace.spans.append(span(State::Unknown, Phase::Unknown, 0, 102 * ms, {.task = 0, .worker = 0}));
        QCOMPARE(said(trace, FindingKind::NotRecorded),
                 text("10 % of the time that tasks were in flight was not recorded: what they did then is "
                      "not known."));
    }
};

QTEST_APPLESS_MAIN(TestFindings)
#include "tst_findings.moc"
