// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/cli/values.h"
#include "app/run/quantities.h"

using namespace interleave;
using namespace interleave::cli;

class TestValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesAreRead_data();
    void timesAreRead();
    void timesAreWritten_data();
    void timesAreWritten();
    void sizesAreRead_data();
    void sizesAreRead();
    void onlyDigitsAreNumbers();
    void centimetresAreRead_data();
    void centimetresAreRead();
    void nearWordsAreFound_data();
    void nearWordsAreFound();
};

void TestValues::timesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("nanoseconds"); // -1: none
    const auto row = [](const char* text, qint64 nanoseconds) {
        QTest::newRow(text) << QString::fromUtf8(text) << nanoseconds;
    };
    row("", -1);
    row("0", 0);
    row("5", -1);
    row("-5ms", -1);
    row("ms", -1);
    row("1e3s", -1);
    row("1.2.3s", -1);
    row("50 parsecs", -1);
    row("nan s", -1);
    row("99999999999999999999s", -1);
    row("50ms", 50'000'000);
    row(" 50 ms ", 50'000'000);
    row("1.5s", 1'500'000'000);
    row("200us", 200'000);
    row("200µs", 200'000);
    row("3000NS", 3000);
    row("0.1234567899s", 123'456'789);
    row("100 ms ", 100'000'000);
    row("8640000s", 8'640'000'000'000'000);
    row("8640000.000000001s", -1);
    row("1.s", -1);
    row(".5s", 500'000'000);
    row(".s", -1);
    row("+5ms", -1);
    row("0x10ms", -1);
    row("inf s", -1);
    row("1,5s", -1);
    row("1'000ms", -1);
    row("1 000ms", -1);
    row("1_000ms", -1);
    row("٥ms", -1);
    row("５ms", -1);
    row("−5ms", -1);
}

void TestValues::timesAreRead()
{
    QFETCH(QString, text);
    QFETCH(qint64, nanoseconds);
    const std::optional<Duration> read = durationFrom(text);
    QCOMPARE(read ? read->count() : -1, nanoseconds);
}

void TestValues::timesAreWritten_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64{0} << QStringLiteral("0 s");
    QTest::newRow("nanoseconds") << qint64{999} << QStringLiteral("999 ns");
    QTest::newRow("microseconds") << qint64{1500} << QStringLiteral("1.5 us");
    QTest::newRow("milliseconds") << qint64{50'000'000} << QStringLiteral("50 ms");
    QTest::newRow("seconds") << qint64{100'000'000'000} << QStringLiteral("100 s");
}

void TestValues::timesAreWritten()
{
    QFETCH(qint64, nanoseconds);
    QTEST(run::durationText(Duration(nanoseconds)), "text");
}

void TestValues::sizesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes"); // -1: none
    const auto row = [](const char* text, qint64 bytes) {
        QTest::newRow(text) << QString::fromUtf8(text) << bytes;
    };
    row("", -1);
    row("MB", -1);
    row("-1MB", -1);
    row("1XB", -1);
    row("0", 0);
    row("4096", 4096);
    row("1MB", 1'000'000);
    row("1.5 kB", 1500);
    row("64KiB", 65'536);
    row("2GiB", 2'147'483'648);
    row("999999999999999999", 999'999'999'999'999'999);
    row("1000000000GB", 1'000'000'000'000'000'000);
    row("1000000000.1GB", -1);
    row("18446744073709551616", -1);
    row("99999999999999999999GiB", -1);
    row("1e6", -1);
    row("1,5MB", -1);
    row("+1MB", -1);
    row("0x10", -1);
    row("1 0MB", -1);
    row("infMB", -1);
    row("５MB", -1);
}

void TestValues::sizesAreRead()
{
    QFETCH(QString, text);
    QFETCH(qint64, bytes);
    const auto size = sizeFrom(text);
    QCOMPARE(size ? static_cast<qint64>(*size) : -1, bytes);
    QCOMPARE(bandwidthFrom(text + QStringLiteral("/s")), size);
    QCOMPARE(bandwidthFrom(text), size);
}

void TestValues::onlyDigitsAreNumbers()
{
    QVERIFY(!numberFrom(u""));
    QVERIFY(!numberFrom(u"-1"));
    QVERIFY(!numberFrom(u"+1"));
    QVERIFY(!numberFrom(u"1.0"));
    for (const char16_t* text :
         {u"1e3", u"0x10", u"1,000", u"1'000", u"1 000", u"1_000", u"inf", u"nan", u"٣", u"３", u"-0"})
        QVERIFY(!numberFrom(text));
    QVERIFY(!numberFrom(u" 1"));
    QVERIFY(!numberFrom(u"99999999999999999999"));
    QCOMPARE(numberFrom(u"18446744073709551615"), std::optional(~std::uint64_t{0}));
}

void TestValues::centimetresAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("centimetres"); // -1: none
    const auto row = [](const char* text, double centimetres) {
        QTest::newRow(text) << QString::fromUtf8(text) << centimetres;
    };
    row("16cm", 16);
    row(" 8.5 CM ", 8.5);
    row("1e1cm", -1);
    row("+16cm", -1);
    row("0x10cm", -1);
    row("infcm", -1);
    row("nancm", -1);
    row("16,5cm", -1);
    row("1 6cm", -1);
    row("１６cm", -1);
    row("16", -1);
    row("cm", -1);
    row("16mm", -1);
    row("99999999999999999999cm", -1);
}

void TestValues::centimetresAreRead()
{
    QFETCH(QString, text);
    QTEST(centimetresFrom(text).value_or(-1), "centimetres");
}

void TestValues::nearWordsAreFound_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("meant");
    QTest::newRow("a letter missing") << QStringLiteral("task") << QStringLiteral("tasks");
    QTest::newRow("two swapped") << QStringLiteral("taks") << QStringLiteral("tasks");
    QTest::newRow("the beginning") << QStringLiteral("lat") << QStringLiteral("latency");
    QTest::newRow("capitals") << QStringLiteral("LATENCY") << QStringLiteral("latency");
    QTest::newRow("far from all") << QStringLiteral("frobnicate") << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void TestValues::nearWordsAreFound()
{
    QFETCH(QString, word);
    QTEST(nearest(word, {QStringLiteral("tasks"), QStringLiteral("latency"), QStringLiteral("url")}),
          "meant");
}

QTEST_APPLESS_MAIN(TestValues)
#include "tst_cli_values.moc"
