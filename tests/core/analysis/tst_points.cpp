// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/points.h"

#include <deque>

using namespace interleave;
using namespace interleave::analysis;

namespace {

/// A run of so many nanoseconds whose one task ended so.
Trace run(std::int64_t ns, Outcome outcome = Outcome::Finished)
{
    Trace trace;
    trace.tasks.emplace_back().outcome = outcome;
    trace.end = Instant(Duration(ns));
    return trace;
}

std::optional<std::int64_t> ns(const std::optional<Duration>& duration)
{
    return duration ? std::optional(std::int64_t(duration->count())) : std::nullopt;
}

/// Runs with the traces that they point at.
struct Runs
{
    std::deque<Trace> traces;
    std::vector<PointRun> runs;

    void add(std::uint32_t model, std::uint32_t value, Trace trace)
    {
        traces.push_back(std::move(trace));
        runs.push_back({model, value, &traces.back()});
    }
};

} // namespace

class TestPoints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noRunsHaveNoPoints() { QVERIFY(points({}, Against::FirstValue).empty()); }

    void oneRunIsItsOwnMedian()
    {
        Runs runs;
        runs.add(0, 0, run(7));
        const Point point = points(runs.runs, Against::FirstValue).at(0);
        QVERIFY(ns(point.median) == 7 && ns(point.least) == 7 && ns(point.most) == 7);
        QCOMPARE(point.speedUp, std::optional(1.0));
        QCOMPARE(point.incomplete, 0u);
    }

    void medianIsInTheMiddle()
    {
        Runs odd, even;
        for (const std::int64_t makespan : {50, 10, 30})
            odd.add(0, 0, run(makespan));
        for (const std::int64_t makespan : {50, 10, 30, 21})
            even.add(0, 0, run(makespan));
        QVERIFY(ns(points(odd.runs, Against::FirstModel).at(0).median) == 30);
        const Point point = points(even.runs, Against::FirstModel).at(0);
        QVERIFY(ns(point.median) == 25); // (21 + 30) / 2, whole nanoseconds
        QVERIFY(ns(point.least) == 10 && ns(point.most) == 50);
    }

    void runsThatDidNotFinishAreCountedAndNothingElse()
    {
        Runs runs;
        runs.add(0, 0, run(1, Outcome::Failed));
        runs.add(0, 0, run(10));
        runs.add(0, 0, run(2, Outcome::Cancelled));
        runs.add(1, 0, run(3, Outcome::Failed));
        runs.add(2, 0, Trace());
        const std::vector<Point> all = points(runs.runs, Against::FirstModel);
        QVERIFY(ns(all[0].least) == 10 && ns(all[0].most) == 10);
        QCOMPARE(all[0].incomplete, 2u);
        QVERIFY(!all[1].median && !all[1].least && !all[1].most && !all[1].speedUp);
        QCOMPARE(all[1].incomplete, 1u);
        QCOMPARE(all[2].incomplete, 1u);
    }

    void speedUpIsAgainstTheModelsFirstValueOrTheValuesFirstModel()
    {
        Runs runs;
        runs.add(1, 1, run(25)); // in no order
        runs.add(0, 0, run(100));
        runs.add(1, 0, run(50));
        runs.add(0, 1, run(200));
        const std::vector<Point> own = points(runs.runs, Against::FirstValue);
        const std::vector<Point> first = points(runs.runs, Against::FirstModel);
        QCOMPARE(own.size(), std::size_t(4));
        const auto place = [](const Point& point) { return std::pair(point.value, point.model); };
        QVERIFY(place(own[0]) == std::pair(0u, 0u) && place(own[1]) == std::pair(0u, 1u));
        QVERIFY(place(own[2]) == std::pair(1u, 0u) && place(own[3]) == std::pair(1u, 1u));
        QVERIFY(own[3].runs == std::vector<std::size_t>{0});
        QCOMPARE(own[2].speedUp, std::optional(0.5));
        QCOMPARE(own[3].speedUp, std::optional(2.0));
        QCOMPARE(first[1].speedUp, std::optional(2.0));
        QCOMPARE(first[3].speedUp, std::optional(8.0));
    }

    void withoutABaselineThereIsNoSpeedUp()
    {
        Runs runs;
        runs.add(0, 1, run(10)); // the first value has not been run
        runs.add(1, 0, run(0));
        runs.add(1, 1, run(10));
        for (const Point& point : points(runs.runs, Against::FirstValue))
            QVERIFY(!point.speedUp);
    }
};

QTEST_APPLESS_MAIN(TestPoints)
#include "tst_points.moc"
