// SPDX-License-Identifier: GPL-3.0-or-later
// Each row spoils a trace that bears the sentence (tst_findings) by one thing.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "tests/core/analysis/findingcases.h"

#include <algorithm>
#include <functional>

using namespace interleave;
using namespace interleave::analysis;
using namespace interleave::tests;

namespace {

struct Case
{
    FindingKind kind = FindingKind::Cancelled;
    Trace trace;
    std::optional<Trace> baseline;
};

QString said(const Case& test)
{
    return tests::said(test.trace, test.kind, test.baseline ? &*test.baseline : nullptr);
}

} // namespace

Q_DECLARE_METATYPE(Case)

class TestFindingsAbsent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyAndUnmeasuredRunsSayNothing();
    void nothingIsSaidThatIsNotBorne_data();
    void nothingIsSaidThatIsNotBorne();
    void theRunItselfIsNoBaseline();
    void fiveAreEnough();
    void theMostImportantComesFirst();
};

void TestFindingsAbsent::emptyAndUnmeasuredRunsSayNothing()
{
    QVERIFY(findings(Trace()).empty());
    const Trace empty;
    QVERIFY(findings(waiting(1, 1).trace, &empty).empty());
    Trace foreign = waiting(5, 4).trace;
    foreign.info = RunInfo();
    foreign.info.origin = Origin::File;
    QVERIFY(findings(foreign).empty());
}

