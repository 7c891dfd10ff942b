// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/statistics.h"
#include "core/engine/run.h"
#include "core/trace/invariants.h"
#include "core/workloads/mixed.h"
#include "core/workloads/script.h"
#include "tests/support/downloadrun.h"
#include "tests/support/engineapplication.h"
#include "tests/support/faultserver.h"
#include "tests/support/spans.h"

#include <algorithm>

using namespace interleave;
using tests::timeIn;
using namespace std::chrono_literals;

namespace {

std::shared_ptr<engine::Workload> script(const std::string& text,
                                         const std::string& server = "http://127.0.0.1:1")
{
    const workloads::ScriptOptions options{.text = text, .client = {}, .server = server, .conditions = {}};
    if (const std::string why = workloads::refusal(options); !why.empty())
        QTest::qFail(why.c_str(), __FILE__, __LINE__);
    return workloads::makeScript(options);
}

Trace run(const char* model, std::shared_ptr<engine::Workload> workload)
{
    Trace trace = engine::execute(*engine::modelNamed(model), std::move(workload), {.workerProgram = {}});
    for (const Violation& violation : checkInvariants(trace))
        QTest::qFail((std::string(name(violation.invariant)) + ": " + violation.where).c_str(), __FILE__,
                     __LINE__);
    return trace;
}

bool allFinished(const Trace& trace)
{
    return std::ranges::all_of(trace.tasks,
                               [](const Task& task) { return task.outcome == Outcome::Finished; });
}

} // namespace

class TestScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void titleSaysWhatTheTasksAre();
    void computingIsByTheCpuClock();
    void waitsAreNeverShorter();
    void downloadsAreReal();
    void aFailedDownloadEndsItsTaskOnly();
    void tasksQueueForALock();
    void aDeadlockNamesTasksAndLocks();
    void whatCannotRunIsRefused_data();
    void whatCannotRunIsRefused();
    void theHashOfAPageIsShown();
    void aPageThatDidNotArriveIsNotHashed();
    void mixedOptionsThatCannotRunAreRefused();
};

void TestScript::titleSaysWhatTheTasksAre()
{
    QCOMPARE(script("8 x wait 1 ms")->name(), std::string("8 tasks of a script"));
    QCOMPARE(script("8 x page: download /dice; hog: compute 1 ms; page: wait 1 ms")->name(),
             std::string("10 tasks of a script: 9 \u00d7 page, 1 \u00d7 hog"));
    QCOMPARE(script("a: wait 1 ms; b: wait 1 ms; c: wait 1 ms; d: wait 1 ms; e: wait 1 ms")->name(),
             std::string("5 tasks of a script: 1 \u00d7 a, 1 \u00d7 b, 1 \u00d7 c, 1 \u00d7 d and others"));
    using Conditions = std::vector<std::pair<std::string, std::string>>;
    QCOMPARE(script("seed 7; wait 1 ms \u00b1 5 %")->conditions(), (Conditions{{"varied by seed", "7"}}));
    QCOMPARE(script("seed 7; wait 1 ms")->conditions(), Conditions());
    const workloads::ScriptOptions served{.text = "download /dice",
                                          .client = {},
                                          .server = "http://127.0.0.1:1",
                                          .conditions = {{"latency", "50 ms"}}};
    QCOMPARE(workloads::makeScript(served)->conditions(), served.conditions);
}

void TestScript::computingIsByTheCpuClock()
{
    // Five threads share one processor: by any other clock each would be pre-empted most of its time.
    const Trace trace = run("threads", script("5 x compute 20 ms"));
    QVERIFY(allFinished(trace));
    if (!trace.info.sources.cpuClock)
        QSKIP("this system has no CPU clock of threads");
    Duration cpu{0};
    for (const Worker& worker : trace.workers)
        cpu += worker.role == WorkerRole::Executes ? *worker.cpuClock : Duration{0};
    QVERIFY2(cpu >= 5 * 19900us, qPrintable(QString::number(seconds(cpu))));
    QVERIFY(timeIn(trace, State::Running, Phase::Compute) > Duration{0});
}

void TestScript::waitsAreNeverShorter()
{
    const Trace trace = run("async", script("5 x repeat 2 { wait 2 ms }, wait 500 us"));
    QVERIFY(allFinished(trace));
    const Duration waited =
        timeIn(trace, State::Waiting, Phase::Sleep) + timeIn(trace, State::Ready, Phase::Sleep);
    QVERIFY(waited >= 5 * 4500us);
}

void TestScript::downloadsAreReal()
{
    const tests::FaultServer server;
    const std::string whole = server.address("/chunked");
    const Trace trace = run("async", script("2 x download /chunked, compute 200 us, download " + whole,
                                            whole.substr(0, whole.rfind('/'))));
    QVERIFY(allFinished(trace));
    QCOMPARE(server.requests().size(), std::size_t(4));
    QCOMPARE(trace.tasks[0].bytes, std::uint64_t(22));
    // On a busy machine the answer may be there before anybody waits for it.
    QVERIFY(std::ranges::any_of(
        allStates, [&](State state) { return timeIn(trace, state, Phase::FirstByte) > Duration{0}; }));
}

void TestScript::aFailedDownloadEndsItsTaskOnly()
{
    const std::string nobody = "http://127.0.0.1:" + std::to_string(tests::refusingPort());
    const Trace trace = run("async", script("download /dice, wait 3600 s; lock A { download /dice }; "
                                            "lock A 100 us",
                                            nobody));
    QCOMPARE(trace.tasks[0].outcome, Outcome::Failed);
    QVERIFY2(trace.tasks[0].reason.find(nobody) != std::string::npos, trace.tasks[0].reason.c_str());
    QCOMPARE(trace.tasks[1].outcome, Outcome::Failed);
    QCOMPARE(trace.tasks[2].outcome, Outcome::Finished);
}

