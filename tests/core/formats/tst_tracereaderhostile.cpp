// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/statistics.h"
#include "core/timeline/lanes.h"
#include "core/trace/invariants.h"

#include "tests/core/formats/savedtraces.h"
#include "tests/support/traces.h"

#include <algorithm>
#include <random>

using namespace interleave;
using namespace interleave::formats;
using namespace interleave::tests;

namespace {

constexpr int mutations = 6000;

/// Two runs in one file, 18 KB.
const std::string& smallFile()
{
    static const std::string file = saved({twoThreads(), twoThreads()});
    return file;
}

/// What the program does with a trace: nothing of it may go wrong, and the ids must be in range.
bool canBeUsed(const ReadTraces& read)
{
    const std::vector<Trace>& runs = read.runs;
    for (const Note& note : read.notes)
        if (note.run >= runs.size() || note.to < note.from || !isNoteText(note.text) ||
            (note.worker.valid() && note.worker.value >= runs[note.run].workers.size()) ||
            (note.task.valid() && note.task.value >= runs[note.run].tasks.size()))
            return false;
    for (const Trace& run : runs) {
        for (const Violation& violation : checkInvariants(run, 1'000'000))
            if (violation.invariant == Invariant::IdsExist)
                return false;
        for (const Task& task : run.tasks)
            if (task.worker.valid() && task.worker.value >= run.workers.size())
                return false;
        analysis::statistics(run);
        for (const auto grouping :
             {timeline::Grouping::Worker, timeline::Grouping::Task, timeline::Grouping::Processor})
            timeline::lanesOf(run, grouping);
    }
    const ReadTraces again = readFrom(saved(runs, read.notes));
    return again.runs == runs && again.notes == read.notes;
}

std::string repeated(std::string_view text, std::size_t times)
{
    std::string all;
    for (std::size_t i = 0; i < times; ++i)
        all += text;
    return all;
}

/// One to three changes to what is ours in the file: any byte, a byte of JSON, a piece less or a piece more.
std::string mutated(std::string file, std::mt19937& random)
{
    const std::string_view json = "0123456789-.eE\"\\[]{},:nul truefs";
    const std::size_t ours = file.find("\"interleave\"");
    const auto below = [&](std::size_t end) { return random() % end; };
    for (std::size_t left = 1 + below(3); left > 0; --left) {
        const std::size_t at = ours + below(file.size() - ours);
        switch (below(4)) {
        case 0:
            file[at] = static_cast<char>(below(256));
            break;
        case 1:
            file[at] = json[below(json.size())];
            break;
        case 2:
            file.erase(at, 1 + below(20));
            break;
        default:
            file.insert(at, file.substr(ours + below(file.size() - ours), below(80)));
            break;
        }
    }
    return file;
}

bool isSentence(const std::string& text)
{
    return text.size() > 10 && text.size() < 300 && text.back() == '.' &&
           std::ranges::all_of(text, [](char byte) { return byte >= ' ' && byte <= '~'; });
}

} // namespace

class TestTraceReaderHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNoTraceIsRefused_data();
    void whatIsNoTraceIsRefused();
    void moreThanTheLimitsIsRefused();
    void longTextIsRefused();
    void truncatedFileIsRefusedWhereverItEnds();
    void mutatedFileIsRefusedOrCanBeUsed();
};

void TestTraceReaderHostile::whatIsNoTraceIsRefused_data()
{
    QTest::addColumn<std::string>("file");
    QTest::addColumn<std::string>("error");
    const auto row = [](const char* name, const std::string& file, const std::string& error) {
        QTest::newRow(name) << file << error;
    };
    const std::string foreign = "The file is a Chrome trace of another program (it has no key "
                                "\"interleave\"), which Interleave cannot read yet.";
    const std::string noTrace =
        "The file is no trace: it has no key \"interleave\". Open one that Interleave saved.";
    const std::string tooDeep = "The file is no trace: it is nested deeper than 64 levels at byte ";
    const auto damaged = [](int byte, const std::string& what) {
        return "The file is damaged or no trace: byte " + std::to_string(byte) + " is no JSON (" + what +
               ").";
    };
    row("empty", "", "The file is empty.");
    row("white", " \n", "The file is empty.");
    row("a picture", "\x89PNG\r\n", damaged(0, "invalid value"));
    const std::string utf16 = "The file is text in UTF-16: save it as UTF-8.";
    const std::string utf32 = "The file is text in UTF-32: save it as UTF-8.";
    const std::string compressed = "The file is compressed: unpack it first.";
    row("UTF-16, little end first", std::string("\xFF\xFE{\0}\0", 6), utf16);
    row("UTF-16, big end first", std::string("\xFE\xFF\0{\0}", 6), utf16);
    row("UTF-16 without a mark", std::string("{\0\"\0i\0", 6), utf16);
    row("UTF-16 without a mark, big end first", std::string("\0{\0\"\0i", 6), utf16);
    row("UTF-32", std::string("\xFF\xFE\0\0{\0\0\0", 8), utf32);
    row("UTF-32, big end first", std::string("\0\0\xFE\xFF\0\0\0{", 8), utf32);
    row("gzip", std::string("\x1F\x8B\x08\0\0\0\0\0", 8), compressed);
    row("zstd", "\x28\xB5\x2F\xFD\x24", compressed);
    row("xz",
        std::string("\xFD"
                    "7zXZ\0\0\4",
                    8),
        compressed);
    row("bzip2", "BZh91AY&SY", compressed);
    row("zip", "PK\x03\x04\x14", compressed);
    row("only a mark", "\xEF\xBB\xBF", "The file is empty.");
    row("two marks", "\xEF\xBB\xBF\xEF\xBB\xBF{}", damaged(3, "invalid value"));
    row("half a mark", "\xEF\xBB{}", damaged(0, "invalid value"));
    row("a fault behind a mark", "\xEF\xBB\xBF{\"a\":NaN}", damaged(8, "invalid value"));
    row("zeros", std::string(99, '\0'), damaged(0, "the document is empty"));
    row("zero at the end", std::string("{\"interleave\":{\"version\":1,\"runs\":[]}}\0", 39),
        damaged(38, "a byte is zero"));
    row("two documents", smallFile() + "{}",
        damaged(static_cast<int>(smallFile().size()),
                "the document root must not be followed by other values"));
    row("Latin-1",
        "{\"a\":\"Stra\xDF"
        "e\"}",
        damaged(10, "invalid encoding in string"));
    row("half a pair", R"({"a":"\uD800"})", damaged(6, "the surrogate pair in string is invalid"));
    row("NaN", R"({"a":NaN})", damaged(5, "invalid value"));
    row("Infinity", R"({"a":-Infinity})", damaged(6, "invalid value"));
    row("1e999", R"({"a":1e999})", damaged(5, "number too big to be stored in double"));
    row("single quotes", "{'a':1}", damaged(1, "missing a name for object member"));
    row("comma at the end", "{\"a\":1,}", damaged(7, "missing a name for object member"));
    row("a text", "\"interleave\"", noTrace);
    row("a number", "1", noTrace);
    row("other JSON", R"({"runs":[{"interleave":1}]})", noTrace);
    row("trace of another program", R"({"traceEvents":[{"ph":"X","args":{"interleave":{}}}]})", foreign);
    row("trace that is an array", R"([{"ph":"X"}])", foreign);
    row("deep arrays", R"({"a":)" + repeated("[", 3'000'000), tooDeep + "68.");
    row("deep objects", repeated("{\"interleave\":", 10) + repeated("{\"a\":", 3'000'000), tooDeep + "410.");
}

