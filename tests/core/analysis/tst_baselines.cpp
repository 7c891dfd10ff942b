// SPDX-License-Identifier: GPL-3.0-or-later
// Which run each run is compared with, where all that is known are the runs.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/baselines.h"
#include "core/analysis/statistics.h"

#include <functional>

using namespace interleave;
using namespace interleave::analysis;

using Change = std::function<void(Trace&)>;
Q_DECLARE_METATYPE(Change)

namespace {

Trace aRun(const char* model, const char* work, std::uint32_t workers = 1)
{
    Trace trace;
    trace.info.modelId = trace.info.modelName = model;
    trace.info.workers = workers;
    trace.info.work = work;
    Task& task = trace.tasks.emplace_back();
    task.subject = "http://127.0.0.1:8000/dice";
    task.outcome = Outcome::Finished;
    trace.end = Instant(Duration(1000));
    return trace;
}

Trace anOldRun(const char* model)
{
    Trace trace = aRun(model, "");
    trace.info.workloadId = "downloads";
    trace.info.workloadName = "1 download";
    trace.info.conditions = {{"latency", "50 ms"}, {"repetition", "1 of 2"}};
    return trace;
}

std::vector<std::size_t> places(const std::vector<Trace>& runs)
{
    std::vector<const Trace*> pointers;
    for (const Trace& run : runs)
        pointers.push_back(&run);
    return baselines(pointers);
}

} // namespace

class TestBaselines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstOfTheSameWork();
    void theFirstOfTheModelWhereItsNumbersVary();
    void repetitionsAreComparedWithTheFirstModel();
    void otherWorkIsNotCompared_data();
    void otherWorkIsNotCompared();
    void howItWasRunMayDiffer();
};

void TestBaselines::theFirstOfTheSameWork()
{
    QCOMPARE(places({}), std::vector<std::size_t>());
    QCOMPARE(places({aRun("sequential", "a"), aRun("gil", "a"), aRun("sequential", "b"), aRun("gil", "b")}),
             (std::vector<std::size_t>{0, 0, 2, 2}));
}

void TestBaselines::theFirstOfTheModelWhereItsNumbersVary()
{
    QCOMPARE(
        places({aRun("gil", "a", 1), aRun("threads", "a", 1), aRun("gil", "a", 2), aRun("threads", "a", 2)}),
        (std::vector<std::size_t>{0, 1, 0, 1}));
    // Only one of several models was tried with more: the first one stays the baseline.
    QCOMPARE(places({aRun("sequential", "a", 1), aRun("gil", "a", 5), aRun("gil", "a", 10)}),
             (std::vector<std::size_t>{0, 0, 0}));
}

void TestBaselines::repetitionsAreComparedWithTheFirstModel()
{
    QCOMPARE(
        places({aRun("sequential", "a"), aRun("gil", "a", 5), aRun("sequential", "a"), aRun("gil", "a", 5)}),
        (std::vector<std::size_t>{0, 0, 0, 0}));
}

void TestBaselines::otherWorkIsNotCompared_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char* name, Change change) { QTest::newRow(name) << std::move(change); };
    row("workload", [](Trace& run) { run.info.workloadId = "sums"; });
    row("its numbers", [](Trace& run) { run.info.workloadName = "2 downloads"; });
    row("latency", [](Trace& run) { run.info.conditions[0].second = "5 ms"; });
    row("a further condition", [](Trace& run) { run.info.conditions.emplace_back("protocol", "https"); });
    row("addresses", [](Trace& run) { run.tasks[0].subject = "http://127.0.0.1:8000/jython"; });
    row("tasks", [](Trace& run) { run.tasks.push_back(run.tasks[0]); });
}

void TestBaselines::otherWorkIsNotCompared()
{
    QFETCH(Change, change);
    const Trace run = anOldRun("sequential");
    Trace other = anOldRun("gil");
    QVERIFY(sameWork(run, other));
    QVERIFY(speedUp(run, other));
    change(other);
    QVERIFY(!sameWork(run, other));
    QVERIFY(!speedUp(run, other) && !speedUp(other, run));
    QCOMPARE(places({run, other}), (std::vector<std::size_t>{0, 1}));
}

void TestBaselines::howItWasRunMayDiffer()
{
    const Trace run = anOldRun("sequential");
    Trace other = anOldRun("processes");
    other.info.workers = 5;
    other.info.conditions[1].second = "2 of 2";
    other.info.conditions.emplace_back("task locks", "separate in each process");
    other.info.conditions.emplace_back("drawn live", "up to 30 frames/s");
    QVERIFY(sameWork(run, other));
    // Told by the engine: whatever the rest says.
    Trace told = aRun("gil", "a");
    Trace elsewhere = aRun("gil", "a");
    elsewhere.tasks[0].subject = "http://127.0.0.1:9000/dice"; // the practice server has another port
    QVERIFY(sameWork(told, elsewhere));
    elsewhere.info.work = "b";
    QVERIFY(!sameWork(told, elsewhere));
}

QTEST_APPLESS_MAIN(TestBaselines)
#include "tst_baselines.moc"
