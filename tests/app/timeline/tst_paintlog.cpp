// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/paintlog.h"

using namespace interleave;
using namespace interleave::view;
using namespace std::chrono_literals;

class TestPaintLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingDrawnHasNoFigures()
    {
        PaintLog log;
        QCOMPARE(log.figures().frames, std::size_t(0));
        QCOMPARE(log.figures().longestInterval, Duration(0));
    }

    void intervalsAreWithinARun()
    {
        PaintLog log;
        const Stamp zero{};
        log.beginRun();
        for (const auto end : {10ms, 43ms, 76ms, 200ms})
            log.add(zero + end - 4ms, zero + end);
        log.beginRun(); // seconds later
        log.add(zero + 9s, zero + 9s + 6ms);
        const PaintLog::Figures figures = log.figures();
        QCOMPARE(figures.frames, std::size_t(5));
        QCOMPARE(figures.medianInterval, Duration(33ms));
        QCOMPARE(figures.longestInterval, Duration(124ms));
        QCOMPARE(figures.medianCost, Duration(4ms));
    }
};

QTEST_APPLESS_MAIN(TestPaintLog)
#include "tst_paintlog.moc"
