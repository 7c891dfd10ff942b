// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/findings.h"
#include "core/analysis/measuredby.h"
#include "core/analysis/statistics.h"
#include "core/formats/chrometrace.h"
#include "core/trace/invariants.h"
#include "core/trace/totalduration.h"
#include "tests/core/formats/savedtraces.h"
#include "tests/support/traces.h"

#include <limits>
#include <sstream>

using namespace interleave;
using namespace interleave::formats;
using namespace interleave::tests;

namespace {

const std::string instant =
    " must be a whole number from -9007199254740992 to 9007199254740992 nanoseconds (104 days)";

/// A file of two runs with the last place where it says `from` saying `to`: of the second run, and there of
/// the last task, worker or span that says so.
std::string changed(const std::string& from, const std::string& to)
{
    std::string file = saved({twoThreads(), twoThreads()});
    const std::size_t at = file.rfind(from);
    return at == std::string::npos ? "nothing to change" : file.replace(at, from.size(), to);
}

void addColumns()
{
    QTest::addColumn<std::string>("from");
    QTest::addColumn<std::string>("to");
    QTest::addColumn<std::string>("error");
}

void row(const std::string& from, const std::string& to, const std::string& error)
{
    QTest::newRow((from + " -> " + to).c_str()) << from << to << error + ".";
}

} // namespace

/// Each wrong value in a file is refused in a sentence that says where it is and what would be right.
class TestTraceReaderValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongHeadsAreRefused_data();
    void wrongHeadsAreRefused() { compare(); }
    void wrongRunsAreRefused_data();
    void wrongRunsAreRefused() { compare(); }
    void wrongTasksAndWorkersAreRefused_data();
    void wrongTasksAndWorkersAreRefused() { compare(); }
    void wrongSpansAreRefused_data();
    void wrongSpansAreRefused() { compare(); }
    void timesMayAddUpToMoreThanFits();

private:
    void compare();
};

void TestTraceReaderValues::compare()
{
    QFETCH(std::string, from);
    QFETCH(std::string, to);
    QFETCH(std::string, error);
    const ReadTraces read = readFrom(changed(from, to));
    QVERIFY2(read.error == error, read.error.c_str());
    QVERIFY(read.runs.empty());
}

void TestTraceReaderValues::wrongHeadsAreRefused_data()
{
    addColumns();
    row(R"("interleave":{)", R"("interleave":null,"":{)",
        R"(The file is no trace: "interleave" must be an object)");
    row(R"("interleave":{)", R"("interleave":{"version":1,"runs":[]},"interleave":{)",
        R"(The file is no trace: "interleave" is there twice)");
    row(R"("version":1)", R"("version":2)",
        R"(Key "interleave": it was written by a newer Interleave (version 2 of this format, and 1 is )"
        "known here): open it with that one");
    row(R"("version":1,)", "", R"(Key "interleave": "version" is missing)");
    for (const char* wrong : {"0", "-1", "1.0", "1e0", "true", "\"1\"", "[1]", "18446744073709551616"})
        row(R"("version":1)", R"("version":)" + std::string(wrong),
            R"(Key "interleave": "version" must be a whole number from 1 to 18446744073709551615)");
    row(R"("runs":[)", R"("runs":{},"":[)", R"(Key "interleave": "runs" must be an array)");
    row(R"("runs":[)", R"("runs":[7,)", R"(Key "interleave": "runs[]" must be an object)");
}

void TestTraceReaderValues::wrongRunsAreRefused_data()
{
    addColumns();
    row(R"("end":1000,)", "", R"(Run 2: "end" is missing)");
    row(R"("end":1000)", R"("end":1000,"end":1000)", R"(Run 2: "end" is there twice)");
    row(R"("end":1000)", R"("end":-1)", R"(Run 2: "end" must not be before 0)");
    for (const char* wrong : {"null", "\"1000\"", "1000.5", "9007199254740993", "-9223372036854775809"})
        row(R"("end":1000)", R"("end":)" + std::string(wrong), R"(Run 2: "end")" + instant);
    for (const char* wrong : {"null", "-1", "2.0", "1e2", "4294967296", "{}"})
        row(R"("workers":2)", R"("workers":)" + std::string(wrong),
            R"(Run 2: "workers" must be a whole number from 0 to 4294967295)");
    row(R"("model":)", R"("modell":)", R"(Run 2: "model" is missing)");
    row(R"("pinned":false)", R"("pinned":0)", R"(Run 2: "pinned" must be true or false)");
    row(R"("origin":"run")", R"("origin":"Mars")", R"(Run 2: "Mars" is no origin)");
    row(R"("origin":"run")", R"("origin":1)", R"(Run 2: "origin" must be a text)");
    row(R"("sources":{)", R"("sources":[],"":{)", R"(Run 2: "sources" must be an object)");
    row(R"(["latency","50 ms"])", R"(["latency"])", R"(Run 2: "setting" is missing)");
    row(R"(["latency","50 ms"])", R"(["latency",50])", R"(Run 2: "setting" must be a text)");
    row(R"(["latency","50 ms"])", R"("latency")", R"(Run 2: "conditions[]" must be an array)");
    for (const char* wrong : {"null", "-1", "65535", "[]"})
        row(R"("processors":[0)", R"("processors":[)" + std::string(wrong),
            R"(Run 2: "processors[]" must be a whole number from 0 to 65534)");
}