void TestFindingsAbsent::nothingIsSaidThatIsNotBorne_data()
{
    QTest::addColumn<Case>("test");
    using Spoil = std::function<void(Trace&)>;
    const auto row = [](const char* name, FindingKind kind, Trace trace, const Spoil& spoil,
                        std::optional<Trace> baseline = {}) {
        Case test{kind, std::move(trace), std::move(baseline)};
        QVERIFY2(!said(test).isEmpty(), name);
        spoil(test.trace);
        QTest::newRow(name) << test;
    };
    using Kind = FindingKind;
    const Spoil cancel = [](Trace& trace) { trace.info.cancelled = true; };
    const Spoil fail = [](Trace& trace) { trace.tasks[0].outcome = Outcome::Failed; };
    const Spoil lose = [](Trace& trace) { trace.info.lostRecords = 1; };
    const Spoil noSource = [](Trace& trace) { trace.info.sources = {}; };
    const Spoil foreign = [](Trace& trace) { trace.info.origin = Origin::File; };
    const Spoil unknown = [](Trace& trace) {
        trace.spans.append(span(State::Unknown, Phase::Unknown, 0, ms, {.task = 0, .worker = 0}));
    };

    row("overlap: cancelled", Kind::OverlappedWaiting, waiting(5, 4).trace, cancel);
    row("overlap: a task failed", Kind::OverlappedWaiting, waiting(5, 4).trace, fail);
    row("overlap: a file", Kind::OverlappedWaiting, waiting(5, 4).trace, foreign);
    row("overlap: unknown time", Kind::OverlappedWaiting, waiting(5, 4).trace, unknown);
    row("overlap: most is computing", Kind::OverlappedWaiting, waiting(5, 4).trace,
        [](Trace& trace) { trace = computing({.processors = 2}, Y).trace; });
    row("overlap: hardly any", Kind::OverlappedWaiting, waiting(2, 4).trace,
        [](Trace& trace) { trace.end += std::chrono::milliseconds(70); });
    row("alone: two at a time", Kind::WaitedAlone, waiting(1, 4).trace,
        [](Trace& trace) { trace = waiting(2, 4).trace; });
    row("alone: one task", Kind::WaitedAlone, waiting(1, 4).trace,
        [](Trace& trace) { trace = waiting(1, 1).trace; });
    row("alone: unknown time", Kind::WaitedAlone, waiting(1, 4).trace, unknown);

    const Trace both = computing({.processors = 2}, Y).trace, turns = computing({}, Y).trace;
    row("at once: records lost", Kind::ComputedAtOnce, both, lose);
    row("at once: pre-emptions not told", Kind::ComputedAtOnce, both, noSource);
    row("at once: records of some workers only", Kind::ComputedAtOnce, both, [](Trace& trace) {
        trace.info.sources.runDelay = false;
        trace.info.workersWithoutRecords = 1;
    });
    row("at once: one processor", Kind::ComputedAtOnce, both,
        [](Trace& trace) { trace.info.processors.resize(1); });
    row("saturated: records lost", Kind::Saturated, turns, lose);
    row("saturated: another processor idle", Kind::Saturated, turns,
        [](Trace& trace) { trace.info.processors.emplace_back(1); });

    const Trace slow = oneByOne().trace;
    row(
        "no speed-up: faster", Kind::NoSpeedUp, turns, [](Trace& trace) { trace.end = at(70 * ms); }, slow);
    row("no speed-up: pre-emptions not told", Kind::NoSpeedUp, turns, noSource, slow);
    row("no speed-up: a task failed", Kind::NoSpeedUp, turns, fail, slow);
    row(
        "no speed-up: other work", Kind::NoSpeedUp, turns,
        [](Trace& trace) { trace.info.workloadName = "other"; }, slow);
    row(
        "no speed-up: one worker, one slot", Kind::NoSpeedUp, turns,
        [](Trace& trace) { trace.info.workers = 1; }, slow);

    const Trace locked = computing({.processors = 2, .lock = "interpreter"}, B).trace;
    row("lock: a file", Kind::LockTurns, locked, foreign);
    row("lock: too short to matter", Kind::LockTurns, locked, [](Trace& trace) {
        trace = MadeTrace({.workers = 2, .lock = "interpreter"})
                    .task(0, 0, 0, {{R, 50 * ms}, {B, ms}, {R, 50 * ms}})
                    .trace;
    });
    row("lock: none", Kind::LockTurns, locked, [](Trace& trace) { trace.info.lock = "none"; });

    row("held: nobody ready", Kind::HeldLoop, frozen().trace, [](Trace& trace) {
        trace = MadeTrace({.inFlight = 4})
                    .task(0, 0, 0, {{R, ms}, {W, 100 * ms}})
                    .task(0, 1, ms, {{R, 84 * ms}})
                    .trace;
    });
    row("held: one in flight", Kind::HeldLoop, frozen().trace, [](Trace& trace) { trace.info.inFlight = 1; });
    row("held: too short", Kind::HeldLoop, frozen().trace, [](Trace& trace) {
        trace = MadeTrace({.inFlight = 2})
                    .task(0, 0, 0, {{R, ms}, {Y, 4 * ms}, {R, ms}, {W, 400 * ms}})
                    .task(0, 1, ms, {{R, 4 * ms}})
                    .trace;
    });

    MadeTrace uneven({.workers = 2, .processors = 2});
    for (int k = 0; k < 5; ++k)
        uneven.task(0, 0, k * 10 * ms, {{R, 10 * ms}});
    uneven.task(1, 0, 0, {{R, 150 * ms}});
    row("straggler: cancelled", Kind::Straggler, uneven.trace, cancel);
    row("straggler: it failed", Kind::Straggler, uneven.trace,
        [](Trace& trace) { trace.tasks[5].outcome = Outcome::Failed; });
    row("straggler: too few tasks to compare", Kind::Straggler, uneven.trace, [](Trace& trace) {
        for (std::size_t k = 0; k < 2; ++k)
            trace.tasks[k].outcome = Outcome::Failed;
    });
    row("straggler: not alone", Kind::Straggler, uneven.trace,
        [](Trace& trace) { trace.tasks[4].stopped = at(149 * ms); });

    MadeTrace late({.workers = 2, .processors = 2, .kind = "process"});
    late.own(0, State::Unknown, Phase::StartUp, 0, 30 * ms);
    late.task(0, 0, 30 * ms, {{R, 40 * ms}}).task(1, 0, 32 * ms, {{R, 40 * ms}});
    row("start-up: of a helper", Kind::StartUp, late.trace,
        [](Trace& trace) { trace.workers[0].role = WorkerRole::Helper; });
    row("start-up: short", Kind::StartUp, late.trace, [](Trace& trace) { trace.end = at(400 * ms); });
    row(
        "start-up cost: it was worth it", Kind::StartUpCost, late.trace,
        [](Trace& trace) { trace.end = at(59 * ms); }, oneByOne(30 * ms).trace);
    row(
        "start-up cost: not what made it slower", Kind::StartUpCost, late.trace,
        [](Trace& trace) { trace.end = at(200 * ms); }, oneByOne(30 * ms).trace);

    row("places: nobody queued", Kind::FewPlaces, waiting(2, 10).trace,
        [](Trace& trace) { trace.info.inFlight = 10; });
    row("places: processor use not known", Kind::FewPlaces, waiting(2, 10).trace, noSource);
    const Trace preempted = MadeTrace({}).task(0, 0, 0, {{R, 40 * ms}, {Y, 9 * ms}, {R, 40 * ms}}).trace;
    row("disturbed: more threads than processors", Kind::Disturbed, preempted,
        [](Trace& trace) { trace.info.workers = 2; });
    row("disturbed: by its own loop", Kind::Disturbed, preempted,
        [](Trace& trace) { trace.info.inFlight = 2; });
    row("disturbed: records lost", Kind::Disturbed, preempted, lose);
    row("disturbed: hardly", Kind::Disturbed, preempted, [](Trace& trace) {
        trace = MadeTrace({}).task(0, 0, 0, {{R, 40 * ms}, {Y, 8 * ms}, {R, 40 * ms}}).trace;
    });
    Trace crowded = waiting(1, 4, {.inFlight = 100}).trace;
    crowded.tasks[0].untaken = 2;
    crowded.tasks[2].untaken = 1;
    row("untaken: hardly any", Kind::Untaken, crowded, [](Trace& trace) { trace.tasks[2].untaken = 0; });
    row("failures: none", Kind::Failures, twoThreads(),
        [](Trace& trace) { trace.tasks[1].outcome = Outcome::Finished; });
}

