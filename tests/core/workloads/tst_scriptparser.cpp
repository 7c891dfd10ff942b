// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/workloads/scriptparser.h"

#include <random>

using namespace interleave;
using namespace std::chrono_literals;
using workloads::parseScript;
using workloads::Script;
using workloads::ScriptStep;
using workloads::stepsOf;
using Kind = ScriptStep::Kind;

namespace {

constexpr const char* everything = "seed 7 # of the times\n"
                                   "8 x cook: compute 2 ms \u00b1 20 %, wait 20 ms,\n"
                                   "  download /dice, lock A 3 ms\n"
                                   "2 \u00d7 \"the <b>waiter\": repeat 3 { lock A { compute 1 ms\n"
                                   "    lock B 2.5 ms }, wait 500 us +- 5 % }; download http://a.example/x?y,"
                                   " compute 1 s\n"
                                   "compute 100us\n";

Script parsed(const std::string& text)
{
    std::string error;
    auto script = parseScript(text, error);
    if (!script)
        QTest::qFail(error.c_str(), __FILE__, __LINE__);
    return script.value_or(Script());
}

std::string refused(const std::string& text)
{
    std::string error;
    return parseScript(text, error) ? std::string() : error;
}

std::string repeated(const std::string& text, int times)
{
    std::string all;
    for (int count = 0; count < times; ++count)
        all += text;
    return all;
}

std::string counting(const std::string& before, const std::string& after, int times)
{
    std::string all;
    for (int count = 0; count < times; ++count)
        all += before + std::to_string(count) + after;
    return all;
}

} // namespace

class TestScriptParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWholeGrammarIsUnderstood();
    void oneLineIsOneTask();
    void newLinesEndTasksOutsideOfBracesOnly();
    void repeatsAndLocksAreWrittenOut();
    void tasksAreNamed();
    void unnamedTasksAreNumberedThroughAllKinds();
    void timesAreExact_data();
    void timesAreExact();
    void variationIsSeeded();
    void variationStaysInItsBounds();
    void faultsSayWhereAndWhat_data();
    void faultsSayWhereAndWhat();
    void limitsAreRefusedWithASentence_data();
    void limitsAreRefusedWithASentence();
    void phasesAloneAreJudged();
    void mutatedScriptsAreUnderstoodOrRefused();
};

void TestScriptParser::theWholeGrammarIsUnderstood()
{
    const Script script = parsed(everything);
    QCOMPARE(script.seed, std::uint64_t{7});
    QCOMPARE(script.taskCount(), std::size_t{12});
    QCOMPARE(script.locks, (std::vector<std::string>{"A", "B"}));
    QCOMPARE(script.addresses, (std::vector<std::string>{"/dice", "http://a.example/x?y"}));
    QVERIFY(script.needsServer());
    QVERIFY(script.varies());
    QCOMPARE(script.kinds[0].text,
             std::string("compute 2 ms \u00b1 20 %, wait 20 ms, download /dice, lock A 3 ms"));
    QCOMPARE(script.kinds[1].text,
             std::string("repeat 3 { lock A { compute 1 ms, lock B 2.5 ms }, wait 500 us \u00b1 5 % }"));
    QVERIFY(!parsed("download http://a.example/").needsServer());
    QCOMPARE(parsed("download \"http://user:secret@a.example/x,y\", download /a").kinds[0].text,
             std::string("download http://a.example/x,y, download /a"));
    QVERIFY(!parsed("repeat 2 { lock A { wait 5 ms } }").varies());
}

void TestScriptParser::oneLineIsOneTask()
{
    const Script script = parsed("compute 2 ms, wait 20 ms, compute 1 ms, download /dice, lock A 3 ms");
    QCOMPARE(script.taskCount(), std::size_t{1});
    const std::vector<ScriptStep> expected{
        {Kind::Compute, 2ms, 0}, {Kind::Wait, 20ms, 0},   {Kind::Compute, 1ms, 0}, {Kind::Download, {}, 0},
        {Kind::Lock, {}, 0},     {Kind::Compute, 3ms, 0}, {Kind::Unlock, {}, 0}};
    QVERIFY(stepsOf(script, 0) == expected);
}

