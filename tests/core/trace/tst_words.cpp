// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/trace/durationtext.h"
#include "core/trace/event.h"
#include "core/trace/span.h"

#include "tests/support/traces.h"

#include <set>

using namespace interleave;

class TestWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateHasAWordOfItsOwn();
    void everyPhaseHasAWordOfItsOwn();
    void everyOutcomeIsFoundByItsWord();
    void unknownWordsNameNothing_data();
    void unknownWordsNameNothing();
    void everyEventKindHasAWordOfItsOwn();
    void tableGivesBackWhatWasAppended();
    void numbersBeyondTheColumnBecomeNone();
    void measuredTimeHasThreeFigures_data();
    void measuredTimeHasThreeFigures();
};

void TestWords::everyStateHasAWordOfItsOwn()
{
    std::set<std::string_view> words;
    for (const State state : allStates) {
        QVERIFY(words.insert(name(state)).second);
        QCOMPARE(stateNamed(name(state)), std::optional(state));
    }
    QVERIFY(!words.contains(""));
    QVERIFY(words.contains("Running"));
}

void TestWords::everyPhaseHasAWordOfItsOwn()
{
    std::set<std::string_view> words;
    for (const Phase phase : allPhases) {
        QVERIFY(words.insert(name(phase)).second);
        QCOMPARE(phaseNamed(name(phase)), std::optional(phase));
    }
    QCOMPARE(words.size(), static_cast<std::size_t>(Phase::Unknown) + 1);
    QVERIFY(words.contains("first-byte"));
    QCOMPARE(name(Phase::None), std::string_view());
}

void TestWords::everyOutcomeIsFoundByItsWord()
{
    for (const Outcome outcome : {Outcome::None, Outcome::Finished, Outcome::Failed, Outcome::Cancelled})
        QCOMPARE(outcomeNamed(name(outcome)), std::optional(outcome));
    QCOMPARE(name(Outcome::Cancelled), std::string_view("Cancelled"));
}

void TestWords::unknownWordsNameNothing_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("case differs") << QByteArray("running");
    QTest::newRow("longer") << QByteArray("Running ");
    QTest::newRow("other") << QByteArray("idle");
}

void TestWords::unknownWordsNameNothing()
{
    QFETCH(QByteArray, word);
    const std::string_view view(word.constData(), static_cast<std::size_t>(word.size()));
    QVERIFY(!stateNamed(view));
    QVERIFY(!phaseNamed(view));
    QVERIFY(!outcomeNamed(view));
}

void TestWords::everyEventKindHasAWordOfItsOwn()
{
    std::set<std::string_view> words;
    for (int kind = 0; kind <= static_cast<int>(EventKind::Lost); ++kind)
        QVERIFY(words.insert(name(static_cast<EventKind>(kind))).second);
    QVERIFY(!words.contains(""));
    QCOMPARE(name(EventKind::TaskStarted), std::string_view("TaskStarted"));
    QCOMPARE(name(static_cast<EventKind>(200)), std::string_view());
}

void TestWords::tableGivesBackWhatWasAppended()
{
    Span full = tests::span(State::Running, Phase::Parse, -7, 12,
                            {.task = 70000, .worker = 1, .processor = 63, .by = 3});
    full.attempt = 2;
    SpanTable table;
    QVERIFY(table.empty());
    table.append(Span());
    table.append(full);
    QCOMPARE(table.size(), std::size_t(2));
    QVERIFY(table[0] == Span());
    QVERIFY(table[1] == full);
}

void TestWords::numbersBeyondTheColumnBecomeNone()
{
    SpanTable table;
    table.append(tests::span(State::Running, Phase::None, 0, 1, {.worker = 65534, .processor = 65534}));
    table.append(tests::span(State::Running, Phase::None, 0, 1, {.worker = 65535, .processor = 65536}));
    QCOMPARE(table[0].worker.value, 65534u);
    QCOMPARE(table[0].processor.value, 65534u);
    QVERIFY(!table[1].worker.valid());
    QVERIFY(!table[1].processor.valid());
}

void TestWords::measuredTimeHasThreeFigures_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << qint64(0) << QStringLiteral("0 ns");
    QTest::newRow("nanoseconds") << qint64(999) << QStringLiteral("999 ns");
    QTest::newRow("microseconds") << qint64(1'234) << QStringLiteral("1.23 µs");
    QTest::newRow("rounds up a unit") << qint64(999'600) << QStringLiteral("1.00 ms");
    QTest::newRow("milliseconds") << qint64(12'345'678) << QStringLiteral("12.3 ms");
    QTest::newRow("rounds up a digit") << qint64(99'960'000) << QStringLiteral("100 ms");
    QTest::newRow("seconds") << qint64(1'664'000'000) << QStringLiteral("1.66 s");
    QTest::newRow("nearly ten") << qint64(9'999'000'000) << QStringLiteral("10.0 s");
    QTest::newRow("an hour") << qint64(3'600'000'000'000) << QStringLiteral("3600 s");
    QTest::newRow("negative") << qint64(-2'500'000) << QStringLiteral("-2.50 ms");
}

void TestWords::measuredTimeHasThreeFigures()
{
    QFETCH(qint64, nanoseconds);
    QTEST(QString::fromStdString(interleave::text(Duration(nanoseconds))), "expected");
}

QTEST_APPLESS_MAIN(TestWords)
#include "tst_words.moc"
