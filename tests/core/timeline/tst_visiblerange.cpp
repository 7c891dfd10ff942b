// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/timeline/visiblerange.h"

#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace interleave;
using namespace interleave::timeline;
using namespace std::chrono_literals;

class TestVisibleRange : public QObject
{
    Q_OBJECT

    static double at(const VisibleRange& range, double share)
    {
        return static_cast<double>((range.from() - Instant()).count()) +
               share * static_cast<double>(range.length().count());
    }

private Q_SLOTS:
    void showsEverythingAtFirstAndGoesOnDoingSo()
    {
        VisibleRange range(1s);
        QVERIFY(range.showsAll());
        range.setWhole(3s);
        QVERIFY(range.showsAll());
        QCOMPARE(range.to(), Instant(3s));
    }

    void staysWhereTheUserLooksWhileTheTimeGrows()
    {
        VisibleRange range(1s);
        range.show(Instant(200ms), Instant(300ms));
        range.setWhole(5s);
        QCOMPARE(range.from(), Instant(200ms));
        QCOMPARE(range.to(), Instant(300ms));
    }

    void zoomingKeepsWhatIsUnderTheCursor()
    {
        VisibleRange range(10s);
        range.show(Instant(2s), Instant(6s));
        const double before = at(range, 0.25);
        range.zoom(0.5, 0.25);
        QCOMPARE(range.length(), Duration(2s));
        QVERIFY(std::abs(at(range, 0.25) - before) <= 1);
    }

    void repeatedWheelGoesFromHoursToNanosecondsAndBack_data()
    {
        QTest::addColumn<qint64>("whole");
        QTest::addColumn<double>("anchor");
        const auto hours = [](int count) { return qint64(Duration(std::chrono::hours(count)).count()); };
        QTest::newRow("at the left edge") << hours(10) << 0.0;
        QTest::newRow("at the right edge") << hours(10) << 1.0;
        std::mt19937 random(11);
        std::uniform_real_distribution<double> number(0, 1);
        for (int i = 0; i < 20; ++i) {
            const double anchor = number(random);
            QTest::addRow("10 h at %f", anchor) << hours(10) << anchor;
            QTest::addRow("100 days at %f", anchor) << hours(2400) << anchor;
        }
    }
    void repeatedWheelGoesFromHoursToNanosecondsAndBack()
    {
        QFETCH(qint64, whole);
        QFETCH(double, anchor);
        VisibleRange range{Duration(whole)};
        // What the cursor is on, as it is drawn 1000 pixels wide: to the pixel, or to the nanosecond where
        // one is wider.
        const double place = at(range, anchor);
        const auto still = [&] {
            const double pixel = static_cast<double>(range.length().count()) / 1000;
            return std::abs(at(range, anchor) - place) <= std::max(pixel, 1.0);
        };
        std::vector<std::pair<Instant, Instant>> seen;
        const auto in = [&] {
            seen.emplace_back(range.from(), range.to());
            range.zoom(0.8, anchor);
            QVERIFY(still());
        };
        while (range.length() > Duration(30))
            in();
        for (VisibleRange back = range; !seen.empty(); seen.pop_back()) {
            back.zoom(1 / 0.8, anchor);
            const Duration hair = Duration(1) + back.length() / 1'000'000; // 0.8 is no exact number
            QVERIFY(abs(back.from() - seen.back().first) <= hair);
            QVERIFY(abs(back.to() - seen.back().second) <= hair);
        }
        while (range.length() > VisibleRange::narrowest)
            in();
        QCOMPARE(range.length(), Duration(20)); // the last step was cut short
        for (int steps = 0; !range.showsAll(); ++steps) {
            QVERIFY(steps < 200);
            range.zoom(1 / 0.8, anchor);
            QVERIFY(still());
        }
        QVERIFY(range.showsAll());
        QCOMPARE(range.from(), Instant());
        QVERIFY(range == VisibleRange(Duration(whole)));
    }

    void theWayBetweenTwoRangesKeepsWhatLiesAtTheSamePlaceOfBoth()
    {
        VisibleRange a(Duration(std::chrono::hours(10)));
        VisibleRange b = a;
        for (int i = 0; i < 40; ++i)
            b.zoom(0.8, 0.3);
        const double place = at(a, 0.3);
        for (const double share : {0.0, 0.1, 0.5, 0.9, 0.999}) {
            const VisibleRange way = between(a, b, share);
            QVERIFY(std::abs(at(way, 0.3) - place) <= static_cast<double>(way.length().count()) / 1000);
            QVERIFY(way.length() <= a.length() && way.length() >= b.length());
        }
        QVERIFY(between(a, b, 1) == b);
        VisibleRange c = b;
        c.pan(3);
        QCOMPARE(between(b, c, 0.5).length(), b.length());
        QVERIFY(std::abs(at(between(b, c, 0.5), 0) - at(b, 1.5)) <= 1);
    }

    void zoomingOutEndsAtTheWhole()
    {
        VisibleRange range(10s);
        range.show(Instant(9s), Instant(10s));
        range.zoom(1e12, 1.0);
        QVERIFY(range.showsAll());
    }

    void neverLeavesTheWholeNorGetsTooNarrow()
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> number(-2, 3);
        for (const Duration whole : {Duration(1), Duration(15), Duration(20), Duration(21), Duration(1s),
                                     Duration(std::chrono::hours(2400))}) {
            VisibleRange range(whole);
            for (int i = 0; i < 2000; ++i) {
                if (i % 3 == 0)
                    range.zoom(std::exp(4 * number(random)), number(random));
                else if (i % 3 == 1)
                    range.pan(number(random));
                else
                    range.show(Instant(Duration(std::llround(number(random) * 1e9))),
                               Instant(Duration(std::llround(number(random) * 1e9))));
                QVERIFY(range.from() >= Instant());
                QVERIFY(range.to() <= Instant(whole));
                QVERIFY(range.length() >= std::min(whole, VisibleRange::narrowest));
            }
        }
    }

    void senselessFactorsChangeNothing()
    {
        VisibleRange range(1s);
        range.show(Instant(100ms), Instant(200ms));
        const VisibleRange before = range;
        for (const double factor :
             {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
            range.zoom(factor, 0.5);
        range.pan(std::numeric_limits<double>::quiet_NaN());
        QVERIFY(range == before);
    }
};

QTEST_APPLESS_MAIN(TestVisibleRange)
#include "tst_visiblerange.moc"
