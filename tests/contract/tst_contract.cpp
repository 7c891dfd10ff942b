// SPDX-License-Identifier: GPL-3.0-or-later
// Every model with every workload: what holds for all traces holds for each.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/statistics.h"
#include "core/net/practiceserverprocess.h"
#include "core/trace/invariants.h"
#include "core/workloads/downloads.h"
#include "core/workloads/mixed.h"
#include "core/workloads/script.h"
#include "core/workloads/scriptparser.h"
#include "core/workloads/sums.h"
#include "tests/support/engineapplication.h"
#include "tests/support/recordedrun.h"
#include "tests/support/spans.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

using namespace interleave;
using tests::RecordedRun;
using tests::timeIn;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t downloadTasks = 24;
RecordedRun record(const engine::Model& model, std::shared_ptr<engine::Workload> workload)
{
    return tests::record(model, std::move(workload), {.workerProgram = INTERLEAVE_WORKER});
}

/// No wait is told to be over later than what its task did next: the stamp may be another clock's.
QString readyTooLate(const std::vector<Event>& events)
{
    std::map<TaskId, Stamp> ready;
    for (const Event& event : events) {
        if (!event.task.valid())
            continue;
        if (const auto told = ready.find(event.task); told != ready.end() && told->second > event.at)
            return QStringLiteral("task %1 was ready %2 ns later than it went on\n")
                .arg(event.task.value)
                .arg((told->second - event.at).count());
        ready.erase(event.task);
        if (event.kind == EventKind::TaskReady)
            ready[event.task] = event.at;
    }
    return {};
}

void verifyEveryTaskFinished(const RecordedRun& run, std::size_t tasks)
{
    QString wrong = readyTooLate(run.events);
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
                                                unsigned parsePasses,
                                                net::ClientKind client = net::ClientKind::Own)
{
    workloads::DownloadsOptions options;
    options.addresses = {server.address() + "/jython", server.address() + "/dice"};
    options.tasks = downloadTasks;
    options.parsePasses = parsePasses;
    options.client.kind = client;
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
    void downloadsThroughQtsClient_data() { eachModel(); }
    void downloadsThroughQtsClient();
    void sums_data() { eachModel(); }
    void sums();
    void mixed_data() { eachModel(); }
    void mixed();
    void scripts_data() { eachModel(); }
    void scripts();
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
    const Duration handshakes = timeIn(run.trace, State::Running, Phase::Tls);
    QVERIFY2(handshakes > Duration{0}, "no handshake is drawn as computing");
}

void TestContract::downloadsThroughQtsClient()
{
    if (std::string_view(INTERLEAVE_SANITIZER).find("thread") != std::string_view::npos)
        QSKIP("ThreadSanitizer does not know the locks inside Qt: every report would be false");
    QFETCH(QString, model);
    net::PracticeServerProcess server;
    const std::string error = server.start({.latency = 20ms, .workerProgram = INTERLEAVE_WORKER});
    QVERIFY2(error.empty(), error.c_str());
    const engine::Model chosen = *engine::modelNamed(model.toStdString());
    const RecordedRun run = record(chosen, downloadsFrom(server, 3, net::ClientKind::Qt));
    verifyEveryTaskFinished(run, downloadTasks);
    const auto counts = server.counts();
    QVERIFY(counts);
    QCOMPARE(counts->answers, std::uint64_t(downloadTasks));
    QCOMPARE(analysis::statistics(run.trace).bytes, std::uint64_t(downloadTasks / 2 * (10'490 + 276)));
    std::set<TaskId> waited; // for a connection
    for (const Event& event : run.events) {
        if (event.phase == Phase::PoolWait)
            waited.insert(event.task);
    }
    QCOMPARE(waited.size(), downloadTasks);
    const auto hidden = std::ranges::count_if(run.trace.workers, [](const Worker& worker) {
        return worker.role == WorkerRole::Helper && worker.name.starts_with("Qt's HTTP thread");
    });
    QVERIFY(hidden >= 1);
    const auto workers = std::ranges::count(run.trace.workers, WorkerRole::Executes, &Worker::role);
    QVERIFY2(hidden <= workers, qPrintable(QString::number(hidden)));
}

void TestContract::sums()
{
    QFETCH(QString, model);
    const RecordedRun run = record(*engine::modelNamed(model.toStdString()),
                                   workloads::makeSums({.number = 3'000'000, .tasks = 10}));
    verifyEveryTaskFinished(run, 10);
}

void TestContract::mixed()
{
    QFETCH(QString, model);
    net::PracticeServerProcess server;
    const std::string error = server.start({.latency = 5ms, .workerProgram = INTERLEAVE_WORKER});
    QVERIFY2(error.empty(), error.c_str());
    workloads::MixedOptions options{.downloads = {}, .hashPasses = 20};
    options.downloads.addresses = {server.address() + "/jython", server.address() + "/dice"};
    options.downloads.tasks = downloadTasks;
    options.downloads.parsePasses = 3;
    const RecordedRun run = record(*engine::modelNamed(model.toStdString()), workloads::makeMixed(options));
    verifyEveryTaskFinished(run, downloadTasks);
    for (const Phase phase : {Phase::Parse, Phase::Compute})
        QVERIFY(timeIn(run.trace, State::Running, phase) > Duration{0});
}

void TestContract::scripts()
{
    QFETCH(QString, model);
    net::PracticeServerProcess server;
    const std::string error = server.start({.latency = 2ms, .workerProgram = INTERLEAVE_WORKER});
    QVERIFY2(error.empty(), error.c_str());
    const workloads::ScriptOptions options{
        .text =
            "seed 3\n8 x cook: compute 500 us \u00b1 50 %, download /dice, lock A { compute 300 us, lock B "
            "200 us }\n6 x waiter: repeat 2 { wait 4 ms \u00b1 80 %, lock B 300 us }, compute 400 us",
        .client = {},
        .server = server.address(),
        .conditions = {}};
    const RecordedRun run = record(*engine::modelNamed(model.toStdString()), workloads::makeScript(options));
    verifyEveryTaskFinished(run, 14);
    QCOMPARE(server.counts()->answers, std::uint64_t(8));
    // What varies is the same under every model: no task waited less than was drawn for it.
    std::string why;
    const auto script = workloads::parseScript(options.text, why);
    for (std::uint32_t task = 0; task < 14; ++task) {
        Duration drawn{0}, waited{0};
        for (const workloads::ScriptStep& step : workloads::stepsOf(*script, task))
            drawn += step.kind == workloads::ScriptStep::Kind::Wait ? step.length : Duration{0};
        for (std::size_t i = 0; i < run.trace.spans.size(); ++i) {
            const Span span = run.trace.spans[i];
            if (span.task == TaskId(task) && span.phase == Phase::Sleep)
                waited += span.length;
        }
        QVERIFY2(waited >= drawn, run.trace.tasks[task].label.c_str());
    }
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