void TestScriptParser::newLinesEndTasksOutsideOfBracesOnly()
{
    QCOMPARE(parsed("compute 1 ms\ncompute 1 ms\n\n").taskCount(), std::size_t{2});
    QCOMPARE(parsed("compute 1 ms; compute 1 ms;").taskCount(), std::size_t{2});
    QCOMPARE(parsed("compute 1 ms, # as much as it takes\r\n wait 1 ms").taskCount(), std::size_t{1});
    QCOMPARE(parsed("repeat 2 {\n compute 1 ms\n wait 1 ms,\n\n}").taskCount(), std::size_t{1});
}

void TestScriptParser::repeatsAndLocksAreWrittenOut()
{
    const std::vector<ScriptStep> steps =
        stepsOf(parsed("repeat 2 { lock A { compute 1 ms, lock B 2 ms } }, wait 3 ms"), 0);
    const std::vector<ScriptStep> once{{Kind::Lock, {}, 0},   {Kind::Compute, 1ms, 0},
                                       {Kind::Lock, {}, 1},   {Kind::Compute, 2ms, 0},
                                       {Kind::Unlock, {}, 1}, {Kind::Unlock, {}, 0}};
    QCOMPARE(steps.size(), 2 * once.size() + 1);
    QVERIFY(std::equal(once.begin(), once.end(), steps.begin()));
    QVERIFY(std::equal(once.begin(), once.end(), steps.begin() + 6));
    QVERIFY(steps.back() == (ScriptStep{Kind::Wait, 3ms, 0}));
}

void TestScriptParser::tasksAreNamed()
{
    const Script script = parsed("2 x cook: wait 1 ms\nhog: wait 1 ms\ncook: wait 2 ms");
    QCOMPARE(labelOf(script, 0), std::string("cook 1"));
    QCOMPARE(labelOf(script, 1), std::string("cook 2"));
    QCOMPARE(labelOf(script, 2), std::string("hog"));
    QCOMPARE(labelOf(script, 3), std::string("cook 3"));
    QCOMPARE(kindOf(script, 3).text, std::string("wait 2 ms"));
    QCOMPARE(labelOf(parsed("\"a <b> c\": wait 1 ms"), 0), std::string("a <b> c"));
    QCOMPARE(labelOf(parsed("compute: compute 1 ms; seed: wait 1 ms"), 1), std::string("seed"));
}

void TestScriptParser::unnamedTasksAreNumberedThroughAllKinds()
{
    const Script script = parsed("2 x wait 1 ms; x: wait 1 ms; wait 1 ms");
    QCOMPARE(labelOf(script, 1), std::string("task 2"));
    QCOMPARE(labelOf(script, 3), std::string("task 3"));
    QCOMPARE(labelOf(parsed("wait 1 ms"), 0), std::string("task 1"));
}

void TestScriptParser::timesAreExact_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("nanoseconds");
    const auto row = [](const char* text, Duration time) {
        QTest::newRow(text) << QString::fromUtf8(text) << qint64(time.count());
    };
    row("1us", 1us);
    row("0.002 ms", 2us);
    row("1.5 ms", 1500us);
    row("2.0000001 ms", 2ms); // finer than a nanosecond
    row("0.1 s", 100ms);
    row("60 s", 60s);
    row("250 \u00b5s", 250us);
    row("250 \u03bcs", 250us);
}

void TestScriptParser::timesAreExact()
{
    QFETCH(const QString, text);
    const auto steps = stepsOf(parsed("compute " + text.toStdString()), 0);
    QTEST(qint64(steps.at(0).length.count()), "nanoseconds");
}

