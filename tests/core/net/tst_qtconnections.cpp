// SPDX-License-Identifier: GPL-3.0-or-later
// The connections and the hidden threads of Qt's own client.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/engine/run.h"
#include "core/trace/invariants.h"
#include "tests/support/downloadrun.h"
#include "tests/support/engineapplication.h"
#include "tests/support/faultserver.h"

#include <algorithm>
#include <random>
#include <set>
#include <utility>

using namespace interleave;
using namespace std::chrono_literals;
using tests::download;
using tests::FaultServer;
using workloads::DownloadsOptions;

namespace {

DownloadsOptions throughQt(const std::string& address)
{
    DownloadsOptions options = tests::one(address);
    options.client.kind = net::ClientKind::Qt;
    return options;
}

std::size_t count(const Trace& trace, Outcome outcome)
{
    return static_cast<std::size_t>(std::ranges::count(trace.tasks, outcome, &Task::outcome));
}

std::vector<Worker> hiddenThreads(const Trace& trace)
{
    std::vector<Worker> hidden;
    std::ranges::copy_if(trace.workers, std::back_inserter(hidden),
                         [](const Worker& worker) { return worker.name.starts_with("Qt's HTTP thread"); });
    return hidden;
}

} // namespace

class TestQtConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sixConnectionsServeAWorkerAndTheOthersWait_data();
    void sixConnectionsServeAWorkerAndTheOthersWait();
    void failedRequestGivesItsConnectionBack();
    void everyWorkerAnnouncesItsHiddenThread_data();
    void everyWorkerAnnouncesItsHiddenThread();
    void namesAreResolvedByQt();
    void cancelAtAnyMomentLeavesNothingBehind();
};

void TestQtConnections::sixConnectionsServeAWorkerAndTheOthersWait_data()
{
    QTest::addColumn<unsigned>("workers");
    QTest::newRow("one worker") << 1u;
    QTest::newRow("two workers") << 2u;
}

void TestQtConnections::sixConnectionsServeAWorkerAndTheOthersWait()
{
    QFETCH(unsigned, workers);
    const FaultServer server;
    engine::Model model = *engine::modelNamed("async");
    model.workers = workers;
    model.inFlight = 20;
    DownloadsOptions options = throughQt(server.address("/drip")); // nobody gives a connection back
    options.tasks = 20 * workers;
    engine::Run run(model, workloads::makeDownloads(options), {.workerProgram = {}});
    run.start();
    TraceBuilder builder = run.builder();
    builder.setCancelled();
    std::set<TaskId> queued;
    std::set<TaskId> answered;
    bool seen = false;
    for (bool finished = false; !finished;) {
        const engine::RunBatch batch = run.drain(1s);
        engine::feed(builder, batch);
        for (const Event& event : batch.events) {
            if (event.phase == Phase::PoolWait)
                queued.insert(event.task);
            if (event.phase == Phase::Receive)
                answered.insert(event.task);
        }
        const bool all = queued.size() == options.tasks && answered.size() == 6 * workers;
        if (all && !std::exchange(seen, true)) {
            QCOMPARE(server.connections(), std::size_t(6 * workers));
            QCOMPARE(server.requests().size(), std::size_t(6 * workers));
            run.cancel();
        }
        finished = batch.finished;
    }
    QVERIFY(checkInvariants(std::move(builder).finish(stampNow())).empty());
    QVERIFY(seen);
}

void TestQtConnections::failedRequestGivesItsConnectionBack()
{
    const FaultServer server;
    engine::Model model = *engine::modelNamed("async");
    model.inFlight = 6;
    DownloadsOptions options = throughQt(server.address("/silence"));
    options.addresses.resize(6, options.addresses.front());
    options.addresses.push_back(server.address("/ok"));
    options.tasks = options.addresses.size();
    options.client.idleTimeout = 500ms;
    const Trace trace = engine::execute(model, workloads::makeDownloads(options), {.workerProgram = {}});
    QCOMPARE(count(trace, Outcome::Failed), std::size_t(6));
    QCOMPARE(trace.tasks.at(6).reason, std::string());
}

void TestQtConnections::everyWorkerAnnouncesItsHiddenThread_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<int>("workers");
    QTest::newRow("one worker") << QStringLiteral("async") << 1;
    QTest::newRow("five workers") << QStringLiteral("gil") << 5;
}

void TestQtConnections::everyWorkerAnnouncesItsHiddenThread()
{
    QFETCH(QString, model);
    QFETCH(int, workers);
    const FaultServer server;
    DownloadsOptions options = throughQt(server.address("/drip")); // so that each worker gets a task
    options.tasks = static_cast<std::size_t>(workers);
    options.client.deadline = 300ms;
    const Trace trace = download(options, model.toStdString());
    std::vector<Worker> hidden = hiddenThreads(trace);
    QCOMPARE(hidden.size(), static_cast<std::size_t>(workers));
    std::set<std::int64_t> ids;
    for (const Worker& worker : hidden) {
        QCOMPARE(worker.role, WorkerRole::Helper);
        ids.insert(worker.threadId);
    }
    for (const Worker& worker : trace.workers) {
        if (worker.role != WorkerRole::Helper)
            QVERIFY2(!ids.contains(worker.threadId), worker.name.c_str());
    }
    QVERIFY(!ids.contains(0));
    QCOMPARE(ids.size(), hidden.size());
}

void TestQtConnections::namesAreResolvedByQt()
{
    const FaultServer server;
    const Trace trace = download(throughQt(server.address("/ok", "localhost")));
    QCOMPARE(trace.tasks.at(0).reason, std::string());
    QCOMPARE(std::ranges::count(trace.workers, "resolver", &Worker::name), 0);
    QCOMPARE(hiddenThreads(trace).size(), std::size_t(1));
}

void TestQtConnections::cancelAtAnyMomentLeavesNothingBehind()
{
    constexpr std::size_t runs = 40;
    constexpr std::size_t tasks = 50;
    std::mt19937 random(1);
    const FaultServer server;
    std::size_t cancelled = 0;
    for (std::size_t k = 0; k < runs; ++k) {
        DownloadsOptions options = throughQt(server.address("/silence"));
        for (const char* path : {"/ok", "/drip", "/endless", "/loop", "/close", "/chunked"})
            options.addresses.push_back(server.address(path));
        options.tasks = tasks;
        const char* const model = k % 2 == 0 ? "async" : "threads";
        engine::Run run(*engine::modelNamed(model), workloads::makeDownloads(options), {.workerProgram = {}});
        const std::size_t enough = random() % 200;
        run.start();
        TraceBuilder builder = run.builder();
        builder.setCancelled();
        std::size_t events = 0;
        for (bool finished = false; !finished;) {
            const engine::RunBatch batch = run.drain(1s);
            engine::feed(builder, batch);
            events += batch.events.size();
            if (events >= enough)
                run.cancel();
            finished = batch.finished;
        }
        const Trace trace = std::move(builder).finish(stampNow());
        cancelled += count(trace, Outcome::Cancelled);
        const auto violations = checkInvariants(trace);
        QVERIFY2(violations.empty(), violations.empty() ? "" : violations.front().where.c_str());
    }
    QVERIFY2(cancelled > runs, "the runs were over before they could be cancelled");
}

int main(int argc, char** argv)
{
    TestQtConnections test;
    return tests::runWithEngine(test, argc, argv);
}

#include "tst_qtconnections.moc"
