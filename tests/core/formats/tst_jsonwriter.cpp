// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/formats/jsonwriter.h"

#include "tests/core/formats/json.h"

#include <limits>

using namespace interleave;
using namespace interleave::formats;

class TestJsonWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void invalidBytesAreReplaced_data();
    void invalidBytesAreReplaced();
    void decimalsAreExact_data();
    void decimalsAreExact();
    void textOfAnyBytesStaysValidJson();
    void longDocumentsAreWrittenWhole();
};

void TestJsonWriter::invalidBytesAreReplaced_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("valid");
    const QByteArray mark("\xEF\xBF\xBD");
    const auto row = [](const char* name, const QByteArray& bytes, const QByteArray& valid) {
        QTest::newRow(name) << bytes << valid;
    };
    row("empty", "", "");
    row("ASCII", "a\x7F", "a\x7F");
    row("NUL", QByteArray("a\0b", 3), QByteArray("a\0b", 3));
    row("two, three, four bytes", "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80",
        "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80");
    row("ends inside a character", "a\xE2\x82", "a" + mark + mark);
    row("continuation alone", "\x80x", mark + "x");
    row("overlong slash", "\xC0\xAF", mark + mark);
    row("overlong three bytes", "\xE0\x80\x80", mark + mark + mark);
    row("surrogate", "\xED\xA0\x80", mark + mark + mark);
    row("beyond U+10FFFF", "\xF4\x90\x80\x80", mark + mark + mark + mark);
    row("Latin-1",
        "Stra\xDF"
        "e",
        "Stra" + mark + "e");
}

void TestJsonWriter::invalidBytesAreReplaced()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, valid);
    QCOMPARE(QByteArray::fromStdString(validUtf8(bytes.toStdString())), valid);
}

void TestJsonWriter::decimalsAreExact_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<unsigned>("decimals");
    QTest::addColumn<QByteArray>("digits");
    const auto row = [](qint64 value, unsigned decimals, const char* digits) {
        QTest::newRow(digits) << value << decimals << QByteArray(digits);
    };
    row(0, 3, "0");
    row(1, 3, "0.001");
    row(999, 3, "0.999");
    row(1500, 3, "1.5");
    row(-20, 3, "-0.02");
    row(7000, 3, "7");
    row(70, 0, "70");
    row(1'000'000'001, 9, "1.000000001");
    row(std::numeric_limits<qint64>::max(), 3, "9223372036854775.807");
    row(std::numeric_limits<qint64>::min(), 3, "-9223372036854775.808");
}

void TestJsonWriter::decimalsAreExact()
{
    QFETCH(qint64, value);
    QFETCH(unsigned, decimals);
    QTEST(QByteArray::fromStdString(decimal(value, decimals)), "digits");
}

void TestJsonWriter::textOfAnyBytesStaysValidJson()
{
    std::string every;
    for (int byte = 0; byte < 256; ++byte)
        every += static_cast<char>(byte);
    const auto document =
        tests::parsed(tests::written([&](std::ostream& out) { JsonWriter(out).value(every); }));
    QVERIFY(!document.HasParseError());
    QCOMPARE(std::string(document.GetString(), document.GetStringLength()), validUtf8(every));
}

void TestJsonWriter::longDocumentsAreWrittenWhole()
{
    const auto document = tests::parsed(tests::written([](std::ostream& out) {
        JsonWriter json(out);
        json.beginArray();
        for (std::uint32_t i = 0; i < 100'000; ++i) {
            json.breakLine();
            json.value(i);
        }
        json.endArray();
    }));
    QVERIFY(!document.HasParseError());
    QCOMPARE(document.Size(), 100'000u);
    QCOMPARE(document[99'999].GetUint(), 99'999u);
}

QTEST_APPLESS_MAIN(TestJsonWriter)
#include "tst_jsonwriter.moc"