void TestScriptParser::variationIsSeeded()
{
    const std::string text = "50 x repeat 3 { compute 2 ms +/- 50 % }";
    const Script one = parsed(text), again = parsed(text), other = parsed("seed 2; " + text);
    int different = 0;
    for (std::size_t task = 0; task < 50; ++task) {
        QVERIFY(stepsOf(one, task) == stepsOf(again, task));
        different += stepsOf(one, task) != stepsOf(other, task);
    }
    QCOMPARE(different, 50);
    QVERIFY(stepsOf(one, 0) != stepsOf(one, 1));
    QVERIFY(stepsOf(one, 0)[0] != stepsOf(one, 0)[1]);
}

void TestScriptParser::variationStaysInItsBounds()
{
    const Script script = parsed("1000 x wait 10 ms \u00b1 20 %");
    Duration least = 1h, most{}, sum{};
    for (std::size_t task = 0; task < 1000; ++task) {
        const Duration length = stepsOf(script, task)[0].length;
        least = std::min(least, length);
        most = std::max(most, length);
        sum += length;
    }
    QVERIFY(least >= 8ms && least < 8100us);
    QVERIFY(most <= 12ms && most > 11900us);
    QVERIFY(sum > 9900ms && sum < 10100ms); // evenly
}

void TestScriptParser::faultsSayWhereAndWhat_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* text, const char* sentence) {
        const QString shown = QString::fromUtf8(text);
        QTest::newRow(qPrintable(shown.simplified())) << shown << QString::fromUtf8(sentence);
    };
    const char* const phase = ": a phase must stand here: compute, wait, download, lock or repeat, not ";
    const auto phaseRow = [&](const char* text, const std::string& place, const std::string& found) {
        row(text, (place + phase + found).c_str());
    };
    row("", "Line 1, column 1: there is no task: write what one does, such as compute 2 ms, wait 20 ms.");
    row(" # only this\n", "Line 2, column 1: there is no task: write what one does, such as compute 2 ms, "
                          "wait 20 ms.");
    phaseRow("compte 2 ms", "Line 1, column 1", "\u201ccompte\u201d.");
    phaseRow("compute 2 ms,", "Line 1, column 14", "the end of the script.");
    phaseRow("wait 1 ms\ncook: ; wait 1 ms", "Line 2, column 7", "\u201c;\u201d.");
    phaseRow("repeat 2 { }", "Line 1, column 12", "\u201c}\u201d.");
    phaseRow("\"cook", "Line 1, column 1", "a text without its second \".");
    row("compute",
        "Line 1, column 8: \u201ccompute\u201d needs a time such as 2 ms, not the end of the script.");
    row("compute fast",
        "Line 1, column 9: \u201ccompute\u201d needs a time such as 2 ms, not \u201cfast\u201d.");
    row("compute 2",
        "Line 1, column 10: after 2 its unit must follow: us, ms or s, not the end of the script.");
    row("compute 2 m", "Line 1, column 11: after 2 its unit must follow: us, ms or s, not \u201cm\u201d.");
    row("compute 0 ms",
        "Line 1, column 9: \u201ccompute\u201d takes a time from 1 us to 60 s, not \u201c0 ms\u201d.");
    row("compute -2 ms",
        "Line 1, column 9: \u201ccompute\u201d needs a time such as 2 ms, not \u201c-2\u201d.");
    row("compute 61 s",
        "Line 1, column 9: \u201ccompute\u201d takes a time from 1 us to 60 s, not \u201c61 s\u201d.");
    row("lock A 61 s",
        "Line 1, column 8: \u201clock A\u201d takes a time from 1 us to 60 s, not \u201c61 s\u201d.");
    row("wait 3601 s",
        "Line 1, column 6: \u201cwait\u201d takes a time from 1 us to 1 h, not \u201c3601 s\u201d.");
    row("wait 99999999999999999999 s",
        "Line 1, column 6: \u201cwait\u201d takes a time from 1 us to 1 h, not "
        "\u201c99999999999999999999 s\u201d.");
    row("wait 1 ms \u00b1 20", "Line 1, column 15: a % must follow here, not the end of the script.");
    row("wait 1 ms \u00b1 101 %", "Line 1, column 13: after \u00b1 a whole number from 0 to 100 and % must "
                                  "follow, not \u201c101\u201d.");
    row("wait 1 ms wait 1 ms", "Line 1, column 11: a comma and another phase, or the end of the line, must "
                               "follow, not \u201cwait\u201d.");
    row("repeat 2 { wait 1 ms wait 1 ms }", "Line 1, column 22: a comma and another phase, or the closing }, "
                                            "must follow, not \u201cwait\u201d.");
    row("lock A {\nwait 1 ms", "Line 2, column 10: a comma and another phase, or the closing }, must follow, "
                               "not the end of the script.");
    row("lock 3 ms",
        "Line 1, column 6: \u201clock\u201d needs the name of a lock: lock A 3 ms, not \u201c3\u201d.");
    row("repeat { wait 1 ms }",
        "Line 1, column 8: \u201crepeat\u201d needs a whole number from 1 to 100000, not \u201c{\u201d.");
    row("repeat 2 wait 1 ms",
        "Line 1, column 10: what is repeated must stand in braces: repeat 3 { compute 2 "
        "ms }, not \u201cwait\u201d.");
    row("0 x wait 1 ms",
        "Line 1, column 1: the number of tasks must be from 1 to 1000000, not \u201c0\u201d.");
    row("8 cook: wait 1 ms",
        "Line 1, column 3: after the number of tasks an x must follow: 8 x compute 2 ms, "
        "not \u201ccook\u201d.");
    for (const char* text : {"download http://user:x,secret@host/", "download http://user:{secret}@host/",
                             "download http://user:x;secret@host/"})
        row(text, "Line 1, column 10: an address that holds , ; { or } must stand in quotes.");
    row("download //user:secret@host/", "Line 1, column 10: host/: write http:// or https:// first.");
    row("download",
        "Line 1, column 9: \u201cdownload\u201d needs an address: /dice or /jython of the practice "
        "server, or one with http:// or https://.");
    row("seed -1",
        "Line 1, column 6: \u201cseed\u201d needs a whole number from 0 to 4294967295, not \u201c-1\u201d.");
    row("seed 4294967296; wait 1 ms", "Line 1, column 6: \u201cseed\u201d needs a whole number from 0 to "
                                      "4294967295, not \u201c4294967296\u201d.");
    row("wait 1 ms\n\u00e4\u00f6\u00fc: wait x",
        "Line 2, column 11: \u201cwait\u201d needs a time such as 2 ms, "
        "not \u201cx\u201d.");
    row("\"\": wait 1 ms", "Line 1, column 1: a name has 1 to 60 characters.");
    row("wait 1 ms\x01", "Line 1, column 10: a comma and another phase, or the end of the line, must follow, "
                         "not a control character.");
}

