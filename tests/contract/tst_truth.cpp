// SPDX-License-Identifier: GPL-3.0-or-later
// What a trace says of processors and switches, beside what the kernel counts: with its switch records, and
// refused.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/engine/recorder.h"
#include "core/net/practiceserverprocess.h"
#include "core/observe/scheduling.h"
#include "core/observe/switchrecords.h"
#include "core/trace/invariants.h"
#include "core/workloads/downloads.h"
#include "core/workloads/sums.h"
#include "tests/contract/accounts.h"
#include "tests/contract/watched.h"
#include "tests/support/attempts.h"
#include "tests/support/engineapplication.h"
#include "tests/support/recordedrun.h"

#include <string_view>

using namespace interleave;
using namespace std::chrono_literals;
using tests::RecordedRun;

namespace {

engine::Model modelFor(const QString& id)
{
    engine::Model model = *engine::modelNamed(id.toStdString());
    if (model.workers.value_or(2) > 1)
        model.workers = 3;
    return model;
}

} // namespace

class TestTruth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accountsAgreeWithTheKernel_data();
    void accountsAgreeWithTheKernel();
    void switchesAreCountedAsTheKernelDoes_data();
    void switchesAreCountedAsTheKernelDoes();
    void gapsOfPinnedThreadsAreTheirSwitches();
    void withoutRecordsTheTraceSaysSo();
};

void TestTruth::accountsAgreeWithTheKernel_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("work");
    QTest::addColumn<bool>("records");
    for (const char* work : {"sums", "downloads"})
        for (const char* model : {"sequential", "threads", "parallel-threads", "gil", "async", "processes"})
            for (const bool records : {true, false})
                QTest::addRow("%s, %s, %s", model, work, records ? "records" : "records refused")
                    << QString::fromLatin1(model) << QString::fromLatin1(work) << records;
}

void TestTruth::accountsAgreeWithTheKernel()
{
    QFETCH(QString, model);
    QFETCH(QString, work);
    QFETCH(bool, records);
    if (!observe::RunDelay().available() || !observe::threadCpuTime())
        QSKIP("this system counts nothing to compare with");
    net::PracticeServerProcess server;
    workloads::DownloadsOptions downloads{.tasks = 40, .client = {}, .parsePasses = 40};
    if (work == QLatin1String("downloads")) {
        const std::string error = server.start({.latency = 5ms, .workerProgram = INTERLEAVE_WORKER});
        QVERIFY2(error.empty(), error.c_str());
        downloads.addresses = {server.address() + "/jython"};
    }
    tests::verifyOneOf(5, [&]() -> QString {
        const double stolenBefore = tests::stolenSeconds();
        const auto workload = downloads.addresses.empty()
                                  ? workloads::makeSums({.number = 30'000'000, .tasks = 9})
                                  : workloads::makeDownloads(downloads);
        const RecordedRun run = tests::record(
            modelFor(model), workload,
            {.workerProgram = INTERLEAVE_WORKER,
             .recording = records ? engine::Recording::SwitchRecords : engine::Recording::Counters});
        for (const Violation& violation : checkInvariants(run.trace))
            return QString::fromStdString(violation.where);
        return tests::disagreement(run.trace, tests::stolenSeconds() - stolenBefore);
    });
}

void TestTruth::switchesAreCountedAsTheKernelDoes_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<bool>("records");
    for (const char* model : {"sequential", "threads", "gil", "async"})
        for (const bool records : {true, false})
            QTest::addRow("%s, %s", model, records ? "records" : "records refused")
                << QString::fromLatin1(model) << records;
}

