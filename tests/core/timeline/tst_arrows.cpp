// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/timeline/arrows.h"
#include "core/timeline/lanes.h"

#include "tests/support/picturetraces.h"
#include "tests/support/traces.h"

#include <memory>
#include <set>

using namespace interleave;
using namespace interleave::tests;
using namespace interleave::timeline;

namespace {

/// One worker with two slots: task 0 waits 10..50, is Ready ..60 while task 1 computes, then Running.
std::vector<Lane> lanes(Grouping grouping, std::uint32_t inFlight)
{
    static std::vector<std::unique_ptr<Trace>> kept; // lanes show rows of their trace
    Trace& trace = *kept.emplace_back(std::make_unique<Trace>());
    trace.info.inFlight = inFlight;
    trace.info.processors.emplace_back(0);
    trace.workers.resize(1);
    trace.tasks.resize(2);
    const auto add = [&](State state, std::int64_t from, std::int64_t to, std::int64_t task) {
        Span made = span(state, Phase::Compute, from, to, {.task = task, .worker = 0, .processor = 0});
        made.slot = SlotId(inFlight > 1 ? static_cast<std::uint32_t>(task) : 0U);
        trace.spans.append(made);
    };
    add(State::Running, 0, 10, 0);
    add(State::Waiting, 10, 50, 0);
    add(State::Ready, 50, 60, 0);
    add(State::Running, 60, 80, 0);
    if (inFlight > 1) {
        add(State::Running, 20, 60, 1);
        add(State::Blocked, 60, 80, 1);
        add(State::Running, 80, 90, 1);
    }
    trace.end = at(100);
    return lanesOf(trace, grouping);
}

WakeUpLimits all(const std::vector<Lane>& lanes)
{
    return {.lastLane = static_cast<std::uint32_t>(lanes.size())};
}

View view(std::int64_t from, std::int64_t to, double width)
{
    return {.from = at(from), .to = at(to), .width = width};
}

} // namespace

class TestArrows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noLanesHaveNone() { QVERIFY(wakeUps({}, view(0, 100, 100), {}).empty()); }

    void fromTheEndOfTheWaitOverReadyToRunning()
    {
        const auto rows = lanes(Grouping::Task, 1);
        const auto arrows = wakeUps(rows, view(0, 100, 200), all(rows));
        QCOMPARE(arrows.size(), std::size_t(1));
        QVERIFY(arrows[0] == (WakeUp{.from = 0, .to = 0, .x0 = 100, .x1 = 120, .wait = 80}));
    }

    void fromASlotToTheRowOfItsWorker()
    {
        const auto rows = lanes(Grouping::Worker, 2); // worker, slot 1, slot 2
        QCOMPARE(rows.size(), std::size_t(3));
        const auto arrows = wakeUps(rows, view(0, 100, 200), all(rows));
        QCOMPARE(arrows.size(), std::size_t(2));
        QVERIFY(arrows[0] == (WakeUp{.from = 1, .to = 0, .x0 = 100, .x1 = 120, .wait = 80}));
        QVERIFY(arrows[1] == (WakeUp{.from = 2, .to = 0, .x0 = 160, .x1 = 160, .wait = 40}));
    }

    void whatIsOverAtOnceInTheSameLaneHasNone()
    {
        const auto rows = lanes(Grouping::Task, 2);
        for (const WakeUp& each : wakeUps(rows, view(0, 100, 200), all(rows)))
            QVERIFY(each.from != 1); // Blocked to 80, Running from 80
    }

    void narrowWaitsHaveNone()
    {
        const auto rows = lanes(Grouping::Worker, 2);
        QCOMPARE(wakeUps(rows, view(0, 100, 20), all(rows)).size(), std::size_t(1)); // 8 and 4 pixels
        QCOMPARE(wakeUps(rows, view(0, 100, 14), all(rows)).size(), std::size_t(0));
    }

    void onlyWhatIsInTheView()
    {
        const auto rows = lanes(Grouping::Worker, 2);
        QCOMPARE(wakeUps(rows, view(0, 55, 200), all(rows)).size(), std::size_t(0)); // not yet Running
        QCOMPARE(wakeUps(rows, view(55, 100, 200), all(rows)).size(), std::size_t(1));
    }

    void onlyOfTheLanesOnTheScreen()
    {
        const auto rows = lanes(Grouping::Worker, 2);
        const auto arrows = wakeUps(rows, view(0, 100, 200), {.firstLane = 2, .lastLane = 3});
        QCOMPARE(arrows.size(), std::size_t(1));
        QCOMPARE(arrows[0].from, 2U);
        QCOMPARE(arrows[0].to, 0U);
    }

    void theWidestWaitsAreToldInTheirOrder()
    {
        const Trace trace = support::pictureTrace(support::manyTasksPicture());
        const auto rows = lanesOf(trace, Grouping::Worker);
        const auto everything = wakeUps(rows, view(0, 400'000'000, 4000), all(rows));
        QVERIFY(everything.size() > 20);
        WakeUpLimits few = all(rows);
        few.most = 10;
        const auto widest = wakeUps(rows, view(0, 400'000'000, 4000), few);
        QCOMPARE(widest.size(), std::size_t(10));
        std::multiset<double> widths;
        for (const WakeUp& each : everything)
            widths.insert(each.wait);
        for (std::size_t i = 0; i < widest.size(); ++i) {
            QVERIFY(widest[i].wait >= *std::next(widths.rbegin(), 9));
            QVERIFY(i == 0 || std::pair(widest[i - 1].from, widest[i - 1].x0) <
                                  std::pair(widest[i].from, widest[i].x0));
        }
    }
};

QTEST_APPLESS_MAIN(TestArrows)
#include "tst_arrows.moc"