void TestScriptParser::faultsSayWhereAndWhat()
{
    QFETCH(const QString, text);
    QTEST(QString::fromStdString(refused(text.toStdString())), "sentence");
}

void TestScriptParser::limitsAreRefusedWithASentence_data()
{
    QTest::addColumn<QByteArray>("within");
    QTest::addColumn<QByteArray>("beyond");
    QTest::addColumn<QString>("word");
    const auto row = [](const char* name, const std::string& within, const std::string& beyond,
                        const char* word) {
        QTest::newRow(name) << QByteArray::fromStdString(within) << QByteArray::fromStdString(beyond)
                            << QString::fromLatin1(word);
    };
    row("tasks", "1000000 x wait 1 ms", "1000000 x wait 1 ms; wait 1 ms", "1000000 tasks");
    row("kinds", repeated("wait 1 ms;", 1000), repeated("wait 1 ms;", 1001), "1000 kinds");
    row("locks", counting("lock l", " 1 us;", 100), counting("lock l", " 1 us;", 101), "100 locks");
    row("phases", "repeat 100000 { wait 1 us }", "repeat 100000 { wait 1 us }, wait 1 us", "100000 phases");
    row("nested repeats", "repeat 300 { repeat 300 { wait 1 us } }",
        "repeat 400 { repeat 300 { wait 1 us } }", "100000 phases");
    const auto nested = [](int deep) {
        return repeated("repeat 1 {", deep) + "wait 1 us" + repeated("}", deep);
    };
    row("braces", nested(20), nested(21), "20 deep");
    row("braces without end", nested(20), repeated("lock A {", 5000), "20 deep");
    row("text", "wait 1 us" + repeated(" ", 60'000), "wait 1 us" + repeated(" ", 70'000), "64 KiB");
    row("name", repeated("n", 60) + ": wait 1 us", repeated("n", 61) + ": wait 1 us", "60 characters");
    row("address", "download /" + repeated("a", 8000), "download /" + repeated("a", 9000), "");
}

