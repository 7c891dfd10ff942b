// SPDX-License-Identifier: GPL-3.0-or-later
// Every model with every workload: what holds for all traces holds for each.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/statistics.h"
#include "core/engine/attributing.h"
#include "core/engine/recorder.h"
#include "core/engine/run.h"
#include "core/net/practiceserverprocess.h"
#include "core/trace/invariants.h"
#include "core/workloads/downloads.h"
#include "core/workloads/sums.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <map>

using namespace interleave;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t downloadTasks = 24;
/// What a switch may cost of a worker's CPU clock without being in any Running span. A sanitizer makes every
/// lock and every system call dearer.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr double switchCost = 150e-6;
#else
constexpr double switchCost = 15e-6;
#endif

struct Recorded
{
    Trace trace;
    std::vector<Event> events;
};

Recorded record(const engine::Model& model, std::shared_ptr<engine::Workload> workload)
{
    engine::Run run(model, std::move(workload), {.workerProgram = INTERLEAVE_WORKER});
    run.start();
    TraceBuilder builder = run.builder();
    std::vector<Event> events;
    for (bool finished = false; !finished;) {
        const engine::RunBatch batch = run.drain(1s);
        engine::feed(builder, batch);
        events.insert(events.end(), batch.events.begin(), batch.events.end());
        finished = batch.finished;
    }
    return {std::move(builder).finish(stampNow()), std::move(events)};
}

void verifyEveryTaskFinished(const Recorded& run, std::size_t tasks)
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

/// Time that the host of a virtual machine has taken from its processors so far, in seconds; the kernel
/// believes that a thread runs then, but does not count it on the thread's CPU clock. 0 where the system does
/// not tell.
double stolenSeconds()
{
    QFile file(QStringLiteral("/proc/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readLine().simplified().split(' ');
    return fields.size() > 8 ? fields[8].toDouble() / 100 : 0;
}

void eachModel()
{
    QTest::addColumn<QString>("model");
    for (const engine::Model& model : engine::models())
        QTest::newRow(model.id.c_str()) << QString::fromStdString(model.id);
}

/// Where Running and Ready of a run's workers are not what their clocks say; empty: nowhere.
/// @param stolen seconds that the host took the processors away meanwhile
QString disagreementOfClocks(const Trace& trace, double stolen)
{
    const bool gil = trace.info.modelId == "gil";
    const auto statistics = analysis::statistics(trace);
    QString wrong;
    for (std::size_t i = 0; i < trace.workers.size(); ++i) {
        const Worker& worker = trace.workers[i];
        if (worker.role != WorkerRole::Executes)
            continue;
        const analysis::StateTimes& times = statistics.perWorker[i];
        const double switches = double(*worker.voluntarySwitches + *worker.involuntarySwitches);
        const double cpu = seconds(*worker.cpuClock);
        const double running = seconds(times[State::Running]);
        const double ready = seconds(times[State::Ready]);
        const double delay = seconds(*worker.runDelay);
        // A task that was taken is Ready until the worker has begun it: no delay of the kernel's.
        double beginning = 0;
        for (const Task& task : trace.tasks)
            if (task.worker.value == i && task.taken && task.started)
                beginning += seconds(*task.started - *task.taken);
        // What it was kept off the processor without a task is nobody's Ready.
        const double idle = seconds(*worker.stopped - *worker.started) - running - ready -
                            seconds(times[State::Blocked]) - seconds(times[State::Waiting]);
        const double doubt = std::max(0.0, idle) + (stolen > 0 ? stolen + 0.02 : 0);
        // A waiter of the interpreter lock wakes every few milliseconds to ask for it: computing while
        // Blocked.
        const double asking = gil ? 0.1 * cpu + 100e-6 * switches : 0;
        // Under load a waiter of the interpreter lock is drawn Ready up to a fifth longer than the kernel
        // counts; the cause is not known.
        const double part = gil ? 0.25 : 0.05;
        // A pre-emption shorter than the engine asks about passes unseen.
        const double unseen = seconds(engine::gapThreshold) * double(*worker.involuntarySwitches);
        const QString figures =
            QString::asprintf("%s %s: Running %.3f ms, CPU clock %.3f ms, %.0f switches; Ready %.3f ms, run "
                              "delay %.3f ms, idle %.3f ms, beginning %.3f ms, taken by the host %.0f ms",
                              trace.info.modelId.c_str(), worker.name.c_str(), running * 1e3, cpu * 1e3,
                              switches, ready * 1e3, delay * 1e3, idle * 1e3, beginning * 1e3, stolen * 1e3);
        qInfo("%s", qPrintable(figures));
        const bool runs = running - cpu <= 0.01 * cpu + switchCost * switches + doubt &&
                          cpu - running <= 0.01 * cpu + switchCost * switches + doubt + asking;
        const bool waits = ready <= (1 + part) * delay + beginning + 50e-6 &&
                           ready >= (1 - part) * delay - doubt - unseen - 50e-6;
        if (!runs || !waits)
            wrong += figures + QLatin1String(runs ? " (Ready)\n" : " (Running)\n");
    }
    return wrong;
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
    void runningIsTheCpuClockAndReadyTheRunDelay_data();
    void runningIsTheCpuClockAndReadyTheRunDelay();
};

void TestContract::downloads()
{
    QFETCH(QString, model);
    net::PracticeServerProcess server;
    const std::string error = server.start({.latency = 5ms, .workerProgram = INTERLEAVE_WORKER});
    QVERIFY2(error.empty(), error.c_str());
    const Recorded run = record(*engine::modelNamed(model.toStdString()), downloadsFrom(server, 3));
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
    const Recorded run = record(*engine::modelNamed(model.toStdString()), downloadsFrom(server, 0));
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
    const Recorded run = record(*engine::modelNamed(model.toStdString()),
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

void TestContract::runningIsTheCpuClockAndReadyTheRunDelay_data()
{
    QTest::addColumn<QString>("model");
    for (const char* model : {"sequential", "threads", "parallel-threads", "gil"})
        QTest::newRow(model) << QString::fromLatin1(model);
}

void TestContract::runningIsTheCpuClockAndReadyTheRunDelay()
{
    QFETCH(QString, model);
    engine::Model chosen = *engine::modelNamed(model.toStdString());
    if (model != QLatin1String("sequential"))
        chosen.workers = 3;
    // What other programs do between two readings of a clock shows as a disagreement now and then; a fault of
    // the engine's shows every time.
    QString disagreement;
    for (int attempt = 0; attempt < 3; ++attempt) {
        const double stolenBefore = stolenSeconds();
        const Trace trace = record(chosen, workloads::makeSums({.number = 30'000'000, .tasks = 9})).trace;
        if (!trace.info.sources.runDelay || !trace.info.sources.cpuClock)
            QSKIP("this system counts no run delay");
        disagreement = disagreementOfClocks(trace, stolenSeconds() - stolenBefore);
        if (disagreement.isEmpty())
            return;
        qInfo("%s", qPrintable(disagreement));
    }
    QFAIL(qPrintable(disagreement));
}

int main(int argc, char** argv)
{
    qputenv("QT_NO_THREADED_GLIB", "1");
    engine::Attributing<QCoreApplication> app(argc, argv);
    TestContract test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_contract.moc"
