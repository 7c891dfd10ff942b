// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/run/runcsv.h"
#include "core/formats/csv.h"

#include "tests/core/formats/json.h"
#include "tests/support/traces.h"

#include <QLocale>

using namespace interleave;
using namespace interleave::run;
using namespace interleave::tests;

namespace {

RunList list(const char* parameter, const char* values, std::uint32_t repeat)
{
    Experiment experiment;
    experiment.models = {*engine::modelNamed("threads"), *engine::modelNamed("gil")};
    experiment.sums = workloads::SumsOptions();
    experiment.repeat = repeat;
    if (*parameter)
        experiment.sweep = Sweep{QString::fromLatin1(parameter), QString::fromLatin1(values)};
    const std::vector<ProcessorId> one{ProcessorId(0)};
    return runList(experiment, one);
}

/// A run of a list, half of them without a failed task.
RunResult result(PlannedRun planned, std::int64_t makespan)
{
    RunResult result{twoThreads(), {}, {}, planned};
    result.trace.info.startedAt = "2026-01-02T03:04:05Z";
    result.trace.end = at(makespan);
    if (makespan % 2 == 0)
        for (Task& task : result.trace.tasks)
            task.outcome = Outcome::Finished;
    return result;
}

std::vector<const RunResult*> pointers(const std::vector<RunResult>& results)
{
    std::vector<const RunResult*> pointers;
    for (const RunResult& one : results)
        pointers.push_back(&one);
    return pointers;
}

std::string record(std::initializer_list<std::string> fields)
{
    return written([&](std::ostream& out) { formats::writeCsvRecord(out, std::vector(fields)); });
}

} // namespace

class TestRunCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::German)); } // 1.000,5

    void recordsAreAsTheStandardHasThem()
    {
        QCOMPARE(record({}), std::string("\r\n"));
        QCOMPARE(record({""}), std::string("\r\n"));
        QCOMPARE(record({"", ""}), std::string(",\r\n"));
        QCOMPARE(record({"a b", "1.5"}), std::string("a b,1.5\r\n"));
        QCOMPARE(record({"a,b", "say \"so\"", "two\nlines"}),
                 std::string("\"a,b\",\"say \"\"so\"\"\",\"two\nlines\"\r\n"));
        QCOMPARE(record({"\xff"}), std::string("\xef\xbf\xbd\r\n"));
    }

    void noRunsAreAHeader()
    {
        const auto runs = written([](std::ostream& out) { writeRunsCsv(out, list("", "", 2), {}); });
        QCOMPARE(std::ranges::count(runs, '\n'), 1);
        const auto points = written([](std::ostream& out) { writePointsCsv(out, list("", "", 2), {}); });
        QVERIFY(points.starts_with("model,parameter,value,unit,runs,"));
    }

    void runsAndPointsOfASweep()
    {
        const RunList swept = list("switch-interval", "1500us,20ms", 2);
        std::vector<RunResult> results;
        std::int64_t makespan = 1000;
        for (const PlannedRun& planned : swept.runs)
            results.push_back(result(planned, makespan += 1001)); // every second one is incomplete
        const std::string runs =
            written([&](std::ostream& out) { writeRunsCsv(out, swept, pointers(results)); });
        QCOMPARE(QByteArray::fromStdString(runs), golden("runs.csv", runs));
        const std::string points =
            written([&](std::ostream& out) { writePointsCsv(out, swept, pointers(results)); });
        QCOMPARE(QByteArray::fromStdString(points), golden("points.csv", points));
    }
};

QTEST_GUILESS_MAIN(TestRunCsv)
#include "tst_runcsv.moc"