void TestTraceReaderValues::wrongTasksAndWorkersAreRefused_data()
{
    addColumns();
    row(R"("reason":""}])", R"("reason":""},7])", R"(Run 2: "tasks[]" must be an object)");
    row(R"("label":"download 4",)", "", R"(Run 2, task 3: "label" is missing)");
    row(R"("label":"download 4")", R"("label":"\uDC00")",
        R"(Run 2, task 3: "label" must be a text of whole characters: it has half of a surrogate pair)");
    row(R"("bytes":0)", R"("bytes":0,"bytes":0)", R"(Run 2, task 3: "bytes" is there twice)");
    row(R"("bytes":0)", R"("bytes":18446744073709551616)",
        R"(Run 2, task 3: "bytes" must be a whole number from 0 to 18446744073709551615)");
    row(R"("slot":null)", R"("slot":4294967295)",
        R"(Run 2, task 3: "slot" must be a whole number from 0 to 4294967294)");
    row(R"("worker":null)", R"("worker":2)",
        R"(Run 2, task 3: "worker" is 2 and must be null or from 0 to 1: the run has no more workers)");
    row(R"("Cancelled")", R"("Lost")", R"(Run 2, task 3: "Lost" is no outcome)");
    row(R"("role":"executes")", R"("role":"boss")", R"(Run 2, worker 1: "boss" is no role)");
    row(R"("started":20)", R"("started":null)", R"(Run 2, worker 1: "started")" + instant);
}

void TestTraceReaderValues::wrongSpansAreRefused_data()
{
    addColumns();
    row(R"([-20,1020)", R"({"start":-20},[-20,1020)", R"(Run 2: "spans[]" must be an array)");
    row(R"(null,0]])", R"(null]])", R"(Run 2, span 17: "attempt" is missing)");
    row(R"("Queued")", R"("Runing")", R"(Run 2, span 10: "Runing" is no state)");
    row(R"("Queued")", R"("\u001B[31m\u009B\n")", R"(Run 2, span 10: "?[31m???" is no state)");
    row(R"("Queued")", '"' + std::string(5000, 'x') + '"',
        R"(Run 2, span 10: ")" + std::string(40, 'x') + R"(..." is no state)");
    row(R"("Queued",)", R"("Queued","nap",)", R"(Run 2, span 10: "nap" is no phase)");
    row(R"([-20,)", R"([-9223372036854775808,)", R"(Run 2, span 10: "start")" + instant);
    row(R"([-20,)", R"([9223372036854775807,)", R"(Run 2, span 10: "start")" + instant);
    row(R"(,1020,)", R"(,-1,)",
        R"(Run 2, span 10: "length" must be a whole number from 0 to 9007199254740992 nanoseconds (104 days))");
    row(R"([500,500,)", R"([501,500,)",
        "Run 2, span [501,500,...]: it is from 501 to 1001 ns and must be within the run, from 0 to 1000 ns");
    row(R"([500,500,)", R"([-1,500,)",
        "Run 2, span [-1,500,...]: it is from -1 to 499 ns and must be within the run, from 0 to 1000 ns");
    row(R"(,3,null,null,null,null,0])", R"(,4,null,null,null,null,0])",
        R"(Run 2, span [-20,1020,...]: "task" is 4 and must be null or from 0 to 3: the run has no more tasks)");
    row(R"(,2,0,0,0,null,0])", R"(,2,2,0,0,null,0])",
        R"(Run 2, span [500,500,...]: "worker" is 2 and must be null or from 0 to 1: the run has no more workers)");
    row(R"(null,2,0])", R"(null,4,0])",
        R"(Run 2, span [600,100,...]: "by" is 4 and must be null or from 0 to 3: the run has no more tasks)");
    row(R"(,2,0,0,0,null,0])", R"(,2,65535,0,0,null,0])",
        R"(Run 2, span 6: "worker" must be a whole number from 0 to 65534)");
    row(R"(,2,0,0,0,null,0])", R"(,2,0,65535,0,null,0])",
        R"(Run 2, span 6: "slot" must be a whole number from 0 to 65534)");
    row(R"(,2,0,0,0,null,0])", R"(,2,0,0,-1,null,0])",
        R"(Run 2, span 6: "processor" must be a whole number from 0 to 65534)");
    row(R"(null,0]])", R"(null,256]])", R"(Run 2, span 17: "attempt" must be a whole number from 0 to 255)");
}

/// A million tasks that queued for five hours do: what a run has saved can be opened.
void TestTraceReaderValues::timesMayAddUpToMoreThanFits()
{
    const Duration longest(std::int64_t{1} << 53);
    Trace trace = twoThreads();
    trace.end = Instant(longest);
    trace.info.resolution = longest;
    trace.info.processors.resize(1200, ProcessorId(0));
    for (int i = 0; i < 1200; ++i) {
        trace.spans.append(span(State::Queued, Phase::None, 0, longest.count(), {.task = 3}));
        Task& task = trace.tasks.emplace_back();
        task.taken = Instant();
        task.stopped = trace.end;
        task.outcome = Outcome::Finished;
        task.bytes = std::numeric_limits<std::uint64_t>::max();
        trace.workers.emplace_back().cpuClock = longest;
    }
    const ReadTraces read = readFrom(saved({trace}));
    QCOMPARE(read.error, std::string());
    const analysis::Statistics figures = analysis::statistics(read.runs.front());
    QCOMPARE(figures.total[State::Queued], longestTotal);
    QCOMPARE(figures.bytes, std::numeric_limits<std::uint64_t>::max());
    QVERIFY(*figures.overlap > 1000);
    (void)analysis::findings(read.runs.front());
    (void)checkInvariants(read.runs.front());
    std::ostringstream out;
    writeChromeTrace(out, std::vector<const Trace*>{&read.runs.front()}, analysis::measuredBy, {}, {});
}

QTEST_APPLESS_MAIN(TestTraceReaderValues)
#include "tst_tracereadervalues.moc"
