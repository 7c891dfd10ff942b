// SPDX-License-Identifier: GPL-3.0-or-later
// Every model with every workload: what holds for all traces holds for each.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/statistics.h"
#include "core/net/practiceserverprocess.h"
#include "core/trace/invariants.h"
#include "core/workloads/downloads.h"
#include "core/workloads/sums.h"
#include "tests/support/engineapplication.h"
#include "tests/support/recordedrun.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <map>

using namespace interleave;
using tests::RecordedRun;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t downloadTasks = 24;
RecordedRun record(const engine::Model& model, std::shared_ptr<engine::Workload> workload)
{
    return tests::record(model, std::move(workload), {.workerProgram = INTERLEAVE_WORKER});
}

void verifyEveryTaskFinished(const RecordedRun& run, std::size_t tasks)
{
    QString wrong;
    for (const Violation& violation : checkInvariants(run.trace))
        wrong +=
            QString::fromStdString(std::string(name(violation.invariant)) + ": " + violation.where + "\n");
    for (const Task& task : run.trace.tasks) {
        if (task.outcome != Outcome::Finished)
            wrong += QString::fromStdString(task.label + ": " + task.reason + "\n");
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    QCOMPARE(run.trace.tasks.size(), tasks);
    std::map<TaskId, int> started;
    std::map<TaskId, int> stopped;
    for (const Event& event : run.events) {
        started[event.task] += event.kind == EventKind::TaskStarted;
        stopped[event.task] += event.kind == EventKind::TaskStopped;
    }
    for (std::uint32_t i = 0; i < tasks; ++i) {
        QCOMPARE(started[TaskId(i)], 1);
        QCOMPARE(stopped[TaskId(i)], 1);
    }
}

std::shared_ptr<engine::Workload> downloadsFrom(const net::PracticeServerProcess& server,
                                                unsigned parsePasses)
{
    workloads::DownloadsOptions options;
    options.addresses = {server.address() + "/jython", server.address() + "/dice"};
    options.tasks = downloadTasks;
    options.parsePasses = parsePasses;
    options.client.extraCa = net::PracticeServerProcess::certificateAuthority();
    return workloads::makeDownloads(options);
}

/// The threads that the kernel knows of this process, by number.
std::map<std::int64_t, std::string> threadsOfThisProcess()
{
    std::map<std::int64_t, std::string> threads;
    for (const QString& id :
         QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile name(QStringLiteral("/proc/self/task/%1/comm").arg(id));
        if (name.open(QIODevice::ReadOnly))
            threads[id.toLongLong()] = name.readAll().trimmed().toStdString();
    }
    return threads;
}

void eachModel()
{
    QTest::addColumn<QString>("model");
    for (const engine::Model& model : engine::models())
        QTest::newRow(model.id.c_str()) << QString::fromStdString(model.id);
}

} // namespace

class TestContract : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void downloads_data() { eachModel(); }
    void downloads();
    void downloadsOverTls_data() { eachModel(); }
    void downloadsOverTls();
    void sums_data() { eachModel(); }
    void sums();
    void everyThreadOfAnAsyncRunIsAccountedFor();
};

void TestContract::downloads()
{
    QFETCH(QString, model);
    net::PracticeServerProcess server;
    const std::string error = server.start({.latency = 5ms, .workerProgram = INTERLEAVE_WORKER});
    QVERIFY2(error.empty(), error.c_str());
    const RecordedRun run = record(*engine::modelNamed(model.toStdString()), downloadsFrom(server, 3));
    verifyEveryTaskFinished(run, downloadTasks);
    const auto counts = server.counts();
    QVERIFY(counts);
    QCOMPARE(counts->requests, std::uint64_t(downloadTasks));
    QCOMPARE(counts->answers, std::uint64_t(downloadTasks));
    QCOMPARE(analysis::statistics(run.trace).bytes, std::uint64_t(downloadTasks / 2 * (10'490 + 276)));
}

void TestContract::downloadsOverTls()
{
    QFETCH(QString, model);
    net::PracticeServerProcess server;
    const std::string error = server.start({.latency = 2ms, .tls = true, .workerProgram = INTERLEAVE_WORKER});
    QVERIFY2(error.empty(), error.c_str());
    const RecordedRun run = record(*engine::modelNamed(model.toStdString()), downloadsFrom(server, 0));
    verifyEveryTaskFinished(run, downloadTasks);
    Duration handshakes{0};
    for (std::size_t i = 0; i < run.trace.spans.size(); ++i) {
        const Span span = run.trace.spans[i];
        if (span.state == State::Running && span.phase == Phase::Tls)
            handshakes += span.length;
    }
    QVERIFY2(handshakes > Duration{0}, "no handshake is drawn as computing");
}

void TestContract::sums()
{
    QFETCH(QString, model);
    const RecordedRun run = record(*engine::modelNamed(model.toStdString()),
                                   workloads::makeSums({.number = 3'000'000, .tasks = 10}));
    verifyEveryTaskFinished(run, 10);
}

void TestContract::everyThreadOfAnAsyncRunIsAccountedFor()
{
    if (!QFileInfo::exists(QStringLiteral("/proc/self/task")))
        QSKIP("this system does not list a process's threads");
    net::PracticeServerProcess server;
    const std::string error = server.start({.latency = 500ms, .workerProgram = INTERLEAVE_WORKER});
    QVERIFY2(error.empty(), error.c_str());
    workloads::DownloadsOptions options;
    options.addresses = {"http://localhost:" + std::to_string(server.port()) + "/dice"};
    options.tasks = 100;
    engine::Run run(*engine::modelNamed("async"), workloads::makeDownloads(options), {});
    const auto before = threadsOfThisProcess(); // a resolver may be left from an earlier run of this process
    run.start();
    TraceBuilder builder = run.builder();
    std::map<std::int64_t, std::string> seen;
    for (bool finished = false; !finished;) {
        const engine::RunBatch batch = run.drain(1s);
        engine::feed(builder, batch);
        seen.merge(threadsOfThisProcess());
        finished = batch.finished;
    }
    const Trace trace = std::move(builder).finish(stampNow());
    QVERIFY(checkInvariants(trace).empty());
    QVERIFY(analysis::statistics(trace).inFlightPeak > 10); // how many of the 100 depends on the machine
    std::map<std::int64_t, std::string> announced;
    for (const Worker& worker : trace.workers)
        announced[worker.threadId] = worker.name;
    int resolvers = 0;
    for (const auto& [id, name] : seen) {
        resolvers += name == "resolver";
        QVERIFY2(announced.contains(id) || before.contains(id), ("nobody announced thread " + name).c_str());
    }
    QVERIFY(resolvers <= 1);
    for (const auto& [id, name] : before)
        seen.erase(id);
    QVERIFY2(seen.size() <= 3, qPrintable(QString::number(seen.size()))); // collector, thread 1, resolver
}

int main(int argc, char** argv)
{
    TestContract test;
    return interleave::tests::runWithEngine(test, argc, argv);
}

#include "tst_contract.moc"
