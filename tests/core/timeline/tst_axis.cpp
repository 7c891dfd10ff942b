// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/axis.h"

#include <QTest>

#include <map>
#include <random>

using namespace interleave;
using namespace interleave::timeline;
using namespace std::chrono_literals;

class AxisTest : public QObject
{
    Q_OBJECT

    /// What a label says, digit by digit: "1:00:00.000 100", "+0.5 µs".
    static std::int64_t readTime(const std::string& label)
    {
        const QString words = QString::fromStdString(label);
        static const std::map<QString, int> decimals{{QStringLiteral("s"), 9},
                                                     {QStringLiteral("ms"), 6},
                                                     {QStringLiteral("µs"), 3},
                                                     {QStringLiteral("ns"), 0}};
        QString digits = words;
        int places = 9;
        if (const auto unit = decimals.find(words.section(QLatin1Char(' '), -1)); unit != decimals.end()) {
            places = unit->second;
            digits.chop(unit->first.size());
        }
        digits.remove(QLatin1Char(' ')).remove(QLatin1Char('+'));
        const QStringList clock = digits.section(QLatin1Char('.'), 0, 0).split(QLatin1Char(':'));
        std::int64_t whole = 0;
        for (const QString& part : clock)
            whole = whole * 60 + part.toLongLong();
        const QString rest =
            digits.contains(QLatin1Char('.')) ? digits.section(QLatin1Char('.'), 1) : QString();
        std::int64_t value = whole;
        for (int place = 0; place < places; ++place)
            value = value * 10 + (place < rest.size() ? rest[place].digitValue() : 0);
        return value;
    }

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

    void deepInALongRunOneFullTimeStandsForAll()
    {
        const Instant hour{1h};
        const AxisLabels deep = axisLabels(hour, hour + 80ns, 4);
        QCOMPARE(deep.origin, std::string("1:00:00.000"));
        QCOMPARE(deep.ticks.size(), std::size_t(5));
        QCOMPARE(deep.ticks[1], (AxisTick{hour + 20ns, "+20 ns"}));
        QCOMPARE(axisLabels(hour + 130ns, hour + 150ns, 2).origin, std::string("1:00:00.000 000 100"));
        QCOMPARE(axisLabels(Instant(), Instant(100ms), 5).origin, std::string());
        QCOMPARE(axisLabels(hour, 2 * 60min + hour, 5).origin, std::string()); // whole seconds
        QCOMPARE(axisLabels(Instant(2688ms), Instant(2694ms), 12).origin, std::string());
    }

    void fullTimesHaveTheDecimalsTheyNeed_data()
    {
        QTest::addColumn<qint64>("at");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* expected, Duration at) {
            QTest::newRow(expected) << qint64(at.count()) << QString::fromLatin1(expected);
        };
        row("0.000 s", 0ns);
        row("12.345 678 s", 12'345'678us);
        row("59.999 999 999 s", 59'999'999'999ns);
        row("2:05.000", 125s);
        row("59:59.000 000 010", 59min + 59s + 10ns);
        row("1:00:00.000 000 001", 1h + 1ns);
        row("240:00:00.500", 240h + 500ms);
    }
    void fullTimesHaveTheDecimalsTheyNeed()
    {
        QFETCH(qint64, at);
        QTEST(QString::fromStdString(clockText(Instant(Duration(at)))), "expected");
    }

    void everyLabelIsExactAndNoTwoAreEqual()
    {
        std::mt19937_64 random(3);
        const std::int64_t hours = Duration(2400h).count();
        for (int round = 0; round < 5000; ++round) {
            std::int64_t length = 20;
            for (auto digits = random() % 14; digits > 0; --digits)
                length = length * 10 + static_cast<std::int64_t>(random() % 10);
            const Instant from(Duration(
                static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(hours)) >> random() % 50));
            const AxisLabels labels = axisLabels(from, from + Duration(length), 2 + round % 15);
            const std::int64_t origin = labels.origin.empty() ? 0 : readTime(labels.origin);
            QVERIFY(origin <= from.time_since_epoch().count());
            for (std::size_t i = 0; i < labels.ticks.size(); ++i) {
                QCOMPARE(origin + readTime(labels.ticks[i].label),
                         labels.ticks[i].at.time_since_epoch().count());
                QVERIFY(i == 0 || labels.ticks[i].label != labels.ticks[i - 1].label);
                QVERIFY2(labels.ticks[i].label.size() < 14, labels.ticks[i].label.c_str());
            }
        }
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
