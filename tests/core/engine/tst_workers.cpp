// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/findings.h"
#include "core/engine/attributing.h"
#include "core/engine/run.h"
#include "core/observe/affinity.h"
#include "core/trace/invariants.h"
#include "core/trace/workers.h"
#include "tests/support/limits.h"
#include "tests/support/scriptworkload.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

using namespace interleave;
using tests::makeScript;
using tests::Step;
using Kind = tests::Step::Kind;

namespace {

engine::Model modelWith(std::string_view id, int workers, int inFlight = 0)
{
    engine::Model model = *engine::modelNamed(id);
    model.workers = static_cast<std::uint32_t>(workers);
    if (inFlight > 0)
        model.inFlight = static_cast<std::uint32_t>(inFlight);
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

std::set<std::string> reasons(const Trace& trace)
{
    std::set<std::string> all;
    for (const Task& task : trace.tasks)
        if (task.outcome == Outcome::Failed)
            all.insert(task.reason);
    return all;
}

bool allContain(const std::set<std::string>& texts, std::string_view part)
{
    return !texts.empty() && std::ranges::all_of(texts, [part](const std::string& text) {
        return text.find(part) != std::string::npos;
    });
}

std::size_t begun(const Trace& trace)
{
    return static_cast<std::size_t>(std::ranges::count_if(trace.workers, [](const Worker& worker) {
        return worker.role == WorkerRole::Executes && worker.started.has_value();
    }));
}

} // namespace

/// Workers that died, and workers that never began.
class TestWorkers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deathsOfWorkersThatWorkedDoNotEndTheRun_data();
    void deathsOfWorkersThatWorkedDoNotEndTheRun();
    void aSuccessorHasItsPredecessorsPlace();
    void workersThatCannotBeginEndTheRunWithTheTrueReason_data();
    void workersThatCannotBeginEndTheRunWithTheTrueReason();
    void whatWasNotBegunIsNotSaidToHaveBeen();
    void refusedThreadsAreAbsent();
    void aRefusedCollectorFailsTheTasks_data();
    void aRefusedCollectorFailsTheTasks();
    void withoutOpenFilesNothingAborts_data();
    void withoutOpenFilesNothingAborts();
};

void TestWorkers::deathsOfWorkersThatWorkedDoNotEndTheRun_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<int>("workers");
    QTest::addColumn<int>("inFlight");
    QTest::addColumn<int>("before"); // us of computing before a task kills its process
    QTest::addColumn<bool>("records");
    QTest::newRow("one worker") << "processes" << 1 << 1 << 40'000 << true;
    QTest::newRow("one worker, killed as soon as it begins") << "processes" << 1 << 1 << 0 << true;
    QTest::newRow("three workers") << "processes" << 3 << 1 << 2000 << true;
    QTest::newRow("nothing is recorded") << "processes" << 1 << 1 << 100 << false;
    QTest::newRow("event loops") << "async-processes" << 2 << 3 << 500 << true;
}

void TestWorkers::deathsOfWorkersThatWorkedDoNotEndTheRun()
{
    QFETCH(QString, model);
    QFETCH(int, workers);
    QFETCH(int, inFlight);
    QFETCH(int, before);
    QFETCH(bool, records);
    std::vector<Step> steps{{Kind::Compute, before}};
    const std::vector<int> deadly{0, 1, 4, 5, 6, 11, 15};
    for (const int task : deadly)
        steps.push_back({Kind::Crash, task});
    const Trace trace = engine::execute(
        modelWith(qPrintable(model), workers, inFlight), makeScript(20, steps),
        {.workerProgram = SCRIPT_WORKER,
         .recording = records ? engine::Recording::SwitchRecords : engine::Recording::Nothing});
    if (records) // else nobody says when they began
        verifySound(trace);
    QVERIFY(count(trace, Outcome::Finished) > 0);
    QCOMPARE(count(trace, Outcome::Finished) + count(trace, Outcome::Failed), trace.tasks.size());
    // With several in flight a death takes its neighbours along.
    if (inFlight == 1)
        QCOMPARE(count(trace, Outcome::Failed), deadly.size());
    QVERIFY(allContain(reasons(trace), "was killed by signal 9"));
    QCOMPARE(trace.info.workersNotBegun, 0u);
}

