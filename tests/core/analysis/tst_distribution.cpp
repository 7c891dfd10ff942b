// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/distribution.h"

#include "tests/support/traces.h"

using namespace interleave;
using namespace interleave::analysis;
using namespace interleave::tests;

namespace {

std::vector<Duration> upTo(int count)
{
    std::vector<Duration> durations;
    for (int k = count; k > 0; --k)
        durations.emplace_back(10 * k);
    return durations;
}

Percentiles made(std::size_t count, int p50, int p95, int p99)
{
    return {count, Duration(p50), Duration(p95), Duration(p99)};
}

} // namespace

class TestDistribution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void percentilesAreMeasuredValuesByNearestRank_data();
    void percentilesAreMeasuredValuesByNearestRank();
    void nothingHasNoPercentiles();
    void onlyTasksThatFinishedCount();
    void phasesOfATaskAddUpToItsDuration();
};

void TestDistribution::percentilesAreMeasuredValuesByNearestRank_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("p50");
    QTest::addColumn<int>("p95");
    QTest::addColumn<int>("p99");
    QTest::newRow("one") << 1 << 10 << 10 << 10;
    QTest::newRow("two") << 2 << 10 << 20 << 20;
    QTest::newRow("five") << 5 << 30 << 50 << 50;
    QTest::newRow("twenty") << 20 << 100 << 190 << 200;
    QTest::newRow("hundred") << 100 << 500 << 950 << 990;
    QTest::newRow("hundred and one") << 101 << 510 << 960 << 1000;
    QTest::newRow("thousand") << 1000 << 5000 << 9500 << 9900;
}

void TestDistribution::percentilesAreMeasuredValuesByNearestRank()
{
    QFETCH(int, count);
    QFETCH(int, p50);
    QFETCH(int, p95);
    QFETCH(int, p99);
    QVERIFY(percentilesOf(upTo(count)) == made(static_cast<std::size_t>(count), p50, p95, p99));
}

void TestDistribution::nothingHasNoPercentiles()
{
    QVERIFY(!percentilesOf({}));
    QVERIFY(!taskDurations(Trace()) && !phaseTimes(Trace())[Phase::Compute]);
}

void TestDistribution::onlyTasksThatFinishedCount()
{
    // Tasks 0 and 2 took 490 and 500; task 1 failed, task 3 was cancelled.
    QVERIFY(taskDurations(twoThreads()) == made(2, 490, 500, 500));
    const PhaseTimes found = phaseTimes(twoThreads());
    QVERIFY(found[Phase::Compute] == made(1, 500, 500, 500));
    QVERIFY(!found[Phase::Lock]);
}

void TestDistribution::phasesOfATaskAddUpToItsDuration()
{
    Trace trace = twoThreads();
    trace.tasks[2].outcome = Outcome::Failed;
    const PhaseTimes found = phaseTimes(trace);
    QVERIFY(found[Phase::None] == made(1, 2, 2, 2));
    QVERIFY(found[Phase::Connect] == made(1, 88, 88, 88));
    QVERIFY(found[Phase::FirstByte] == made(1, 310, 310, 310)); // 300 Waiting, 10 Ready
    QVERIFY(found[Phase::Parse] == made(1, 90, 90, 90));
    Duration sum{};
    for (const auto& phase : found.of)
        sum += phase ? phase->p50 : Duration::zero();
    QVERIFY(sum == taskDurations(trace)->p50);
}

QTEST_APPLESS_MAIN(TestDistribution)
#include "tst_distribution.moc"