void TestScript::tasksQueueForALock()
{
    const Trace trace = run("parallel-threads", script("6 x cook: lock A { wait 2 ms, lock B 200 us }"));
    QVERIFY(allFinished(trace));
    const Trace loop = run("async", script("6 x cook: lock A { wait 2 ms, lock B 200 us }"));
    QVERIFY(allFinished(loop));
    QVERIFY(timeIn(loop, State::Blocked, Phase::Lock) > 5 * 2ms);
    const auto sleeps = analysis::statistics(loop).total[State::Waiting];
    QVERIFY2(sleeps < loop.makespan(), "no two wait at once inside the lock");
}

void TestScript::aDeadlockNamesTasksAndLocks()
{
    const Trace trace = run("async", script("cook: lock pan { wait 5 ms, lock salt 1 ms }\n"
                                            "2 x waiter: lock salt { wait 5 ms, lock pan 1 ms }"));
    QCOMPARE(trace.tasks[0].outcome, Outcome::Finished);
    QCOMPARE(trace.tasks[1].outcome, Outcome::Failed);
    QCOMPARE(trace.tasks[1].reason,
             std::string("deadlock: waiter 1 holds salt and wants pan, cook holds pan and wants salt"));
    // It was before the cook in the queue for the salt, and runs into the same circle.
    QCOMPARE(trace.tasks[2].reason,
             std::string("deadlock: waiter 2 holds salt and wants pan, cook holds pan and wants salt"));
    const Trace again = run("sequential", script("lock A { lock A 1 ms }"));
    QCOMPARE(again.tasks[0].reason,
             std::string("task 1 holds A and wants it again: no task gets a lock twice"));
}

void TestScript::whatCannotRunIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("sentence");
    const QString here = QStringLiteral("http://127.0.0.1:1");
    QTest::newRow("no script") << QStringLiteral("compte") << here
                               << QStringLiteral("Line 1, column 1: a phase must stand here: compute, wait, "
                                                 "download, lock or repeat, not \u201ccompte\u201d.");
    QTest::newRow("no server") << QStringLiteral("download /dice") << QString()
                               << QStringLiteral(
                                      "The script downloads from the practice server: start it, or "
                                      "write whole addresses.");
    QTest::newRow("no server wanted") << QStringLiteral("wait 1 ms") << QString() << QString();
    QTest::newRow("a server") << QStringLiteral("download /dice") << here << QString();
}

void TestScript::whatCannotRunIsRefused()
{
    QFETCH(const QString, text);
    QFETCH(const QString, server);
    const workloads::ScriptOptions options{
        .text = text.toStdString(), .client = {}, .server = server.toStdString(), .conditions = {}};
    QTEST(QString::fromStdString(workloads::refusal(options)), "sentence");
    QCOMPARE(workloads::needsServer(options), text.startsWith(QStringLiteral("download")));
}

void TestScript::theHashOfAPageIsShown()
{
    const tests::FaultServer server;
    const workloads::MixedOptions options{.downloads = tests::one(server.address("/chunked")),
                                          .hashPasses = 3};
    const auto workload = workloads::makeMixed(options);
    engine::Run run(*engine::modelNamed("sequential"), workload, {});
    run.start();
    TraceBuilder builder = run.builder();
    std::vector<std::string> lines;
    for (bool finished = false; !finished;) {
        const engine::RunBatch batch = run.drain(1s);
        engine::feed(builder, batch);
        for (const TaskReport& report : batch.reports)
            lines.push_back(report.log);
        finished = batch.finished;
    }
    const Trace trace = std::move(builder).finish(stampNow());
    QVERIFY(checkInvariants(trace).empty());
    // printf abcdefghijk | sha256sum
    QCOMPARE(lines, (std::vector<std::string>{"Read 11 from " + server.address("/chunked") +
                                              ", SHA-256 ca2f2069ea0c6e46"}));
    QVERIFY(timeIn(trace, State::Running, Phase::Compute) > Duration{0});
    QCOMPARE(workload->conditions(),
             (std::vector<std::pair<std::string, std::string>>{{"each body", "hashed 3 times"}}));
    QVERIFY(workload->name().ends_with(", hashed"));
}

void TestScript::aPageThatDidNotArriveIsNotHashed()
{
    const tests::FaultServer server;
    const Trace trace =
        run("sequential",
            workloads::makeMixed({.downloads = tests::one(server.address("/missing")), .hashPasses = 3}));
    QCOMPARE(trace.tasks[0].outcome, Outcome::Failed);
}

void TestScript::mixedOptionsThatCannotRunAreRefused()
{
    workloads::MixedOptions options{.downloads = tests::one("http://127.0.0.1/"), .hashPasses = 1};
    QCOMPARE(workloads::refusal(options), std::string());
    options.hashPasses = 0;
    QCOMPARE(workloads::refusal(options), std::string("Bodies can be hashed from 1 to 1000000 times."));
    options.hashPasses = 5;
    options.downloads.client.bodyLimit = 1ull << 31;
    QVERIFY(!workloads::refusal(options).empty()); // it would be kept in memory
    options.downloads.addresses.clear();
    QVERIFY(!workloads::refusal(options).empty());
}

int main(int argc, char** argv)
{
    TestScript test;
    return tests::runWithEngine(test, argc, argv);
}

#include "tst_script.moc"
