// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/timeline/visiblerange.h"

#include <cmath>
#include <limits>
#include <random>

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
        for (const Duration whole : {Duration(1), Duration(50), Duration(100), Duration(101), Duration(1s),
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