void TestTruth::switchesAreCountedAsTheKernelDoes()
{
    QFETCH(QString, model);
    QFETCH(bool, records);
    if (!tests::readSwitchCounts())
        QSKIP("this system does not list a thread's switches");
    net::PracticeServerProcess server;
    const std::string error = server.start({.latency = 5ms, .workerProgram = INTERLEAVE_WORKER});
    QVERIFY2(error.empty(), error.c_str());
    workloads::DownloadsOptions downloads{
        .addresses = {server.address() + "/jython"}, .tasks = 40, .client = {}};
    downloads.parsePasses = 100;
    const auto watched = std::make_shared<tests::Watched>(workloads::makeDownloads(downloads));
    const RecordedRun run = tests::record(
        modelFor(model), watched,
        {.workerProgram = INTERLEAVE_WORKER,
         .recording = records ? engine::Recording::SwitchRecords : engine::Recording::Counters});
    const auto kernel = watched->switches();
    const bool told = run.trace.info.sources.switchRecords;
    QCOMPARE(told, records && observe::whyNoSwitchRecords().empty());
    for (std::uint32_t i = 0; i < run.trace.workers.size(); ++i) {
        const Worker& worker = run.trace.workers[i];
        if (worker.role != WorkerRole::Executes)
            continue;
        const auto counted = *worker.voluntarySwitches + *worker.involuntarySwitches;
        const auto drawn = tests::switchesIn(run.events, WorkerId(i));
        const auto status = kernel.at(worker.threadId);
        qInfo("%s: %llu by the kernel's status, %llu counted, %llu recorded", worker.name.c_str(),
              static_cast<unsigned long long>(status), static_cast<unsigned long long>(counted),
              static_cast<unsigned long long>(drawn));
        const auto close = [&](std::uint64_t count) {
            const double difference = std::abs(double(count) - double(status));
            return difference <= 3 || difference <= 0.02 * double(status);
        };
        QVERIFY(close(counted));
        if (worker.switchRecords == true && run.trace.info.lostRecords == 0)
            QVERIFY(close(drawn));
    }
}

void TestTruth::gapsOfPinnedThreadsAreTheirSwitches()
{
    if (std::string_view(INTERLEAVE_SANITIZER).find("thread") != std::string_view::npos)
        QSKIP("ThreadSanitizer makes gaps of its own: hundreds of a tenth of a millisecond");
    if (const std::string why = observe::whyNoSwitchRecords(); !why.empty())
        QSKIP(("no switch records here: " + why).c_str());
    engine::Model model = *engine::modelNamed("threads");
    model.workers = 3;
    tests::verifyOneOf(5, [&]() -> QString {
        const double stolenBefore = tests::stolenSeconds();
        const auto spinning = std::make_shared<tests::Spinning>(3, 500ms);
        const RecordedRun run = tests::record(model, spinning, {});
        const tests::Match match = tests::matchGaps(run.trace, spinning->gaps(run.zero));
        const QString figures = QString::asprintf(
            "%zu gaps, %.1f ms; %.2f %% of it in spans off the processor, %.2f %% of these in gaps",
            match.gaps, match.gapSeconds * 1e3, match.gapsInSpans * 100, match.spansInGaps * 100);
        qInfo("%s", qPrintable(figures));
        // Each gap is a little longer than its span: by the switch itself, and by interrupts around it.
        const double around = 80e-6 * static_cast<double>(match.gaps);
        const double stolen = tests::stolenSeconds() - stolenBefore;
        const double missing = match.gapSeconds * (1 - match.gapsInSpans) - stolen;
        return match.gaps >= 50 && missing <= std::max(0.02 * match.gapSeconds, around) &&
                       match.spansInGaps >= 0.98
                   ? QString()
                   : figures;
    });
}

void TestTruth::withoutRecordsTheTraceSaysSo()
{
    const auto run =
        tests::record(*engine::modelNamed("sequential"), workloads::makeSums({.number = 1000, .tasks = 2}),
                      {.recording = engine::Recording::Counters});
    QVERIFY(!run.trace.info.sources.switchRecords);
    QCOMPARE(run.trace.info.recordsRefused, std::string("they were switched off for this run"));
    for (const Worker& worker : run.trace.workers)
        QVERIFY(worker.switchRecords == false);
}

int main(int argc, char** argv)
{
    TestTruth test;
    return interleave::tests::runWithEngine(test, argc, argv);
}

#include "tst_truth.moc"
