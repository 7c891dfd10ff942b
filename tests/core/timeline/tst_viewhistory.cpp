// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/timeline/viewhistory.h"

using namespace interleave;
using namespace interleave::timeline;
using namespace std::chrono_literals;
using Move = ViewHistory::Move;

class TestViewHistory : public QObject
{
    Q_OBJECT

    static VisibleRange at(int second)
    {
        VisibleRange range(100s);
        range.show(Instant(std::chrono::seconds(second)), Instant(std::chrono::seconds(second + 1)));
        return range;
    }

private Q_SLOTS:
    void emptyHistoryLeadsNowhere()
    {
        ViewHistory history;
        QVERIFY(!history.hasPast() && !history.hasFuture());
        QVERIFY(!history.back(at(1)) && !history.forward(at(1)));
        QVERIFY(!history.hasPast() && !history.hasFuture());
    }

    void backAndForwardGoTheSameWay()
    {
        ViewHistory history;
        const Stamp now;
        history.leave(at(1), Move::Jump, now);
        history.leave(at(2), Move::Jump, now);
        QCOMPARE(history.back(at(3)), std::optional(at(2)));
        QCOMPARE(history.back(at(2)), std::optional(at(1)));
        QVERIFY(!history.hasPast());
        QCOMPARE(history.forward(at(1)), std::optional(at(2)));
        QCOMPARE(history.forward(at(2)), std::optional(at(3)));
        QVERIFY(!history.hasFuture());
    }

    void aNewMoveForgetsTheFuture()
    {
        ViewHistory history;
        history.leave(at(1), Move::Jump, Stamp());
        history.back(at(2));
        QVERIFY(history.hasFuture());
        history.leave(at(1), Move::Jump, Stamp());
        QVERIFY(!history.hasFuture());
        QCOMPARE(history.back(at(5)), std::optional(at(1)));
    }

    void stepsWithinAMomentAreOneMove()
    {
        ViewHistory history;
        Stamp now;
        for (int i = 0; i < 20; ++i, now += ViewHistory::moment / 2) // each within a moment of the one before
            history.leave(at(i), Move::Step, now);
        QCOMPARE(history.back(at(20)), std::optional(at(0)));
        QVERIFY(!history.hasPast());
    }

    void stepsAfterAMomentOrAJumpOrAWayBackAreAnotherMove()
    {
        ViewHistory history;
        const Stamp now;
        history.leave(at(1), Move::Step, now);
        history.leave(at(2), Move::Step, now + ViewHistory::moment);
        history.leave(at(3), Move::Jump, now + ViewHistory::moment);
        history.leave(at(4), Move::Step, now + ViewHistory::moment);
        QCOMPARE(history.back(at(5)), std::optional(at(4)));
        history.leave(at(4), Move::Step, now + ViewHistory::moment);
        for (const int second : {4, 3, 2, 1})
            QCOMPARE(history.back(at(9)), std::optional(at(second)));
    }

    void onlySoManyAreKept()
    {
        ViewHistory history;
        for (int i = 0; i < 99 + static_cast<int>(ViewHistory::most); ++i)
            history.leave(at(i % 90), Move::Jump, Stamp());
        std::size_t count = 0;
        while (history.back(at(0)))
            ++count;
        QCOMPARE(count, ViewHistory::most);
    }
};

QTEST_APPLESS_MAIN(TestViewHistory)
#include "tst_viewhistory.moc"
