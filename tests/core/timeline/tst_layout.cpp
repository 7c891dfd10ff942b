// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/timeline/layout.h"

#include <cmath>
#include <random>
#include <set>

using namespace interleave;
using namespace interleave::timeline;
using namespace std::chrono_literals;

namespace {

Lane of(const std::vector<Span>& spans, std::vector<std::uint32_t> starts = {})
{
    Lane lane = laneOf(spans);
    lane.starts = std::move(starts);
    return lane;
}

/// A lane of `count` spans, most of them of a length near `typical`, with gaps.
Lane randomLane(std::mt19937& random, int count, std::int64_t typical)
{
    std::vector<Span> spans;
    std::vector<std::uint32_t> starts;
    std::int64_t at = 0;
    const auto upTo = [&](std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>(0, most)(random);
    };
    for (int i = 0; i < count; ++i) {
        at += upTo(3) == 0 ? upTo(typical) : 0;
        Span& span = spans.emplace_back();
        span.start = Instant(Duration(at));
        span.length = Duration(1 + (upTo(9) == 0 ? upTo(40 * typical) : upTo(typical)));
        span.state = allStates[static_cast<std::size_t>(upTo(allStates.size() - 1))];
        if (upTo(4) == 0)
            starts.push_back(static_cast<std::uint32_t>(i));
        at = span.end().time_since_epoch().count();
    }
    return of(spans, starts);
}

/// Pixels of each state in [x0, x1), by looking at every span of the lane.
std::array<double, allStates.size()> slowPixels(const Lane& lane, const View& view, double x0, double x1)
{
    std::array<double, allStates.size()> pixels{};
    for (std::size_t i = 0; i < lane.size(); ++i) {
        const Span span = lane.span(i);
        const double left = std::max(x0, view.x(span.start));
        const double right = std::min(x1, view.x(span.end()));
        if (left < right)
            pixels[static_cast<std::size_t>(span.state)] += right - left;
    }
    return pixels;
}

struct Case
{
    Lane lane;
    View view;
};

Case randomCase(std::mt19937& random)
{
    const auto pick = [&](std::int64_t from, std::int64_t to) {
        return std::uniform_int_distribution<std::int64_t>(from, to)(random);
    };
    Case c;
    c.lane = randomLane(random, static_cast<int>(pick(0, 400)), pick(1, 2000));
    const std::int64_t end = c.lane.empty() ? 100 : c.lane.end(c.lane.size() - 1).time_since_epoch().count();
    const std::int64_t from = pick(-end / 4, end);
    c.view = {.from = Instant(Duration(from)),
              .to = Instant(Duration(from + pick(1, end + end / 4))),
              .width = static_cast<double>(pick(1, 4000)) / 4.0,
              .narrowestBar = static_cast<double>(pick(1, 3))};
    return c;
}

} // namespace

class LayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyLaneHasNothing()
    {
        QCOMPARE(layout(Lane(), {.from = Instant(0ns), .to = Instant(10ns), .width = 100}), LaneLayout());
    }

    void wideSpanIsAnExactBar()
    {
        const Lane lane =
            of({{.start = Instant(10ns), .length = 20ns, .state = State::Running, .phase = Phase::Compute}},
               {0});
        const LaneLayout result = layout(lane, {.from = Instant(0ns), .to = Instant(100ns), .width = 50});
        const std::vector<Bar> expected{
            {.x0 = 5, .x1 = 15, .span = 0, .state = State::Running, .phase = Phase::Compute, .starts = true}};
        QCOMPARE(result.bars, expected);
        QVERIFY(result.columns.empty());
    }

    void barsGoOnWhereNeitherTaskNorStateChanges_data()
    {
        QTest::addColumn<int>("nextTask");
        QTest::addColumn<int>("nextState");
        QTest::addColumn<int>("nextLength");
        QTest::addColumn<int>("pause");
        QTest::addColumn<bool>("goesOn");
        const int running = static_cast<int>(State::Running), ready = static_cast<int>(State::Ready);
        QTest::newRow("phase or processor changes") << 0 << running << 20 << 0 << true;
        QTest::newRow("task changes") << 1 << running << 20 << 0 << false;
        QTest::newRow("state changes") << 0 << ready << 20 << 0 << false;
        QTest::newRow("pause") << 0 << running << 20 << 5 << false;
        QTest::newRow("pre-empted for less than a pixel") << 0 << ready << 1 << 0 << true;
        QTest::newRow("another task after less than a pixel") << 1 << ready << 1 << 0 << false;
    }
    void barsGoOnWhereNeitherTaskNorStateChanges()
    {
        QFETCH(int, nextTask);
        QFETCH(int, nextState);
        QFETCH(int, nextLength);
        QFETCH(int, pause);
        std::vector<Span> spans;
        const auto add = [&](int task, int state, int at, int length) {
            Span& span = spans.emplace_back();
            span.task = TaskId(static_cast<std::uint32_t>(task));
            span.state = static_cast<State>(state);
            span.start = Instant(Duration(at));
            span.length = Duration(length);
            span.phase = spans.size() == 1 ? Phase::Compute : Phase::Parse;
            span.processor = ProcessorId(static_cast<std::uint32_t>(spans.size()));
        };
        add(0, static_cast<int>(State::Running), 10, 20);
        add(nextTask, nextState, 30 + pause, nextLength);
        if (nextLength == 1)
            add(nextTask, static_cast<int>(State::Running), 31, 20);
        const LaneLayout result =
            layout(of(spans), {.from = Instant(0ns), .to = Instant(100ns), .width = 50});
        QTEST(result.bars.front().goesOn, "goesOn");
        QVERIFY(!result.bars.back().goesOn);
    }

    void startBeforeTheViewIsNotMarked()
    {
        const Lane lane = of({{.length = 20ns}}, {0});
        const LaneLayout result = layout(lane, {.from = Instant(5ns), .to = Instant(10ns), .width = 50});
        QCOMPARE(result.bars.size(), std::size_t(1));
        QVERIFY(!result.bars.front().starts);
    }

    void narrowSpansShareTheirColumn()
    {
        std::vector<Span> spans;
        for (const auto& [at, state] :
             {std::pair{0ns, State::Running}, {3ns, State::Waiting}, {8ns, State::Ready}}) {
            Span& span = spans.emplace_back();
            span.start = Instant(at);
            span.length = at == 0ns ? 3ns : at == 3ns ? 5ns : 1ns;
            span.state = state;
        }
        const LaneLayout result =
            layout(of(spans), {.from = Instant(0ns), .to = Instant(100ns), .width = 10});
        QVERIFY(result.bars.empty());
        QCOMPARE(result.columns.size(), std::size_t(1));
        QCOMPARE(result.columns[0][State::Running], 0.3);
        QCOMPARE(result.columns[0][State::Waiting], 0.5);
        QCOMPARE(result.columns[0][State::Ready], 0.1);
    }

    void noTimeIsLostOrCountedTwice()
    {
        std::mt19937 random(20260101);
        for (int round = 0; round < 400; ++round) {
            const Case c = randomCase(random);
            const LaneLayout result = layout(c.lane, c.view);
            std::array<double, allStates.size()> total{};
            for (const Bar& bar : result.bars)
                total[static_cast<std::size_t>(bar.state)] += bar.x1 - bar.x0;
            for (const Column& column : result.columns) {
                const double wide = std::min(1.0, c.view.width - column.x);
                for (const State state : allStates)
                    total[static_cast<std::size_t>(state)] += column[state] * wide;
            }
            const auto expected = slowPixels(c.lane, c.view, 0, c.view.width);
            for (std::size_t i = 0; i < total.size(); ++i)
                QVERIFY2(std::abs(total[i] - expected[i]) < 1e-6, qPrintable(QString::number(round)));
        }
    }

    void everyColumnHasTheExactShares()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 200; ++round) {
            const Case c = randomCase(random);
            for (const Column& column : layout(c.lane, c.view).columns) {
                const double right = std::min(column.x + 1.0, c.view.width);
                const auto expected = slowPixels(c.lane, c.view, column.x, right);
                double sum = 0;
                for (std::size_t i = 0; i < expected.size(); ++i) {
                    QVERIFY(std::abs(column.share[i] * (right - column.x) - expected[i]) < 1e-6);
                    sum += column.share[i];
                }
                QVERIFY(sum > 0 && sum < 1 + 1e-6);
            }
        }
    }

    void everyBarIsItsSpanOutsideOfColumns()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 200; ++round) {
            const Case c = randomCase(random);
            for (const Bar& bar : layout(c.lane, c.view).bars) {
                const Span span = c.lane.span(bar.span);
                QCOMPARE(bar.state, span.state);
                QVERIFY(bar.x0 >= c.view.x(span.start) && bar.x1 <= c.view.x(span.end()));
                QVERIFY(static_cast<double>(span.length.count()) * c.view.pixelsPerNanosecond() >=
                        c.view.narrowestBar);
            }
        }
    }

    void barsAndColumnsAreInOrderAndNeverOverlap()
    {
        std::mt19937 random(3);
        for (int round = 0; round < 200; ++round) {
            const Case c = randomCase(random);
            const LaneLayout result = layout(c.lane, c.view);
            std::vector<std::pair<double, double>> places;
            for (const Bar& bar : result.bars)
                places.emplace_back(bar.x0, bar.x1);
            for (const Column& column : result.columns)
                places.emplace_back(column.x, std::min(column.x + 1.0, c.view.width));
            QVERIFY(std::is_sorted(places.begin(), places.begin() + static_cast<long>(result.bars.size())));
            QVERIFY(std::is_sorted(places.begin() + static_cast<long>(result.bars.size()), places.end()));
            std::sort(places.begin(), places.end());
            double reached = 0;
            for (const auto& [x0, x1] : places) {
                QVERIFY(x0 >= reached && x0 < x1 && x1 <= c.view.width);
                reached = x1;
            }
        }
    }

    void everyVisibleStartIsMarkedOnce()
    {
        std::mt19937 random(5);
        for (int round = 0; round < 200; ++round) {
            const Case c = randomCase(random);
            const LaneLayout result = layout(c.lane, c.view);
            std::set<double> expected; // columns hold several starts in one mark
            std::set<double> marked;
            const auto place = [&](double x) {
                for (const Column& column : result.columns)
                    if (x >= column.x && x < column.x + 1.0)
                        return static_cast<double>(column.x);
                return x;
            };
            for (const std::uint32_t index : c.lane.starts)
                if (const Instant at = c.lane.start(index); at >= c.view.from && at < c.view.to)
                    expected.insert(place(c.view.x(at)));
            for (const Bar& bar : result.bars)
                if (bar.starts)
                    marked.insert(bar.x0);
            for (const Column& column : result.columns)
                if (column.starts)
                    marked.insert(column.x);
            QVERIFY(marked == expected);
        }
    }

    void hoursIntoARunNanosecondsStayApart()
    {
        const Instant late(10h);
        std::vector<Span> spans;
        for (int i = 0; i < 20; ++i) {
            Span& span = spans.emplace_back();
            span.start = late + Duration(i);
            span.length = 1ns;
            span.state = i % 2 == 0 ? State::Running : State::Waiting;
        }
        const LaneLayout result = layout(of(spans), {.from = late, .to = late + 20ns, .width = 400});
        QCOMPARE(result.bars.size(), std::size_t(20));
        for (std::size_t i = 0; i < 20; ++i)
            QCOMPARE(result.bars[i].x0, 20.0 * static_cast<double>(i));
    }
};

QTEST_APPLESS_MAIN(LayoutTest)
#include "tst_layout.moc"