void TestScriptParser::limitsAreRefusedWithASentence()
{
    QFETCH(const QByteArray, within);
    QFETCH(const QByteArray, beyond);
    QFETCH(const QString, word);
    QCOMPARE(refused(within.toStdString()), std::string());
    const QString sentence = QString::fromStdString(refused(beyond.toStdString()));
    QVERIFY(sentence.startsWith(QStringLiteral("Line 1, column ")));
    QVERIFY2(sentence.contains(word), qPrintable(sentence));
    QVERIFY2(sentence.size() < 500, qPrintable(sentence));
}

void TestScriptParser::phasesAloneAreJudged()
{
    using workloads::phasesRefusal;
    QCOMPARE(phasesRefusal("lock A { wait 1 ms, compute 2 ms }"), std::string());
    QCOMPARE(phasesRefusal("wait 1 ms, wait 2 ms"), std::string());
    for (const char* text : {"", "wait 1 ms; wait 2 ms", "wait 1 ms\nwait 2 ms", "8 x wait 1 ms",
                             "a: wait 1 ms", "wait 1 ms # soon", "wait 1 ms,", "lock A {", "}"})
        QVERIFY2(!phasesRefusal(text).empty(), text);
}

void TestScriptParser::mutatedScriptsAreUnderstoodOrRefused()
{
    std::mt19937 random(20'240'817); // NOLINT: the same every time
    const std::string pieces[] = {"{",
                                  "}",
                                  ",",
                                  ";",
                                  "\n",
                                  "\"",
                                  "#",
                                  "\xc2",
                                  "\u00b1",
                                  "99999999999",
                                  "x",
                                  ":",
                                  "repeat 100000 {",
                                  "lock",
                                  "download",
                                  std::string(1, '\0'),
                                  "seed",
                                  "%"};
    int understood = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string text = everything;
        for (unsigned changes = 1 + random() % 4; changes > 0; --changes) {
            const std::size_t at = random() % (text.size() + 1);
            switch (random() % 3) {
            case 0:
                text.erase(at, random() % 9);
                break;
            case 1:
                text.insert(at, pieces[random() % std::size(pieces)]);
                break;
            default:
                text.insert(at, 1, static_cast<char>(random()));
            }
        }
        std::string error;
        if (const auto script = parseScript(text, error)) {
            ++understood;
            QVERIFY(script->taskCount() > 0);
            QVERIFY(stepsOf(*script, script->taskCount() - 1).size() <= 100'000);
        } else {
            QVERIFY(error.starts_with("Line ") && error.ends_with('.'));
        }
    }
    QVERIFY(understood > 1000 && understood < 19'000); // both ways were taken
}

QTEST_GUILESS_MAIN(TestScriptParser)
#include "tst_scriptparser.moc"
