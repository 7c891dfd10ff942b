// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "tests/core/formats/json.h"
#include "tests/core/formats/savedtraces.h"
#include "tests/support/traces.h"

using namespace interleave;
using namespace interleave::formats;
using namespace interleave::tests;

namespace {

/// A file of one run whose marks are this JSON.
std::string withMarks(const std::string& marks)
{
    std::string file = saved({twoThreads()});
    return file.insert(file.find("\"runs\":["), "\"marks\":" + marks + ",");
}

std::vector<Note> everyKind()
{
    return {{.run = 0, .from = at(0), .to = at(0), .text = "at the very begin"},
            {.run = 1, .from = at(120), .to = at(400), .text = "a stretch, \"quoted\" <b>\xE2\x80\xA6"},
            {.run = 1, .from = at(5), .to = at(6), .task = TaskId(3), .text = "of a task"},
            {.run = 0, .from = at(9), .to = at(9), .worker = WorkerId(1), .slot = SlotId(0), .text = "slot"},
            {.run = 0, .from = at(1'000'000), .to = at(2'000'000), .text = "beside the run"},
            {.run = 0, .from = at(3), .to = at(3), .text = std::string(Note::longestText, 'x')}};
}

} // namespace

class TestNotes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void notesAreReadAsTheyWereWritten();
    void fileWithoutNotesHasNoKeyForThem();
    void marksAreInTheFileAsDocumented();
    void marksMayComeBeforeTheRuns();
    void hostileMarksAreRefusedWithTheirPlace_data();
    void hostileMarksAreRefusedWithTheirPlace();
    void moreMarksThanTheLimitAreRefused();
};

void TestNotes::notesAreReadAsTheyWereWritten()
{
    const std::vector<Trace> runs{twoThreads(), twoThreads()};
    const ReadTraces read = readFrom(saved(runs, everyKind()));
    QCOMPARE(read.error, std::string());
    QVERIFY(read.notes == everyKind());
    QVERIFY(read.runs == runs);
}

void TestNotes::fileWithoutNotesHasNoKeyForThem()
{
    const std::string file = saved({twoThreads()});
    QCOMPARE(file.find("\"marks\""), std::string::npos);
    const ReadTraces read = readFrom(file);
    QCOMPARE(read.error, std::string());
    QVERIFY(read.notes.empty());
}

void TestNotes::marksAreInTheFileAsDocumented()
{
    const std::string file =
        saved({twoThreads(), twoThreads()},
              {{.run = 0, .from = at(300), .to = at(300), .text = "the lock is handed over"},
               {.run = 1, .from = at(20), .to = at(500), .worker = WorkerId(0), .text = "start"}});
    const std::string marks = file.substr(file.find(",\"marks\":["));
    QCOMPARE(QByteArray::fromStdString(marks), golden("marks.json", marks));
}

void TestNotes::marksMayComeBeforeTheRuns()
{
    const ReadTraces read = readFrom(withMarks(R"([{"text":"x","from":4,"run":0,"colour":[1,{}]}])"));
    QCOMPARE(read.error, std::string());
    QCOMPARE(read.notes.size(), std::size_t{1});
    QVERIFY(read.notes.front() == (Note{.run = 0, .from = at(4), .to = at(4), .text = "x"}));
}

void TestNotes::hostileMarksAreRefusedWithTheirPlace_data()
{
    QTest::addColumn<std::string>("marks");
    QTest::addColumn<std::string>("error");
    const auto row = [](const char* name, const std::string& marks, const std::string& error) {
        QTest::newRow(name) << marks << error;
    };
    const std::string text = "\"text\" must be one line without control characters, of 1 to 4096 bytes.";
    row("no array", "{}", "Key \"interleave\": \"marks\" must be an array.");
    row("a number", "[1]", "Key \"interleave\": \"marks[]\" must be an object.");
    row("no run", R"([{"from":1,"text":"x"}])", "Mark 1: \"run\" is missing.");
    row("no instant", R"([{"run":0,"text":"x"}])", "Mark 1: \"from\" is missing.");
    row("no text", R"([{"run":0,"from":1}])", "Mark 1: \"text\" is missing.");
    row("empty text", R"([{"run":0,"from":1,"text":""}])", "Mark 1: " + text);
    row("two lines", R"([{"run":0,"from":1,"text":"a\nb"}])", "Mark 1: " + text);
    row("a zero in it", R"([{"run":0,"from":1,"text":"a\u0000"}])", "Mark 1: " + text);
    row("long", R"([{"run":0,"from":1,"text":")" + std::string(4097, 'x') + "\"}]", "Mark 1: " + text);
    row("text twice", R"([{"run":0,"from":1,"text":"x","text":"y"}])", "Mark 1: \"text\" is there twice.");
    row("second", R"([{"run":0,"from":1,"text":"x"},{"run":1,"from":1,"text":"x"}])",
        "Mark 2: \"run\" is 1, counted from 0, and the file has 1 run.");
    row("largest run", R"([{"run":4294967295,"from":1,"text":"x"}])",
        "Mark 1: \"run\" is 4294967295, counted from 0, and the file has 1 run.");
    row("before 0", R"([{"run":0,"from":-1,"text":"x"}])",
        "Mark 1: it is from -1 to -1 ns and must not begin before 0 nor end before it begins.");
    row("ends first", R"([{"run":0,"from":9,"to":8,"text":"x"}])",
        "Mark 1: it is from 9 to 8 ns and must not begin before 0 nor end before it begins.");
    row("too late", R"([{"run":0,"from":9007199254740993,"text":"x"}])",
        "Mark 1: \"from\" must be a whole number from -9007199254740992 to "
        "9007199254740992 nanoseconds (104 days).");
    row("no such task", R"([{"run":0,"from":1,"task":4,"text":"x"}])",
        "Mark 1: \"task\" is 4 and must be null or from 0 to 3: the run has no more tasks.");
    row("no such worker", R"([{"run":0,"from":1,"worker":2,"text":"x"}])",
        "Mark 1: \"worker\" is 2 and must be null or from 0 to 1: the run has no more workers.");
}

void TestNotes::hostileMarksAreRefusedWithTheirPlace()
{
    QFETCH(std::string, marks);
    QFETCH(std::string, error);
    const ReadTraces read = readFrom(withMarks(marks));
    QCOMPARE(read.error, error);
    QVERIFY(read.runs.empty() && read.notes.empty());
}

void TestNotes::moreMarksThanTheLimitAreRefused()
{
    const std::vector<Note> three(3, {.run = 0, .from = at(1), .to = at(1), .text = "x"});
    const std::string file = saved({twoThreads()}, three);
    QCOMPARE(readFrom(file, {.notes = 3}).error, std::string());
    QCOMPARE(readFrom(file, {.notes = 2}).error, std::string("Mark 3: the file has more than 2 marks."));
}

QTEST_APPLESS_MAIN(TestNotes)
#include "tst_notes.moc"
