// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/cli/resultsjson.h"

#include "tests/core/formats/json.h"
#include "tests/support/traces.h"

#include <vector>

using namespace interleave;
using namespace interleave::cli;
using namespace interleave::tests;

namespace {

std::string resultsOf(const std::vector<const Trace*>& runs)
{
    return written([&](std::ostream& out) { writeResultsJson(out, runs); });
}

} // namespace

class TestResultsJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noRunsAreAnEmptyList();
    void figuresAreWrittenWithTheirUnits();
    void speedUpIsAgainstTheFirstRun();
    void whatIsNotKnownIsNull();
    void runsThatDidNotFinishHaveNoSpeedUp();
    void idealAndFindingsAreWritten();
};

void TestResultsJson::noRunsAreAnEmptyList()
{
    const auto results = parsed(resultsOf({}));
    QVERIFY(results.IsObject() && results["runs"].IsArray() && results["runs"].Empty());
}

void TestResultsJson::figuresAreWrittenWithTheirUnits()
{
    const Trace trace = twoThreads();
    const std::string results = resultsOf({&trace});
    QCOMPARE(QByteArray::fromStdString(results), golden("results.json", results));
    const auto parsedResults = parsed(results);
    const auto& run = parsedResults["runs"][0];
    QCOMPARE(run["makespan_s"].GetDouble(), 1e-6);
    QCOMPARE(run["running_s"].GetDouble(), 1398e-9);
    QCOMPARE(run["processors"].Size(), 2u);
}

void TestResultsJson::speedUpIsAgainstTheFirstRun()
{
    Trace slow = twoThreads();
    for (Task& task : slow.tasks)
        task.outcome = Outcome::Finished;
    Trace fast = slow;
    fast.end = at(500);
    const auto results = parsed(resultsOf({&slow, &fast, &slow}));
    QCOMPARE(results["runs"][0]["speedup"].GetDouble(), 1.0);
    QCOMPARE(results["runs"][1]["speedup"].GetDouble(), 2.0);
    QCOMPARE(results["runs"][2]["speedup"].GetDouble(), 1.0);
}

void TestResultsJson::whatIsNotKnownIsNull()
{
    const Trace empty;
    const auto results = parsed(resultsOf({&empty}));
    QVERIFY(results["runs"][0]["speedup"].IsNull());
    QVERIFY(results["runs"][0]["switches_kernel"].IsNull());
    for (const char* name :
         {"processor_use", "efficiency", "overlap", "switch_cost_s", "per_switch_s", "duration", "ideal"})
        QVERIFY2(results["runs"][0][name].IsNull(), name);
    QVERIFY(results["runs"][0]["phases"].ObjectEmpty() && results["runs"][0]["findings"].Empty());
}

void TestResultsJson::runsThatDidNotFinishHaveNoSpeedUp()
{
    const Trace failed = twoThreads();
    const auto results = parsed(resultsOf({&failed, &failed}));
    QVERIFY(results["runs"][0]["speedup"].IsNull());
    QVERIFY(results["runs"][1]["speedup"].IsNull());
}

void TestResultsJson::idealAndFindingsAreWritten()
{
    Trace trace = twoThreads();
    trace.info.cancelled = false;
    trace.workers[0].cpuClock = trace.workers[1].cpuClock = Duration(705);
    const auto results = parsed(resultsOf({&trace}));
    const auto& run = results["runs"][0];
    QCOMPARE(run["overlap"].GetDouble(), 1.87);
    QCOMPARE(run["switch_cost_s"].GetDouble(), 12e-9);
    QCOMPARE(run["per_switch_s"].GetDouble(), 2e-9);
    QCOMPARE(run["duration"]["tasks"].GetInt(), 2);
    QCOMPARE(run["duration"]["p95_s"].GetDouble(), 500e-9);
    QCOMPARE(run["phases"]["first-byte"]["p50_s"].GetDouble(), 310e-9);
    // On thread 1 tasks 0 and 2 alone are 478 and 500; without start-up, Ready and the first 10 they end at
    // 978.
    QCOMPARE(run["ideal"]["makespan_s"].GetDouble(), 978e-9);
    QCOMPARE(run["ideal"]["ratio"].GetDouble(), 1000.0 / 978);
    const auto& finding = run["findings"][0];
    QCOMPARE(QByteArray(finding["kind"].GetString()), QByteArray("failures"));
    QCOMPARE(QByteArray(finding["text"].GetString()), QByteArray("1 of 4 tasks failed: connection refused."));
}

QTEST_APPLESS_MAIN(TestResultsJson)
#include "tst_resultsjson.moc"
