// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/statistics.h"
#include "core/engine/attributing.h"
#include "core/engine/run.h"
#include "core/observe/affinity.h"
#include "core/trace/invariants.h"
#include "tests/support/scriptworkload.h"
#include "tests/support/spans.h"

#include <QCoreApplication>

#include <algorithm>

using namespace interleave;
using tests::timeIn;
using namespace std::chrono_literals;
using tests::makeScript;
using tests::Step;
using Kind = tests::Step::Kind;

namespace {

engine::RunOptions options() { return {.workerProgram = SCRIPT_WORKER}; }

engine::Model modelWith(const char* id, std::optional<std::uint32_t> workers = {}, std::uint32_t inFlight = 0)
{
    engine::Model model = *engine::modelNamed(id);
    if (workers)
        model.workers = workers;
    if (inFlight)
        model.inFlight = inFlight;
    return model;
}

void verifySound(const Trace& trace)
{
    QString all;
    for (const Violation& violation : checkInvariants(trace))
        all += QString::fromStdString(std::string(name(violation.invariant)) + ": " + violation.where + "\n");
    QVERIFY2(all.isEmpty(), qPrintable(all));
}

std::size_t count(const Trace& trace, Outcome outcome)
{
    return static_cast<std::size_t>(std::ranges::count(trace.tasks, outcome, &Task::outcome));
}

} // namespace

class TestRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyModelFinishesEveryTask_data();
    void everyModelFinishesEveryTask();
    void withNothingRecordedTasksHaveTheirOutcome_data() { everyModelFinishesEveryTask_data(); }
    void withNothingRecordedTasksHaveTheirOutcome();
    void aRunWithoutTasksEnds();
    void tasksThatNeverSuspendDoNotExhaustTheStack();
    void manyInFlightOverlapTheirWaits();
    void oneInFlightWaitsOneAfterAnother();
    void theLockLetsOneComputeAtATime();
    void theLockIsReleasedAroundWaits();
    void failedTasksKeepTheirReason();
    void cancelledRunLeavesNoOpenSpan_data();
    void cancelledRunLeavesNoOpenSpan();
    void killedWorkerFailsItsTaskAndAnotherGoesOn();
    void aStoppedProcessIsNotDrawnAsRunning();
    void missingWorkerProgramFailsTheTasksWithAReason();
    void helpersAreNamed();
};

void TestRun::everyModelFinishesEveryTask_data()
{
    QTest::addColumn<QString>("model");
    for (const engine::Model& model : engine::models())
        QTest::newRow(model.id.c_str()) << QString::fromStdString(model.id);
}

void TestRun::everyModelFinishesEveryTask()
{
    QFETCH(QString, model);
    const Trace trace = engine::execute(
        modelWith(qPrintable(model)),
        makeScript(12, {{Kind::Compute, 1500}, {Kind::Sleep, 3000}, {Kind::Compute, 700}}), options());
    QCOMPARE(count(trace, Outcome::Finished), trace.tasks.size());
    QCOMPARE(trace.tasks.size(), std::size_t(12));
    verifySound(trace);
    QVERIFY(timeIn(trace, State::Waiting, Phase::Sleep) >= 12 * 2ms);
}

void TestRun::withNothingRecordedTasksHaveTheirOutcome()
{
    QFETCH(QString, model);
    engine::RunOptions nothing = options();
    nothing.recording = engine::Recording::Nothing;
    const Trace trace = engine::execute(modelWith(qPrintable(model)),
                                        makeScript(12, {{Kind::Compute, 300}, {Kind::Sleep, 2000}}), nothing);
    QCOMPARE(count(trace, Outcome::Finished), trace.tasks.size());
    for (std::size_t i = 0; i < trace.spans.size(); ++i) // nobody says what they did
        QVERIFY(!trace.spans[i].task.valid() || trace.spans[i].state == State::Queued);
}

void TestRun::aRunWithoutTasksEnds()
{
    const Trace trace = engine::execute(modelWith("threads"), makeScript(0, {}), options());
    QVERIFY(trace.tasks.empty());
    verifySound(trace);
}

