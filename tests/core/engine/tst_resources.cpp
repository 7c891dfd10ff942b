// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/engine/resources.h"

using namespace interleave;
using engine::Shortage;
using Of = engine::Shortage::Of;

Q_DECLARE_METATYPE(interleave::engine::Shortage::Of)

namespace {

/// Only its size and its connections count.
class Connecting : public engine::Workload
{
public:
    Connecting(std::size_t tasks, std::size_t helpers, std::size_t servers)
        : m_tasks(tasks), m_helpers(helpers), m_servers(servers)
    {
    }

    std::string id() const override { return "connecting"; }
    std::string name() const override { return id(); }
    std::size_t taskCount() const override { return m_tasks; }
    engine::TaskPlan plan(std::size_t) const override { return {}; }
    std::size_t helpersPerWorker() const override { return m_helpers; }
    std::size_t connectionsPerWorker(std::uint32_t inFlight) const override { return m_servers * inFlight; }
    engine::Co<engine::TaskResult> execute(engine::TaskContext&, engine::WorkerLocal*,
                                           std::size_t) const override
    {
        co_return engine::TaskResult();
    }
    QCborMap parameters() const override { return {}; }

private:
    std::size_t m_tasks, m_helpers, m_servers;
};

const std::vector<ProcessorId> twoProcessors{ProcessorId(0), ProcessorId(1)};

engine::Model modelWith(std::string_view id, std::uint32_t workers, std::uint32_t inFlight)
{
    engine::Model model = *engine::modelNamed(id);
    model.workers = workers;
    model.inFlight = inFlight;
    return model;
}

engine::Limits limits(std::uint64_t files, std::uint64_t threads)
{
    return {observe::Limit{files, 5, "ulimit -n"}, observe::Limit{threads, 2, "ulimit -u"}};
}

} // namespace

class TestResources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsLackingIsToldWithTheNumberThatWouldWork_data();
    void whatIsLackingIsToldWithTheNumberThatWouldWork();
    void nothingIsLackingWithoutLimits();
    void eachWorkerNeedsMore();
    void aHelperOfEachWorkerIsAThread();
};

void TestResources::whatIsLackingIsToldWithTheNumberThatWouldWork_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<int>("workers");
    QTest::addColumn<int>("inFlight");
    QTest::addColumn<int>("servers");
    QTest::addColumn<int>("files");
    QTest::addColumn<int>("threads");
    QTest::addColumn<Of>("of");
    QTest::addColumn<bool>("fewerWorkers");
    QTest::addColumn<bool>("fewerInFlight");
    const auto row = [](const char* name, const char* model, int workers, int inFlight, int servers,
                        int files, int threads, Of of, bool fewerWorkers, bool fewerInFlight) {
        QTest::newRow(name) << QString::fromLatin1(model) << workers << inFlight << servers << files
                            << threads << of << fewerWorkers << fewerInFlight;
    };
    row("300 threads, 512 files", "gil", 300, 1, 1, 512, 100'000, Of::Files, true, false);
    row("50 threads of a user who may have 20", "gil", 50, 1, 1, 100'000, 20, Of::Threads, true, false);
    row("one event loop, 500 connections", "async", 1, 500, 1, 256, 100'000, Of::Files, false, true);
    row("event loops in processes, 64 files each", "async-processes", 4, 100, 1, 64, 100'000,
        Of::FilesOfAnother, false, true);
    row("300 processes, 512 files", "processes", 300, 1, 0, 512, 100'000, Of::Files, true, false);
    row("300 processes of a user who may have 100", "processes", 300, 1, 0, 100'000, 100, Of::Threads, true,
        false);
    row("8 open files", "sequential", 1, 1, 1, 8, 100'000, Of::Files, false, false);
    row("no thread is left", "sequential", 1, 1, 0, 1000, 2, Of::Threads, false, false);
}

void TestResources::whatIsLackingIsToldWithTheNumberThatWouldWork()
{
    QFETCH(QString, model);
    QFETCH(int, workers);
    QFETCH(int, inFlight);
    QFETCH(int, servers);
    QFETCH(int, files);
    QFETCH(int, threads);
    QFETCH(Of, of);
    const Connecting workload(1000, 0, static_cast<std::size_t>(servers));
    const auto room = limits(static_cast<std::uint64_t>(files), static_cast<std::uint64_t>(threads));
    const auto shortage = [&](std::uint32_t withWorkers, std::uint32_t withInFlight) {
        return engine::shortageOf(modelWith(qPrintable(model), withWorkers, withInFlight), workload,
                                  twoProcessors, {}, room);
    };
    const auto w = static_cast<std::uint32_t>(workers), f = static_cast<std::uint32_t>(inFlight);
    const auto told = shortage(w, f);
    QVERIFY(told);
    QCOMPARE(told->what, of);
    QVERIFY(told->needed > told->limit.most);
    QTEST(told->workers.has_value(), "fewerWorkers");
    QTEST(told->inFlight.has_value(), "fewerInFlight");
    if (told->workers) {
        QVERIFY(!shortage(*told->workers, f));
        QVERIFY(shortage(*told->workers + 1, f));
    }
    if (told->inFlight)
        QVERIFY(!shortage(w, *told->inFlight));
}

void TestResources::nothingIsLackingWithoutLimits()
{
    QVERIFY(!engine::shortageOf(modelWith("processes", 1000, 1), Connecting(100'000, 1, 3), twoProcessors, {},
                                {}));
}

void TestResources::eachWorkerNeedsMore()
{
    for (const engine::Model& named : engine::models()) {
        const auto needs = [&](std::uint32_t workers) {
            engine::Model model = named;
            model.workers = workers;
            return engine::needsOf(model, Connecting(1000, 1, 1), twoProcessors, {.practiceServer = true});
        };
        QVERIFY(needs(8).files > needs(4).files);
        QVERIFY(needs(8).threads > needs(4).threads);
        QVERIFY(needs(8).filesOfAnother >= needs(4).filesOfAnother);
    }
}

void TestResources::aHelperOfEachWorkerIsAThread()
{
    const engine::Model model = modelWith("threads", 10, 1);
    const auto alone = engine::needsOf(model, Connecting(10, 0, 1), twoProcessors, {});
    const auto helped = engine::needsOf(model, Connecting(10, 1, 1), twoProcessors, {});
    QCOMPARE(helped.threads, alone.threads + 10);
    QVERIFY(helped.files >= alone.files + 10);
}

QTEST_APPLESS_MAIN(TestResources)
#include "tst_resources.moc"
