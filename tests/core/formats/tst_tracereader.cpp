// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/formats/jsonwriter.h"
#include "core/trace/invariants.h"

#include "tests/core/formats/json.h"
#include "tests/core/formats/savedtraces.h"
#include "tests/support/picturetraces.h"
#include "tests/support/traces.h"

#include <limits>

using namespace interleave;
using namespace interleave::formats;
using namespace interleave::tests;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(interleave::Trace)

namespace {

/// 104 days, the longest time that can be read.
constexpr std::int64_t longest = std::int64_t{1} << 53;

/// No field has its default.
Trace everyFieldSet()
{
    Trace trace = twoThreads();
    RunInfo& info = trace.info;
    info.work = "a3f0";
    info.workerKind = "process";
    info.lock = "interpreter";
    info.inFlight = 3;
    info.processors = {ProcessorId(0), ProcessorId(1), ProcessorId(65534)};
    info.pinned = true;
    info.conditions = {{"latency", "50 ms"}, {"", ""}, {"latency", "again"}};
    info.origin = Origin::Observed;
    info.sources = {true, true, true, true, true, true};
    info.resolution = Duration(7);
    info.lostRecords = 12;
    info.clockSteps = {{Instant(Duration(5)), -2s}, {Instant(Duration(6)), 24h * 365 * 56}};
    info.workersNotBegun = 1;
    info.notBegunWhy = "the system refused to start a thread";
    trace.tasks[1].bytes = 1;
    for (Worker& worker : trace.workers) {
        worker.cpuClock = Duration(900);
        worker.runDelay = Duration(0);
        worker.resolution = Duration(3);
        worker.processId = std::numeric_limits<std::int64_t>::max();
        worker.threadId = std::numeric_limits<std::int64_t>::min();
    }
    trace.workers[1].role = WorkerRole::Helper;
    trace.workers[1].predecessor = WorkerId(0);
    trace.workers.emplace_back().notBegun = info.notBegunWhy;
    return trace;
}

/// Of another program, so that any span may follow any other.
Trace everyWord()
{
    Trace trace = twoThreads();
    trace.info.origin = Origin::File;
    trace.info.ignoredEvents = {{"TaskStarted", 2}, {"TaskStopped", 1}};
    trace.tasks[3].outcome = Outcome::None;
    std::uint8_t attempt = 0;
    for (const State state : allStates)
        for (const Phase phase : allPhases) {
            Span each = span(state, phase, 5, 6, {.task = 1, .worker = 1, .processor = 1, .by = 3});
            each.attempt = attempt += 2;
            trace.spans.append(each);
        }
    return trace;
}

Trace largestNumbers()
{
    Trace trace;
    trace.info.origin = Origin::File;
    trace.info.workers = trace.info.inFlight = std::numeric_limits<std::uint32_t>::max();
    trace.info.lostRecords = std::numeric_limits<std::uint64_t>::max();
    trace.info.resolution = Duration(longest);
    trace.end = at(longest);
    Task& task = trace.tasks.emplace_back();
    task.planned = at(-longest);
    task.taken = task.started = task.stopped = at(longest);
    task.slot = SlotId(std::numeric_limits<std::uint32_t>::max() - 1);
    task.bytes = std::numeric_limits<std::uint64_t>::max();
    task.untaken = task.attempts = std::numeric_limits<std::uint32_t>::max();
    Worker& worker = trace.workers.emplace_back();
    worker.cpuClock = worker.runDelay = worker.resolution = Duration(longest);
    worker.voluntarySwitches = worker.involuntarySwitches = std::numeric_limits<std::uint64_t>::max();
    Span widest = span(State::Running, Phase::None, 0, longest, {.task = 0, .worker = 0, .processor = 65534});
    widest.slot = SlotId(65534);
    widest.attempt = 255;
    trace.spans.append(widest);
    return trace;
}

Trace anyText()
{
    std::string text;
    for (char character = 0; character < 127; ++character)
        text += character;
    text += "\"\\/\\u0000</script>\x7F\xC2\x80\xC3\xA4\xE2\x82\xAC\xE2\x80\xA8\xEF\xBF\xBF\xEF\xBB\xBF"
            "\xED\x9F\xBF\xEE\x80\x80\xF0\x90\x80\x80\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF";
    Trace trace = twoThreads();
    RunInfo& info = trace.info;
    info.modelId = info.modelName = info.workloadId = info.workloadName = info.workerKind = info.lock =
        info.startedAt = text;
    info.conditions = {{text, text}};
    trace.tasks[0].label = trace.tasks[0].subject = text;
    trace.tasks[1].reason = text;
    trace.workers[0].name = text;
    trace.workers[1].name = std::string(200'000, 'x') + text; // longer than what is read at once
    return trace;
}

/// The members of every object the other way round.
void writeBackwards(JsonWriter& json, const rapidjson::Value& value)
{
    if (value.IsObject()) {
        json.beginObject();
        for (auto member = value.MemberEnd(); member != value.MemberBegin();) {
            --member;
            json.key({member->name.GetString(), member->name.GetStringLength()});
            writeBackwards(json, member->value);
        }
        json.endObject();
    } else if (value.IsArray()) {
        json.beginArray();
        for (const rapidjson::Value& element : value.GetArray())
            writeBackwards(json, element);
        json.endArray();
    } else if (value.IsString()) {
        json.value(std::string_view(value.GetString(), value.GetStringLength()));
    } else if (value.IsInt64()) {
        json.value(value.GetInt64());
    } else if (value.IsBool()) {
        json.value(value.GetBool());
    } else {
        json.null();
    }
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

} // namespace

class TestTraceReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTraceComesBackAsItWas_data();
    void everyTraceComesBackAsItWas();
    void runsComeBackInTheirOrder();
    void aFileWithoutRunsIsNoError();
    void fileOfVersionOneCanBeRead();
    void keysMayComeInAnyOrder();
    void whatIsNotKnownIsIgnored();
    void whitespaceMayBeAnywhere();
    void sourcesThatAreMissingToldNothing();
    void oddInfoIsReadAsItIs();
    void editorsMayHaveTouchedTheFile_data();
    void editorsMayHaveTouchedTheFile();
};

void TestTraceReader::everyTraceComesBackAsItWas_data()
{
    QTest::addColumn<Trace>("trace");
    const auto row = [](const char* name, const Trace& trace) { QTest::newRow(name) << trace; };
    row("nothing in it", Trace());
    row("two threads", twoThreads());
    row("every field", everyFieldSet());
    row("every word", everyWord());
    row("largest numbers", largestNumbers());
    row("any text", anyText());
    row("sequential", support::pictureTrace(support::sequentialPicture()));
    row("threads", support::pictureTrace(support::threadsPicture()));
    row("gil", support::pictureTrace(support::gilPicture()));
    row("async", support::pictureTrace(support::asyncPicture()));
    row("processes", support::pictureTrace(support::processesPicture()));
    row("many tasks", support::pictureTrace(support::manyTasksPicture()));
}

void TestTraceReader::everyTraceComesBackAsItWas()
{
    QFETCH(Trace, trace);
    const ReadTraces read = readFrom(saved({trace}));
    QCOMPARE(read.error, std::string());
    QCOMPARE(read.runs.size(), std::size_t(1));
    QVERIFY(read.runs[0] == trace);
    for (const Violation& violation : checkInvariants(read.runs[0]))
        QFAIL(violation.where.c_str());
}

void TestTraceReader::editorsMayHaveTouchedTheFile_data()
{
    QTest::addColumn<std::string>("begin");
    QTest::addColumn<std::string>("lineEnd");
    QTest::addColumn<std::string>("end");
    QTest::newRow("byte-order mark") << std::string("\xef\xbb\xbf") << std::string("\n") << std::string();
    QTest::newRow("CRLF") << std::string() << std::string("\r\n") << std::string();
    QTest::newRow("mark and CRLF") << std::string("\xef\xbb\xbf") << std::string("\r\n")
                                   << std::string("\r\n");
    QTest::newRow("CR") << std::string() << std::string("\r") << std::string();
    QTest::newRow("white behind") << std::string() << std::string("\n") << std::string(" \n\n");
}

void TestTraceReader::editorsMayHaveTouchedTheFile()
{
    QFETCH(const std::string, begin);
    QFETCH(const std::string, lineEnd);
    QFETCH(const std::string, end);
    std::string file = begin;
    for (const char byte : saved({twoThreads()}))
        file += byte == '\n' ? lineEnd : std::string(1, byte);
    const ReadTraces read = readFrom(file + end);
    QCOMPARE(read.error, std::string());
    QVERIFY(read.runs == std::vector<Trace>{twoThreads()});
}

void TestTraceReader::runsComeBackInTheirOrder()
{
    const std::vector<Trace> runs{anyText(), Trace(), everyWord(), twoThreads(), twoThreads()};
    const ReadTraces read = readFrom(saved(runs));
    QCOMPARE(read.error, std::string());
    QVERIFY(read.runs == runs);
}

void TestTraceReader::aFileWithoutRunsIsNoError()
{
    const ReadTraces read = readFrom(saved({}));
    QVERIFY(read.error.empty() && read.runs.empty());
}

void TestTraceReader::fileOfVersionOneCanBeRead()
{
    const ReadTraces read = readFrom(golden("chrometrace.json", saved({twoThreads()})).toStdString());
    QCOMPARE(read.error, std::string());
    QVERIFY(read.runs == std::vector{twoThreads()});
}

void TestTraceReader::keysMayComeInAnyOrder()
{
    const std::vector<Trace> runs{everyWord(), twoThreads()};
    const auto document = parsed(saved(runs));
    const std::string backwards = written([&](std::ostream& out) {
        JsonWriter json(out);
        writeBackwards(json, document);
    });
    const ReadTraces read = readFrom(backwards);
    QCOMPARE(read.error, std::string());
    QVERIFY(read.runs == runs);
}

void TestTraceReader::whatIsNotKnownIsIgnored()
{
    const std::string further = R"("new":{"label":[null,{"spans":0.1e-2147483639}],"new":"{"},"":[[],{}],)";
    std::string file = saved({twoThreads()});
    for (const char* key : {"version", "info", "model", "run_delay", "label", "role"})
        file = replaced(file, '"' + std::string(key) + "\":", further + '"' + key + "\":");
    file = replaced(file, "0]\n", "0,{},[1,[2]],\"new\"]\n"); // of spans
    const ReadTraces read = readFrom(file);
    QCOMPARE(read.error, std::string());
    QVERIFY(read.runs == std::vector{twoThreads()});
}

void TestTraceReader::whitespaceMayBeAnywhere()
{
    const std::string space(70'000, ' '); // longer than what is read at once
    const std::string file = saved({twoThreads()});
    const ReadTraces read =
        readFrom(space + replaced(file, "},\"end\":", "\t}\r\n,\"end\" : " + space) + space);
    QCOMPARE(read.error, std::string());
    QVERIFY(read.runs == std::vector{twoThreads()});
}

void TestTraceReader::sourcesThatAreMissingToldNothing()
{
    Trace trace = twoThreads();
    const ReadTraces read = readFrom(replaced(saved({trace}), R"("switch_records":true,)", ""));
    QCOMPARE(read.error, std::string());
    trace.info.sources.switchRecords = false;
    QVERIFY(read.runs == std::vector{trace});
}

void TestTraceReader::oddInfoIsReadAsItIs()
{
    Trace trace = twoThreads();
    trace.info.workers = 99;
    trace.info.inFlight = 0;
    trace.info.processors = {ProcessorId(3), ProcessorId(3), ProcessorId(1)};
    trace.info.lock = "of the bathroom";
    trace.tasks[0].outcome = Outcome::None;
    const ReadTraces read = readFrom(saved({trace}));
    QCOMPARE(read.error, std::string());
    QVERIFY(read.runs == std::vector{trace});
}

QTEST_APPLESS_MAIN(TestTraceReader)
#include "tst_tracereader.moc"