void TestWorkers::aSuccessorHasItsPredecessorsPlace()
{
    const Trace trace = engine::execute(
        modelWith("processes", 1),
        makeScript(6, {{Kind::Compute, 40'000}, {Kind::Crash, 1}, {Kind::Crash, 3}, {Kind::Compute, 1000}}),
        {.workerProgram = SCRIPT_WORKER});
    verifySound(trace);
    std::set<WorkerId> places;
    for (std::uint32_t k = 0; k < trace.workers.size(); ++k)
        if (trace.workers[k].role == WorkerRole::Executes)
            places.insert(placeOf(trace.workers, WorkerId(k)));
    QCOMPARE(begun(trace), std::size_t(3));
    QCOMPARE(places.size(), std::size_t(1));
}

void TestWorkers::workersThatCannotBeginEndTheRunWithTheTrueReason_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("reason");
    QTest::newRow("not there") << "/nonexistent/interleave-worker"
                               << "there is no such file";
    QTest::newRow("a folder") << "/tmp"
                              << "it is no program";
    QTest::newRow("not executable") << "/etc/passwd"
                                    << "it may not be executed";
    QTest::newRow("ends at once") << "/bin/false"
                                  << "ended by itself with exit status 1";
    QTest::newRow("speaks otherwise") << "/usr/bin/env"
                                      << "not the workers' protocol";
}

void TestWorkers::workersThatCannotBeginEndTheRunWithTheTrueReason()
{
    QFETCH(QString, program);
    QFETCH(QString, reason);
    for (const char* const id : {"processes", "async-processes"}) {
        const Trace trace = engine::execute(modelWith(id, 3), makeScript(7, {{Kind::Compute, 100}}),
                                            {.workerProgram = program.toStdString()});
        verifySound(trace);
        QCOMPARE(count(trace, Outcome::Failed), std::size_t(7));
        QVERIFY2(allContain(reasons(trace), reason.toStdString()), reasons(trace).begin()->c_str());
        QVERIFY(allContain(reasons(trace), "no worker was left to take it"));
        QCOMPARE(trace.info.workersNotBegun, 3u);
        QCOMPARE(workersBegun(trace.info), 0u);
        QVERIFY2(trace.info.notBegunWhy.find(reason.toStdString()) != std::string::npos,
                 trace.info.notBegunWhy.c_str());
        QCOMPARE(begun(trace), std::size_t(0));
    }
}

/// Twenty tasks are handed to one event loop at once; the first that begins kills it.
void TestWorkers::whatWasNotBegunIsNotSaidToHaveBeen()
{
    const Trace trace = engine::execute(modelWith("async-processes", 1, 20),
                                        makeScript(20, {{Kind::Crash, 0}}), {.workerProgram = SCRIPT_WORKER});
    verifySound(trace);
    QCOMPARE(trace.tasks[0].outcome, Outcome::Failed);
    QVERIFY(trace.tasks[0].reason.ends_with("was killed by signal 9"));
    for (std::size_t k = 1; k < trace.tasks.size(); ++k)
        if (trace.tasks[k].outcome == Outcome::Failed)
            QVERIFY2(trace.tasks[k].reason.ends_with("before it told that it had begun this task"),
                     trace.tasks[k].reason.c_str());
}

void TestWorkers::refusedThreadsAreAbsent()
{
    const tests::FewThreads few(4);
    if (!few.held())
        QSKIP("this system does not hold a process to a limit of memory");
    const Trace trace = engine::execute(modelWith("gil", 50), makeScript(60, {{Kind::Sleep, 3000}}), {});
    verifySound(trace);
    QCOMPARE(count(trace, Outcome::Finished), trace.tasks.size());
    QVERIFY(begun(trace) >= 1 && begun(trace) < 50);
    QCOMPARE(std::size_t(workersBegun(trace.info)), begun(trace));
    QVERIFY2(trace.info.notBegunWhy.find("refused to start a thread") != std::string::npos,
             trace.info.notBegunWhy.c_str());
    bool told = false;
    for (const analysis::Finding& finding : analysis::findings(trace)) {
        QVERIFY2(finding.text.find("50 threads over") == std::string::npos, finding.text.c_str());
        told |= finding.kind == analysis::FindingKind::NotBegun;
    }
    QVERIFY(told);
}

void TestWorkers::aRefusedCollectorFailsTheTasks_data()
{
    QTest::addColumn<QString>("model");
    for (const engine::Model& model : engine::models())
        QTest::newRow(model.id.c_str()) << QString::fromStdString(model.id);
}

void TestWorkers::aRefusedCollectorFailsTheTasks()
{
    QFETCH(QString, model);
    const tests::FewThreads none(0);
    if (!none.held())
        QSKIP("this system does not hold a process to a limit of memory");
    const std::vector<ProcessorId> processors = observe::allowedProcessors();
    const Trace trace =
        engine::execute(modelWith(qPrintable(model), 2), makeScript(5, {{Kind::Compute, 100}}),
                        {.workerProgram = SCRIPT_WORKER});
    verifySound(trace);
    QCOMPARE(count(trace, Outcome::Failed), std::size_t(5));
    QVERIFY(allContain(reasons(trace), "refused to start a thread"));
    QCOMPARE(workersBegun(trace.info), 0u);
    QVERIFY(observe::allowedProcessors() == processors); // of the caller, which is moved while threads start
}

void TestWorkers::withoutOpenFilesNothingAborts_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<int>("files");
    for (const char* const model : {"gil", "async", "processes", "async-processes"})
        for (const int files : {0, 1, 4, 5, 6, 8, 11, 14, 20, 30})
            QTest::addRow("%s, %d files left", model, files) << QString::fromLatin1(model) << files;
}

void TestWorkers::withoutOpenFilesNothingAborts()
{
    QFETCH(QString, model);
    QFETCH(int, files);
    const tests::FewFiles few(static_cast<unsigned>(files));
    if (!few.held())
        QSKIP("this system does not limit open files");
    const Trace trace = engine::execute(modelWith(qPrintable(model), 12),
                                        makeScript(30, {{Kind::Sleep, 1000}, {Kind::Compute, 100}}),
                                        {.workerProgram = SCRIPT_WORKER});
    verifySound(trace);
    QCOMPARE(count(trace, Outcome::Finished) + count(trace, Outcome::Failed), trace.tasks.size());
    if (begun(trace) > 0)
        QCOMPARE(count(trace, Outcome::Finished), trace.tasks.size());
    else
        QVERIFY2(allContain(reasons(trace), "open files"), reasons(trace).begin()->c_str());
}

int main(int argc, char** argv)
{
    qputenv("QT_NO_THREADED_GLIB", "1");
    engine::Attributing<QCoreApplication> app(argc, argv);
    TestWorkers test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_workers.moc"
