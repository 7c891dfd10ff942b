// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/timeline/following.h"

using namespace interleave;
using namespace interleave::timeline;
using namespace std::chrono_literals;

class TestFollowing : public QObject
{
    Q_OBJECT

    static VisibleRange shown(Duration whole, Duration from, Duration to)
    {
        VisibleRange range(whole);
        range.show(Instant(from), Instant(to));
        return range;
    }

private Q_SLOTS:
    void everythingGoesOnBeingEverything()
    {
        Following following;
        following.begin(VisibleRange(1s));
        QVERIFY(following.at(VisibleRange(1s), Instant(2s), 3s).showsAll());
        following.set(false);
        const VisibleRange stays = following.at(VisibleRange(1s), Instant(2s), 3s);
        QVERIFY(!stays.showsAll());
        QCOMPARE(stays.to(), Instant(1s));
    }

    void aViewOfNowKeepsItsWidth()
    {
        Following following;
        VisibleRange range = shown(3s, 1s, 2s);
        following.moved(range, Instant(1900ms));
        QVERIFY(following.on());
        range = following.at(range, Instant(1950ms), 3s);
        QCOMPARE(range.from(), Instant(1s)); // there is room
        for (const auto now : {2100ms, 2900ms, 4000ms}) {
            range = following.at(range, Instant(now), 6s);
            QCOMPARE(range.to(), Instant(now));
            QCOMPARE(range.length(), Duration(1s));
        }
    }

    void aViewOfWhatIsOverStays()
    {
        Following following;
        const VisibleRange range = shown(3s, 1s, 2s);
        following.moved(range, Instant(2001ms));
        QVERIFY(!following.on());
        QCOMPARE(following.at(range, Instant(2900ms), 6s).from(), Instant(1s));
        QCOMPARE(following.at(range, Instant(2900ms), 6s).to(), Instant(2s));
    }

    void lookingAtOtherRunsBeforeItStaysThere()
    {
        Following following;
        following.begin(shown(3s, 1s, 2s));
        QVERIFY(!following.on());
        following.set(true); // until it is asked for
        QCOMPARE(following.at(shown(3s, 1s, 2s), Instant(200ms), 3s).from(), Instant());
        following.moved(shown(3s, 1s, 2s), Instant(200ms)); // the future is not now
        QVERIFY(!following.on());
    }
};

QTEST_APPLESS_MAIN(TestFollowing)
#include "tst_following.moc"
