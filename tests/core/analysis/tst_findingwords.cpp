// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/findings.h"
#include "core/analysis/findingwords.h"

#include "tests/support/traces.h"

#include <set>

using namespace interleave;
using namespace interleave::analysis;

class TestFindingWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasAWordOfItsOwn()
    {
        std::set<std::string_view> words;
        for (int kind = 0; kind <= static_cast<int>(FindingKind::Disturbed); ++kind)
            QVERIFY(words.insert(name(static_cast<FindingKind>(kind))).second);
        QVERIFY(!words.contains(""));
    }

    void textFromOutsideStaysOnOneLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("markup is kept as it is") << QByteArray("<b>x</b>") << QByteArray("<b>x</b>");
        QTest::newRow("lines") << QByteArray(" a\n\r\tb\n") << QByteArray("a b");
        QTest::newRow("escapes") << QByteArray("a\x1b[31mb\x7f") << QByteArray("a [31mb");
        QTest::newRow("C1 controls") << QByteArray("a\xC2\x9B"
                                                   "31mb")
                                     << QByteArray("a 31mb");
        QTest::newRow("long") << QByteArray(100, 'x') << QByteArray(60, 'x') + "…";
        QTest::newRow("cut before a character") << QByteArray(59, 'x') + "é" << QByteArray(59, 'x') + "…";
    }
    void textFromOutsideStaysOnOneLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(plain(text.toStdString())), shown);
    }

    void tasksWithoutALabelAreCounted()
    {
        Trace trace = tests::twoThreads();
        QCOMPARE(nameOf(trace, TaskId(1)), std::string("download 2"));
        trace.tasks[1].label = "\n";
        QCOMPARE(nameOf(trace, TaskId(1)), std::string("task 2"));
    }

    void sharesHaveADecimalBelowTen()
    {
        QCOMPARE(percent(0), std::string("0.0 %"));
        QCOMPARE(percent(0.0994), std::string("9.9 %"));
        QCOMPARE(percent(0.0996), std::string("10 %"));
        QCOMPARE(percent(0.994), std::string("99 %"));
        QCOMPARE(percent(0.996), std::string("over 99 %"));
        QCOMPARE(percent(1), std::string("100 %"));
    }
};

QTEST_APPLESS_MAIN(TestFindingWords)
#include "tst_findingwords.moc"
