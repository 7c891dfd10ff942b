// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/run/sweep.h"

using namespace interleave::run;

namespace {

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

} // namespace

class TestSweepValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreRead_data();
    void valuesAreRead();
    void whatMakesNoSenseIsRefused_data();
    void whatMakesNoSenseIsRefused();
    void longListsAreRefused();
    void plainValuesAreExact();
    void everyParameterCanSayItsValues();
};

void TestSweepValues::valuesAreRead_data()
{
    QTest::addColumn<QString>("parameter");
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("read"); // as plain numbers
    const auto row = [](const char* parameter, const char* written, const char* read) {
        QTest::addRow("%s=%s", parameter, written) << text(parameter) << text(written) << text(read);
    };
    row("workers", "1", "1");
    row("workers", "7..7", "7");
    row("workers", "1..4", "1 2 3 4");
    row("workers", "1..16/3", "1 4 7 10 13 16");
    row("workers", "1..15/3", "1 4 7 10 13");
    row("workers", "3..4/100", "3");
    row("workers", "1..64*2", "1 2 4 8 16 32 64");
    row("workers", "3..100*5", "3 15 75");
    row("workers", "8, 1 ,4,1", "1 4 8");
    row("workers", "1..4,2..8/2,100", "1 2 3 4 6 8 100");
    row("workers", " 1 .. 8 * 2 ", "1 2 4 8");
    row("workers", "1000", "1000");
    row("number", "1000000000000", "1000000000000");
    row("bandwidth", "1000000000000000000..1000000000000000000*2", "1000000000000000000");
    row("parse", "0..2", "0 1 2");
    row("latency", "0", "0");
    row("latency", "0..40ms/20ms", "0 20 40");
    row("latency", "1ms..1s*10", "1 10 100 1000");
    row("latency", "50ms,1.5s", "50 1500");
    row("switch-interval", "1us,1.5ms", "0.001 1.5");
    row("bandwidth", "1MB/s..3MB/s/1MB/s", "1000000 2000000 3000000");
    row("bandwidth", "1kB..100kB*10", "1000 10000 100000");
}

void TestSweepValues::valuesAreRead()
{
    QFETCH(const QString, parameter);
    QFETCH(const QString, written);
    const SweepParameter& row = *sweepParameter(parameter);
    const SweepValues values = readSweepValues(row, written);
    QVERIFY2(values.error.isEmpty(), qPrintable(values.error));
    QStringList plain;
    for (const std::uint64_t value : values.values)
        plain << plainValue(row, value);
    QTEST(plain.join(u' '), "read");
}

void TestSweepValues::whatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<QString>("parameter");
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("said"); // somewhere in the sentence
    const auto row = [](const char* parameter, const char* written, const char* said) {
        QTest::addRow("%s=%s", parameter, written) << text(parameter) << text(written) << text(said);
    };
    row("workers", "", "missing");
    row("workers", "  ", "missing");
    row("workers", ",", "“”");
    row("workers", "1,,2", "“”");
    row("workers", "..", "“”");
    row("workers", "1..", "“”");
    row("workers", "..4", "“”");
    row("workers", "1...4", "“.4”");
    row("workers", "one", "“one”");
    row("workers", "-1", "“-1”");
    row("workers", "1.5", "“1.5”");
    row("workers", "1e3", "“1e3”");
    row("workers", "٣", "“٣”");
    row("workers", "0..4", "1 to 1000");
    row("workers", "1..1001", "1 to 1000");
    row("workers", "99999999999999999999999", "“99999");
    row("workers", "8..1", "goes down");
    row("workers", "1..8/0", "no step");
    row("workers", "1..8/-1", "“8/-1”"); // no digit follows the slash
    row("workers", "1..8/2ms", "no step");
    row("workers", "1..8*1", "factor");
    row("workers", "1..8*0", "factor");
    row("workers", "1..8*1.5", "factor");
    row("workers", "1..8*", "factor");
    row("workers", "1..4..8", "“4..8”");
    row("workers", "1..8/2/2", "no step");
    row("parse", "0..8*2", "never leaves 0");
    row("latency", "50", "“50”");
    row("latency", "1.5ms", "whole milliseconds");
    row("latency", "1ms..5ms", "in which steps");
    row("latency", "1ms..5ms/1500us", "no step");
    row("latency", "1ms..61s*2", "0 s to 60 s");
    row("switch-interval", "0", "1 us to 60 s");
    row("bandwidth", "0", "1 B/s");
    row("bandwidth", "1MB/s..2MB/s", "in which steps");
}

void TestSweepValues::whatMakesNoSenseIsRefused()
{
    QFETCH(const QString, parameter);
    QFETCH(const QString, written);
    QFETCH(const QString, said);
    const SweepValues values = readSweepValues(*sweepParameter(parameter), written);
    QVERIFY(values.values.empty());
    QVERIFY2(values.error.contains(said), qPrintable(values.error));
    QVERIFY2(values.error.endsWith(u'.'), qPrintable(values.error));
}

void TestSweepValues::longListsAreRefused()
{
    const SweepParameter& tasks = *sweepParameter(text("tasks"));
    QCOMPARE(readSweepValues(tasks, text("1..1000")).values.size(), std::size_t(1000));
    QVERIFY(readSweepValues(tasks, text("1..1001")).error.contains(text("more than 1000")));
    QVERIFY(readSweepValues(tasks, text("1..600,1..600")).error.contains(text("more than 1000")));
}

void TestSweepValues::plainValuesAreExact()
{
    const SweepParameter& interval = *sweepParameter(text("switch-interval"));
    QCOMPARE(plainValue(interval, 60'000'000'000), text("60000"));
    QCOMPARE(plainValue(interval, 1'000'001), text("1.000001"));
    QCOMPARE(plainValue(interval, 1'500'000), text("1.5"));
    QCOMPARE(plainValue(interval, 1), text("0.000001"));
}

void TestSweepValues::everyParameterCanSayItsValues()
{
    QVERIFY(!sweepParameter(QString()));
    QVERIFY(!sweepParameter(text("Workers")));
    for (const SweepParameter& parameter : sweepParameters()) {
        QVERIFY(sweepParameter(text(parameter.id)) == &parameter);
        QVERIFY(!nameOf(parameter).isEmpty());
        for (const std::uint64_t value : {parameter.least, parameter.most}) {
            const SweepValues read = readSweepValues(parameter, valueText(parameter, value));
            QVERIFY2(read.values == std::vector{value}, qPrintable(read.error));
        }
    }
}

QTEST_GUILESS_MAIN(TestSweepValues)
#include "tst_sweepvalues.moc"
