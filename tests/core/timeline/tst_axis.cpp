// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/axis.h"

#include <QTest>

using namespace interleave;
using namespace interleave::timeline;
using namespace std::chrono_literals;

class AxisTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepIsOneTwoOrFiveAndFitsTheNumberAskedFor()
    {
        for (std::int64_t range = 1; range < 4'000'000'000'000'000'000 / 3; range = range * 3 + 1)
            for (const int most : {1, 4, 10, 17}) {
                const TickStep step = tickStep(Duration(range), most);
                std::int64_t mantissa = step.step.count();
                while (mantissa % 10 == 0)
                    mantissa /= 10;
                QVERIFY(mantissa == 1 || mantissa == 2 || mantissa == 5);
                QVERIFY(static_cast<double>(range) / static_cast<double>(step.step.count()) <= most);
                if (step.step > 1ns) // a finer one would not fit
                    QVERIFY(static_cast<double>(range) * 2.5 / static_cast<double>(step.step.count()) > most);
            }
    }

    void unitFollowsFromTheStep_data()
    {
        QTest::addColumn<qint64>("range");
        QTest::addColumn<qint64>("at");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nanoseconds") << qint64(40) << qint64(20) << QStringLiteral("20 ns");
        QTest::newRow("tenths of a microsecond") << qint64(1'000) << qint64(300) << QStringLiteral("0.3 µs");
        QTest::newRow("microseconds") << qint64(90'000) << qint64(20'000) << QStringLiteral("20 µs");
        QTest::newRow("milliseconds") << qint64(160'000'000) << qint64(40'000'000) << QStringLiteral("40 ms");
        QTest::newRow("half seconds")
            << qint64(3'600'000'000) << qint64(1'500'000'000) << QStringLiteral("1.5 s");
        QTest::newRow("seconds") << qint64(30'000'000'000) << qint64(10'000'000'000)
                                 << QStringLiteral("10 s");
        QTest::newRow("deep in a run")
            << qint64(6'000'000) << qint64(2'689'500'000) << QStringLiteral("2689.5 ms");
    }
    void unitFollowsFromTheStep()
    {
        QFETCH(qint64, range);
        QFETCH(qint64, at);
        QTEST(QString::fromStdString(label(Instant(Duration(at)), tickStep(Duration(range), 12))),
              "expected");
    }

    void ticksAreTheMultiplesInsideTheRange()
    {
        QCOMPARE(ticks(Instant(-25ns), Instant(20ns), 10ns),
                 (std::vector{Instant(-20ns), Instant(-10ns), Instant(0ns), Instant(10ns), Instant(20ns)}));
        QCOMPARE(ticks(Instant(1ns), Instant(9ns), 10ns), std::vector<Instant>());
    }
};

QTEST_APPLESS_MAIN(AxisTest)
#include "tst_axis.moc"