void TestTraceReaderHostile::whatIsNoTraceIsRefused()
{
    QFETCH(std::string, file);
    QFETCH(std::string, error);
    const ReadTraces read = readFrom(file);
    QVERIFY2(read.error == error, read.error.c_str());
    QVERIFY(read.runs.empty());
}

void TestTraceReaderHostile::moreThanTheLimitsIsRefused()
{
    const ReadLimits enough{.runs = 2, .tasks = 8, .workers = 4, .spans = 36, .details = 6};
    QCOMPARE(readFrom(smallFile(), enough).error, std::string());
    const auto errorWith = [&](std::size_t ReadLimits::*kind) {
        ReadLimits limits = enough;
        --(limits.*kind);
        return readFrom(smallFile(), limits).error;
    };
    QCOMPARE(errorWith(&ReadLimits::runs), std::string("Run 2: the file has more than 1 runs."));
    QCOMPARE(errorWith(&ReadLimits::tasks), std::string("Run 2, task 3: the file has more than 7 tasks."));
    QCOMPARE(errorWith(&ReadLimits::workers),
             std::string("Run 2, worker 1: the file has more than 3 workers."));
    QCOMPARE(errorWith(&ReadLimits::spans), std::string("Run 2, span 17: the file has more than 35 spans."));
    QCOMPARE(errorWith(&ReadLimits::details),
             std::string("Run 2: the file has more than 5 processors, conditions and clock steps."));
}

void TestTraceReaderHostile::longTextIsRefused()
{
    const std::string error = "The file is no trace: it has a text or number of more than 10 MiB at byte ";
    const std::string text(std::size_t{20} << 20, '0');
    for (const std::string& value : {'"' + text + '"', "0." + text, "{\"" + text + "\":1}"})
        QVERIFY(readFrom("{\"traceEvents\":" + value + "}").error.starts_with(error));
    const ReadTraces read =
        readFrom("{\"interleave\":{\"version\":1,\"runs\":[{\"info\":{\"model\":\"" + text + "\"}}]}}");
    QVERIFY(read.runs.empty() && read.error.starts_with(error));
    QVERIFY(readFrom("{\"traceEvents\":" + text + "}").error.ends_with(")."));
}

void TestTraceReaderHostile::truncatedFileIsRefusedWhereverItEnds()
{
    const std::string whole = smallFile().substr(0, smallFile().size() - 1); // without the line break
    QCOMPARE(readFrom(whole).error, std::string());
    for (std::size_t size = 1; size < whole.size(); ++size) {
        const ReadTraces read = readFrom(whole.substr(0, size));
        QVERIFY(read.runs.empty());
        QCOMPARE(read.error, "The file ends too early, after " + std::to_string(size) +
                                 " bytes: it was not saved or copied whole.");
    }
}

void TestTraceReaderHostile::mutatedFileIsRefusedOrCanBeUsed()
{
    const std::string whole =
        saved({twoThreads()}, {{.run = 0,
                                .from = at(100),
                                .to = at(400),
                                .task = TaskId(1),
                                .worker = WorkerId(1),
                                .slot = SlotId(0),
                                .text = "here"},
                               {.run = 0, .from = at(7), .to = at(7), .text = "there"}});
    std::mt19937 random(20240501);
    int accepted = 0;
    for (int i = 0; i < mutations; ++i) {
        const std::string file = mutated(whole, random);
        const ReadTraces read = readFrom(file);
        accepted += read.error.empty() ? 1 : 0;
        if (read.error.empty())
            QVERIFY2(canBeUsed(read), file.c_str());
        else
            QVERIFY2(read.runs.empty() && isSentence(read.error), read.error.c_str());
    }
    QVERIFY(accepted > mutations / 50);
}

QTEST_APPLESS_MAIN(TestTraceReaderHostile)
#include "tst_tracereaderhostile.moc"
