// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/movingrange.h"

#include <QSignalSpy>

using namespace interleave;
using namespace interleave::view;
using namespace std::chrono_literals;
using timeline::VisibleRange;
using Move = MovingRange::Move;

class TestMovingRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesAtOnceWithoutAnimation()
    {
        MovingRange range(nullptr);
        range.setWhole(10s);
        QSignalSpy moved(&range, &MovingRange::moved);
        range.move(Move::Jump, [](VisibleRange& to) { to.show(Instant(1s), Instant(2s)); });
        QCOMPARE(range.shown().from(), Instant(1s));
        QCOMPARE(moved.size(), 1);
        range.move(Move::Jump, [](VisibleRange& to) { to.show(Instant(1s), Instant(2s)); });
        QCOMPARE(moved.size(), 1); // that is where it is
        range.back();
        QVERIFY(range.shown().showsAll());
        QVERIFY(!range.history().hasPast());
    }

    void aMoveTakesItsWayAndTheNextGoesOnFromItsEnd()
    {
        MovingRange range(nullptr);
        range.setWhole(16s);
        range.setAnimated(true);
        QSignalSpy moved(&range, &MovingRange::moved);
        for (int i = 0; i < 4; ++i)
            range.move(Move::Step, [](VisibleRange& to) { to.zoom(0.5, 0.25); });
        QCOMPARE(range.target().length(), Duration(1s));
        QTRY_VERIFY(range.shown() == range.target());
        QVERIFY(moved.size() > 1);
        QCOMPARE(range.shown().from(), Instant(3750ms)); // the anchor: 4 s
        range.back();
        QVERIFY(range.target().showsAll()); // four steps are one move
    }

    void whatIsAtTheHandOrLookedForComesAtOnce()
    {
        MovingRange range(nullptr);
        range.setWhole(10s);
        range.setAnimated(true);
        for (const Move move : {Move::Drag, Move::Reveal}) {
            range.move(move, [](VisibleRange& to) { to.zoom(0.5, 0); });
            QVERIFY(range.shown() == range.target());
        }
    }

    void withoutAnimationItIsThereAtOnce()
    {
        MovingRange range(nullptr);
        range.setWhole(10s);
        range.setAnimated(true);
        range.move(Move::Jump, [](VisibleRange& to) { to.zoom(0.5, 0); });
        range.setAnimated(false);
        QCOMPARE(range.shown().length(), Duration(5s));
    }

    void otherRunsHaveNoPast()
    {
        MovingRange range(nullptr);
        range.setWhole(10s);
        QSignalSpy history(&range, &MovingRange::historyChanged);
        range.move(Move::Jump, [](VisibleRange& to) { to.zoom(0.5, 0); });
        QCOMPARE(history.takeLast(), (QVariantList{true, false}));
        range.back();
        QCOMPARE(history.takeLast(), (QVariantList{false, true}));
        range.reset();
        QCOMPARE(history.takeLast(), (QVariantList{false, false}));
        range.setWhole(20s);
        QVERIFY(range.shown().showsAll());
        range.back();
        range.forward();
        QVERIFY(range.shown().showsAll());
    }

    void aPastViewOfAShorterTimeIsStillTheWhole()
    {
        MovingRange range(nullptr);
        range.setWhole(10s);
        range.move(Move::Jump, [](VisibleRange& to) { to.zoom(0.5, 0); });
        range.setWhole(40s); // a run that goes on
        range.back();
        QVERIFY(range.shown().showsAll());
        QCOMPARE(range.shown().length(), Duration(40s));
    }
};

QTEST_MAIN(TestMovingRange)
#include "tst_movingrange.moc"
