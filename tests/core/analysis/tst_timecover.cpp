// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/timecover.h"

#include "tests/support/traces.h"

using namespace interleave;
using namespace interleave::analysis;
using namespace interleave::tests;

class TestTimeCover : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingCoversNothing()
    {
        TimeCover cover;
        QVERIFY(cover.within(at(-10), at(10)) == Duration(0));
        cover.add(at(5), at(5));
        cover.add(at(5), at(3));
        QVERIFY(cover.parts().empty());
    }

    void overlapsCountOnce()
    {
        TimeCover cover;
        cover.add(at(30), at(40));
        cover.add(at(0), at(10));
        cover.add(at(5), at(20));
        cover.add(at(20), at(22)); // touches
        cover.add(at(1), at(2));   // inside
        QCOMPARE(cover.parts().size(), std::size_t(2));
        QVERIFY(cover.within(at(-100), at(100)) == Duration(32));
    }

    void onlyWhatIsWithinCounts()
    {
        TimeCover cover;
        cover.add(at(0), at(10));
        cover.add(at(20), at(30));
        QVERIFY(cover.within(at(5), at(25)) == Duration(10));
        QVERIFY(cover.within(at(10), at(20)) == Duration(0));
        QVERIFY(cover.within(at(21), at(22)) == Duration(1));
        QVERIFY(cover.within(at(25), at(5)) == Duration(0));
        cover.add(at(10), at(20)); // after it was asked
        QVERIFY(cover.within(at(5), at(25)) == Duration(20));
    }
};

QTEST_APPLESS_MAIN(TestTimeCover)
#include "tst_timecover.moc"
