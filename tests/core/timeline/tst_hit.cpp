// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/timeline/hit.h"

#include <cmath>
#include <random>

using namespace interleave;
using namespace interleave::timeline;
using namespace std::chrono_literals;

namespace {

Lane randomLane(std::mt19937& random, int count, std::int64_t typical)
{
    std::vector<Span> spans;
    std::uniform_int_distribution<std::int64_t> length(1, typical);
    std::int64_t at = 0;
    for (int i = 0; i < count; ++i) {
        at += i % 3 == 0 ? length(random) : 0;
        const std::int64_t long_ = i % 7 == 0 ? 30 * length(random) : length(random);
        spans.push_back({.start = Instant(Duration(at)),
                         .length = Duration(long_),
                         .state = allStates[static_cast<std::size_t>(i) % allStates.size()]});
        at += long_;
    }
    return laneOf(spans);
}

} // namespace

class TestHit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsHitIsWhatIsPainted()
    {
        std::mt19937 random(11);
        int bars = 0;
        int columns = 0;
        for (int round = 0; round < 60; ++round) {
            const Lane lane = randomLane(random, 200, 1000);
            const auto end = lane.end(lane.size() - 1);
            const View view{.from = Instant(), .to = end, .width = 50.0 + 40 * round};
            const LaneLayout painted = layout(lane, view);
            for (const Bar& bar : painted.bars) {
                const double middle = (bar.x0 + bar.x1) / 2;
                // A bar that shares its pixel column with another is hit where it covers most of the column.
                if (std::floor(bar.x0) + 1 > std::ceil(bar.x1) - 1)
                    continue;
                ++bars;
                QCOMPARE(spanAt(lane, view, std::floor(middle) + 0.5), std::optional(bar.span));
            }
            for (const Column& column : painted.columns) {
                ++columns;
                const auto hit = spanAt(lane, view, column.x + 0.5);
                QVERIFY(hit);
                QVERIFY(column[lane.state(*hit)] > 0);
            }
        }
        QVERIFY(bars > 1000 && columns > 1000);
    }

    void nothingIsHitWhereNothingIs()
    {
        const Lane lane =
            laneOf(std::vector<Span>{{.start = Instant(100ms), .length = 100ms, .state = State::Running}});
        const View view{.from = Instant(), .to = Instant(1s), .width = 1000};
        QVERIFY(!spanAt(lane, view, 50));
        QVERIFY(!spanAt(lane, view, 203));
        QVERIFY(!spanAt(lane, view, -1));
        QVERIFY(!spanAt(lane, view, 1000));
        QCOMPARE(spanAt(lane, view, 150), std::optional<std::uint32_t>(0));
        QVERIFY(!spanAt(Lane(), view, 5));
    }

    void hairsCanBeReachedFromBeside()
    {
        const Lane lane =
            laneOf(std::vector<Span>{{.start = Instant(500ms), .length = 1us, .state = State::Running}});
        const View view{.from = Instant(), .to = Instant(1s), .width = 1000};
        QCOMPARE(spanAt(lane, view, 501.9), std::optional<std::uint32_t>(0));
        QVERIFY(!spanAt(lane, view, 505));
    }
};

QTEST_APPLESS_MAIN(TestHit)
#include "tst_hit.moc"