void TestFindingsAbsent::nothingIsSaidThatIsNotBorne()
{
    QFETCH(Case, test);
    QCOMPARE(said(test), QString());
}

void TestFindingsAbsent::theRunItselfIsNoBaseline()
{
    const Trace trace = computing({}, Y).trace;
    QVERIFY(tests::said(trace, FindingKind::NoSpeedUp, &trace).isEmpty());
}

void TestFindingsAbsent::fiveAreEnough()
{
    Trace trace = frozen().trace; // made to bear as many as it can
    trace.info.cancelled = true;
    trace.info.inFlight = 2;
    trace.tasks[1].outcome = Outcome::Failed;
    for (std::int64_t k = 0; k < 3; ++k)
        trace.spans.append(span(k == 0   ? State::Unknown
                                : k == 1 ? B
                                         : W,
                                k == 2 ? Phase::PoolWait : Phase::Unknown, 0, 100 * ms,
                                {.task = k, .worker = 0, .by = 3}));
    trace.spans.append(span(State::Unknown, Phase::StartUp, 0, 60 * ms, {.worker = 0}));
    trace.tasks[0].taken = at(60 * ms);
    for (std::size_t k = 1; k < 4; ++k)
        trace.tasks[k].taken = at(60 * ms);
    QCOMPARE(findings(trace).size(), std::size_t(5));
}

void TestFindingsAbsent::theMostImportantComesFirst()
{
    const Trace baseline = oneByOne().trace;
    Trace trace = computing({.processors = 2, .lock = "interpreter"}, B).trace;
    const std::vector<Finding> all = findings(trace, &baseline);
    QVERIFY(all.size() >= 2);
    QVERIFY(std::ranges::is_sorted(all, std::ranges::greater(), &Finding::importance));
    for (const Finding& finding : all)
        QVERIFY(finding.importance >= 0 && finding.importance <= 1 && finding.from <= finding.to);
}

QTEST_APPLESS_MAIN(TestFindingsAbsent)
#include "tst_findingsabsent.moc"