void TestRun::tasksThatNeverSuspendDoNotExhaustTheStack()
{
    const Trace trace = engine::execute(modelWith("async"), makeScript(100'000, {}), options());
    QCOMPARE(count(trace, Outcome::Finished), std::size_t(100'000));
}

void TestRun::manyInFlightOverlapTheirWaits()
{
    const Trace trace =
        engine::execute(modelWith("async", 1, 8), makeScript(8, {{Kind::Sleep, 50'000}}), options());
    verifySound(trace);
    const auto statistics = analysis::statistics(trace);
    QCOMPARE(statistics.inFlightPeak, 8u);
    // Eight waits of 50 ms that do not overlap would take 400 ms; a slow machine does not make them overlap.
    QVERIFY(statistics.total[State::Waiting] + statistics.total[State::Ready] > trace.makespan());
}

void TestRun::oneInFlightWaitsOneAfterAnother()
{
    const Trace trace =
        engine::execute(modelWith("sequential"), makeScript(4, {{Kind::Sleep, 20'000}}), options());
    verifySound(trace);
    QCOMPARE(analysis::statistics(trace).inFlightPeak, 1u);
    QVERIFY(trace.makespan() >= 80ms);
}

void TestRun::theLockLetsOneComputeAtATime()
{
    const Trace trace =
        engine::execute(modelWith("gil", 3), makeScript(3, {{Kind::Compute, 30'000}}), options());
    verifySound(trace);
    QVERIFY(timeIn(trace, State::Blocked, Phase::Lock) > Duration{0});
    bool switched = false;
    for (std::size_t i = 0; i < trace.spans.size(); ++i)
        switched |= trace.spans[i].state == State::Blocked && trace.spans[i].by.valid();
    QVERIFY2(switched, "no Blocked span names the task that held the lock");
}

void TestRun::theLockIsReleasedAroundWaits()
{
    const Trace trace =
        engine::execute(modelWith("gil", 4), makeScript(4, {{Kind::Sleep, 40'000}}), options());
    verifySound(trace);
    QCOMPARE(analysis::statistics(trace).inFlightPeak, 4u);
    QVERIFY(analysis::statistics(trace).total[State::Waiting] > trace.makespan());
}

void TestRun::failedTasksKeepTheirReason()
{
    const Trace trace = engine::execute(modelWith("threads", 2), makeScript(5, {{Kind::Fail, 0}}), options());
    QCOMPARE(count(trace, Outcome::Failed), std::size_t(5));
    QCOMPARE(trace.tasks[3].reason, std::string("as the script says"));
    verifySound(trace);
}

void TestRun::cancelledRunLeavesNoOpenSpan_data() { everyModelFinishesEveryTask_data(); }

void TestRun::cancelledRunLeavesNoOpenSpan()
{
    QFETCH(QString, model);
    engine::Run run(modelWith(qPrintable(model)),
                    makeScript(5000, {{Kind::Compute, 500}, {Kind::Sleep, 60'000'000}}), options());
    run.start();
    TraceBuilder builder = run.builder();
    builder.setCancelled();
    bool told = false;
    for (bool finished = false; !finished;) {
        const engine::RunBatch batch = run.drain(1s);
        engine::feed(builder, batch);
        finished = batch.finished;
        const bool executing = std::ranges::any_of(
            batch.events, [](const Event& event) { return event.kind == EventKind::TaskSuspended; });
        if (executing && !std::exchange(told, true))
            run.cancel();
    }
    const Trace trace = std::move(builder).finish(stampNow());
    QCOMPARE(count(trace, Outcome::Cancelled), trace.tasks.size());
    verifySound(trace);
}

void TestRun::killedWorkerFailsItsTaskAndAnotherGoesOn()
{
    const Trace trace = engine::execute(modelWith("processes", 2),
                                        makeScript(12, {{Kind::Compute, 500}, {Kind::Crash, 4}}), options());
    QCOMPARE(count(trace, Outcome::Failed), std::size_t(1));
    QCOMPARE(count(trace, Outcome::Finished), std::size_t(11));
    QVERIFY2(trace.tasks[4].reason.find("killed by signal 9") != std::string::npos,
             trace.tasks[4].reason.c_str());
    verifySound(trace);
}

void TestRun::aStoppedProcessIsNotDrawnAsRunning()
{
    const Trace trace = engine::execute(
        modelWith("processes", 1),
        makeScript(1, {{Kind::Compute, 5000}, {Kind::Stop, 200'000}, {Kind::Compute, 5000}}), options());
    verifySound(trace);
    QCOMPARE(count(trace, Outcome::Finished), std::size_t(1));
    if (!trace.info.sources.runDelay || !trace.info.sources.cpuClock)
        QSKIP("this system counts no run delay");
    // Off the processor, not ready for it, and nobody knows why.
    QVERIFY(timeIn(trace, State::Waiting, Phase::Unknown) > 150ms);
    QVERIFY(analysis::statistics(trace).total[State::Running] < 150ms);
}

void TestRun::missingWorkerProgramFailsTheTasksWithAReason()
{
    const Trace trace = engine::execute(modelWith("processes", 2), makeScript(3, {{Kind::Compute, 1}}),
                                        {.workerProgram = "/nonexistent/interleave-worker"});
    QCOMPARE(count(trace, Outcome::Failed), std::size_t(3));
    QVERIFY2(trace.tasks[0].reason.find("/nonexistent/interleave-worker") != std::string::npos,
             trace.tasks[0].reason.c_str());
    verifySound(trace);
}

void TestRun::helpersAreNamed()
{
    const Trace trace = engine::execute(modelWith("sequential"), makeScript(1, {}), options());
    std::vector<std::string> names;
    for (const Worker& worker : trace.workers)
        names.push_back(worker.name);
    std::ranges::sort(names);
    QCOMPARE(names, (std::vector<std::string>{"collector", "main", "thread 1"}));
}

int main(int argc, char** argv)
{
    qputenv("QT_NO_THREADED_GLIB", "1");
    engine::Attributing<QCoreApplication> app(argc, argv);
    TestRun test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_run.moc"
