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
    QVERIFY(!numberFrom(u" 1"));
    QVERIFY(!numberFrom(u"1.0"));
    QVERIFY(!numberFrom(u"99999999999999999999"));
    QCOMPARE(numberFrom(u"18446744073709551615"), std::optional(~std::uint64_t{0}));
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
