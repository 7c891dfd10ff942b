// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/measuredby.h"
#include "core/formats/chrometrace.h"

#include "tests/core/formats/json.h"
#include "tests/support/traces.h"

#include <map>
#include <set>
#include <vector>

using namespace interleave;
using namespace interleave::formats;
using namespace interleave::tests;

namespace {

std::string chromeTraceOf(const std::vector<const Trace*>& runs)
{
    return written([&](std::ostream& out) { writeChromeTrace(out, runs, analysis::measuredBy); });
}

using Lane = std::pair<unsigned, unsigned>; // pid and tid

/// The complete events of each lane, in the order of the file.
std::map<Lane, std::vector<const rapidjson::Value*>> lanesOf(const rapidjson::Document& document)
{
    std::map<Lane, std::vector<const rapidjson::Value*>> lanes;
    for (const auto& event : document["traceEvents"].GetArray())
        if (event["ph"] == "X")
            lanes[{event["pid"].GetUint(), event["tid"].GetUint()}].push_back(&event);
    return lanes;
}

std::set<std::string> laneNames(const rapidjson::Document& document)
{
    std::set<std::string> names;
    for (const auto& event : document["traceEvents"].GetArray())
        if (event["name"] == "thread_name")
            names.insert(event["args"]["name"].GetString());
    return names;
}

/// Two tasks in flight on one worker, each waiting while the other runs, and work of the loop itself; odd
/// lengths.
Trace eventLoop(int turns)
{
    Trace trace;
    trace.tasks.resize(2);
    trace.workers.resize(1);
    trace.workers[0].name = "thread 1";
    std::int64_t now = 0;
    for (int turn = 0; turn < turns; ++turn) {
        const std::int64_t step = 1 + turn * 7919 % 1'000'003;
        Span running = span(State::Running, Phase::Compute, now, now + step, {.task = turn % 2, .worker = 0});
        Span waiting =
            span(State::Waiting, Phase::Sleep, now, now + step + 3, {.task = 1 - turn % 2, .worker = 0});
        running.slot = SlotId(static_cast<std::uint32_t>(turn % 2));
        waiting.slot = SlotId(static_cast<std::uint32_t>(1 - turn % 2));
        trace.spans.append(running);
        trace.spans.append(waiting);
        trace.spans.append(span(State::Running, Phase::Dispatch, now + step, now + step + 3, {.worker = 0}));
        now += step + 3;
    }
    trace.end = at(now);
    return trace;
}

} // namespace

class TestChromeTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noRunsAreAValidFile();
    void fileOfASmallRunIsAsDocumented();
    void everyEventHasWhatViewersAskFor();
    void eventsOfALaneAreDisjointInDoubles();
    void slotsHaveLanesOnlyWhereSeveralTasksAreInFlight();
    void overlappingSpansGoToAFurtherLane();
    void spansBeforeZeroAreCut();
    void runsAreProcesses();
    void textOfAnyBytesStaysValidJson();
    void spansAreKeptExactly();
};

void TestChromeTrace::noRunsAreAValidFile()
{
    const auto document = parsed(chromeTraceOf({}));
    QVERIFY(document.IsObject() && document["traceEvents"].Empty() && document["interleave"]["runs"].Empty());
}

void TestChromeTrace::fileOfASmallRunIsAsDocumented()
{
    const Trace trace = twoThreads();
    const std::string text = chromeTraceOf({&trace});
    QCOMPARE(QByteArray::fromStdString(text), golden("chrometrace.json", text));
}

void TestChromeTrace::everyEventHasWhatViewersAskFor()
{
    const Trace trace = twoThreads();
    const Trace loop = eventLoop(50);
    const auto document = parsed(chromeTraceOf({&trace, &loop}));
    QVERIFY(!document.HasParseError());
    double last = 0;
    for (const auto& event : document["traceEvents"].GetArray()) {
        for (const char* field : {"ph", "ts", "pid", "tid", "name", "args"})
            QVERIFY2(event.HasMember(field), field);
        if (event["ph"] != "X")
            continue;
        QVERIFY(event["ts"].GetDouble() >= last);
        QVERIFY(event["dur"].GetDouble() > 0);
        QVERIFY(event["name"].GetStringLength() > 0);
        QVERIFY(stateNamed(event["cat"].GetString()).has_value());
        last = event["ts"].GetDouble();
    }
    QVERIFY(last > 0);
}

void TestChromeTrace::eventsOfALaneAreDisjointInDoubles()
{
    const Trace loop = eventLoop(5000);
    const auto document = parsed(chromeTraceOf({&loop}));
    const auto lanes = lanesOf(document);
    QCOMPARE(lanes.size(), std::size_t(3));
    for (const auto& [lane, events] : lanes) {
        double end = 0;
        for (const rapidjson::Value* event : events) {
            QVERIFY((*event)["ts"].GetDouble() >= end);
            end = (*event)["ts"].GetDouble() + (*event)["dur"].GetDouble();
        }
    }
}

void TestChromeTrace::slotsHaveLanesOnlyWhereSeveralTasksAreInFlight()
{
    const Trace threads = twoThreads();
    const Trace loop = eventLoop(2);
    QVERIFY(laneNames(parsed(chromeTraceOf({&threads}))) == (std::set<std::string>{"thread 1", "thread 2"}));
    QVERIFY(laneNames(parsed(chromeTraceOf({&loop}))) ==
            (std::set<std::string>{"thread 1", "thread 1, slot 1", "thread 1, slot 2"}));
}

void TestChromeTrace::overlappingSpansGoToAFurtherLane()
{
    Trace trace = twoThreads();
    trace.spans.append(span(State::Running, Phase::Dispatch, 390, 405, {.worker = 0}));
    QVERIFY(laneNames(parsed(chromeTraceOf({&trace}))) ==
            (std::set<std::string>{"thread 1", "thread 1 (2)", "thread 2"}));
}

void TestChromeTrace::spansBeforeZeroAreCut()
{
    Trace trace;
    trace.workers.resize(1);
    trace.spans.append(span(State::Unknown, Phase::StartUp, -20, -10, {.worker = 0}));
    trace.spans.append(span(State::Unknown, Phase::StartUp, -10, 1500, {.worker = 0}));
    const auto document = parsed(chromeTraceOf({&trace}));
    const auto lanes = lanesOf(document);
    QCOMPARE(lanes.size(), std::size_t(1));
    const auto& events = lanes.begin()->second;
    QCOMPARE(events.size(), std::size_t(1));
    QCOMPARE((*events[0])["ts"].GetDouble(), 0.0);
    QCOMPARE((*events[0])["dur"].GetDouble(), 1.5);
}

void TestChromeTrace::runsAreProcesses()
{
    const Trace trace = twoThreads();
    const auto document = parsed(chromeTraceOf({&trace, &trace}));
    const auto lanes = lanesOf(document);
    QCOMPARE(lanes.size(), std::size_t(4));
    QCOMPARE(lanes.at({1, 1}).size(), lanes.at({2, 1}).size());
    QCOMPARE(document["interleave"]["runs"].Size(), 2u);
}

void TestChromeTrace::textOfAnyBytesStaysValidJson()
{
    Trace trace = twoThreads();
    std::string every;
    for (int byte = 0; byte < 256; ++byte)
        every += static_cast<char>(byte);
    trace.info.modelName = trace.info.workloadName = trace.tasks[0].label = trace.tasks[0].subject = every;
    trace.workers[0].name = trace.tasks[1].reason = every;
    trace.info.conditions = {{every, every}};
    QVERIFY(!parsed(chromeTraceOf({&trace})).HasParseError());
}

void TestChromeTrace::spansAreKeptExactly()
{
    const Trace trace = twoThreads();
    const auto document = parsed(chromeTraceOf({&trace}));
    const auto& run = document["interleave"]["runs"][0];
    const auto& spans = run["spans"];
    QCOMPARE(spans.Size(), static_cast<unsigned>(trace.spans.size()));
    const auto number = [](const rapidjson::Value& id) { return id.IsNull() ? TaskId::none : id.GetUint(); };
    for (unsigned i = 0; i < spans.Size(); ++i) {
        Span span;
        span.start = at(spans[i][0].GetInt64());
        span.length = Duration(spans[i][1].GetInt64());
        span.state = stateNamed(spans[i][2].GetString()).value();
        span.phase = phaseNamed(spans[i][3].GetString()).value();
        span.task = TaskId(number(spans[i][4]));
        span.worker = WorkerId(number(spans[i][5]));
        span.slot = SlotId(number(spans[i][6]));
        span.processor = ProcessorId(number(spans[i][7]));
        span.by = TaskId(number(spans[i][8]));
        span.attempt = static_cast<std::uint8_t>(spans[i][9].GetUint());
        QVERIFY(span == trace.spans[i]);
    }
    QCOMPARE(run["end"].GetInt64(), std::int64_t(1000));
    QCOMPARE(run["tasks"][0]["planned"].GetInt64(), std::int64_t(-50));
    QCOMPARE(run["tasks"].Size(), 4u);
    QCOMPARE(run["workers"].Size(), 2u);
}

QTEST_APPLESS_MAIN(TestChromeTrace)
#include "tst_chrometrace.moc"
