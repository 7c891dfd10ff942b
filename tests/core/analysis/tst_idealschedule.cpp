// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/idealschedule.h"
#include "core/analysis/pieces.h"

#include "core/trace/invariants.h"

#include "tests/core/analysis/madetrace.h"
#include "tests/support/picturetraces.h"

#include <algorithm>

using namespace interleave;
using namespace interleave::analysis;
using namespace interleave::tests;

Q_DECLARE_METATYPE(interleave::Trace)

namespace {

constexpr State R = State::Running, W = State::Waiting, Y = State::Ready, B = State::Blocked;

QString pieces(const IdealSchedule& ideal)
{
    QStringList words;
    for (const IdealPiece& piece : ideal.pieces)
        words += QStringLiteral("%1:%2%3..%4@%5.%6")
                     .arg(piece.task.value)
                     .arg(piece.state == R ? QStringLiteral("R") : QStringLiteral("W"))
                     .arg(piece.start.time_since_epoch().count())
                     .arg((piece.start + piece.length).time_since_epoch().count())
                     .arg(piece.worker.value)
                     .arg(piece.slot.value);
    return words.join(u' ');
}

QString losses(const IdealLosses& l)
{
    QStringList words;
    for (const Duration loss : {l.startUp, l.dispatch, l.ready, l.lock, l.idle, l.other})
        words += QString::number(loss.count());
    return words.join(u' ');
}

Duration sum(const IdealLosses& l) { return l.startUp + l.dispatch + l.ready + l.lock + l.idle + l.other; }

} // namespace

class TestIdealSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereIsNoneWhereTheWorkIsNotKnown_data();
    void thereIsNoneWhereTheWorkIsNotKnown();
    void gapsOfOneThreadAreClosed();
    void waitsOfSlotsOverlapAndComputingDoesNot();
    void aLateWorkersTasksGoToTheOther();
    void oneProcessorIsShared();
    void aSuccessorGoesOnInItsPredecessorsPlace();
    void whoNeverBeganTakesNothing();
    void theLockIsOneProcessor();
    void locksOfTheWorkloadKeepTheirWaits();
    void waitsWithoutAnEndCountAsAWhole();
    void unusedSlotsAndWorkersChangeNothing();
    void measuredOrderCountsWhereItIsShorter();
    void ownWorkIsDispatchWhereItHeldTasksUp();
    void preemptedPiecesGrowTogether();
    void idealIsBetweenItsBoundsAndTheRun_data();
    void idealIsBetweenItsBoundsAndTheRun();
    void manyTasksAreScheduledInOnePass();
    void sentenceHasTheLargestShareFirst();
};

void TestIdealSchedule::thereIsNoneWhereTheWorkIsNotKnown_data()
{
    QTest::addColumn<Trace>("trace");
    const auto row = [](const char* name, const auto& spoil) {
        Trace trace = MadeTrace({}).task(0, 0, 0, {{R, 10}, {W, 5}}).trace;
        QVERIFY2(idealSchedule(trace), "each of them is spoiled by one thing");
        spoil(trace);
        QTest::newRow(name) << trace;
    };
    row("nothing at all", [](Trace& trace) { trace = Trace(); });
    row("cancelled", [](Trace& trace) { trace.info.cancelled = true; });
    row("another program's file", [](Trace& trace) { trace.info.origin = Origin::File; });
    row("observed", [](Trace& trace) { trace.info.origin = Origin::Observed; });
    row("no workers told", [](Trace& trace) { trace.info.workers = 0; });
    row("no slots told", [](Trace& trace) { trace.info.inFlight = 0; });
    row("no processors told", [](Trace& trace) { trace.info.processors.clear(); });
    row("no task taken", [](Trace& trace) { trace.tasks[0].taken.reset(); });
    row("no time", [](Trace& trace) { trace.end = at(0); });
    row("unknown worker", [](Trace& trace) { trace.tasks[0].worker = WorkerId(9); });
    row("unknown time", [](Trace& trace) {
        trace.spans.append(span(State::Unknown, Phase::Unknown, 10, 15, {.task = 0, .worker = 0}));
    });
}

void TestIdealSchedule::thereIsNoneWhereTheWorkIsNotKnown()
{
    QFETCH(Trace, trace);
    QVERIFY(!idealSchedule(trace));
}

void TestIdealSchedule::gapsOfOneThreadAreClosed()
{
    const Trace trace = MadeTrace({})
                            .own(0, State::Unknown, Phase::StartUp, 0, 10)
                            .task(0, 0, 10, {{Y, 2}, {R, 10}, {W, 30}, {Y, 5}, {R, 8}})
                            .own(0, R, Phase::Dispatch, 65, 70)
                            .task(0, 0, 75, {{R, 10}, {W, 20}, {R, 5}})
                            .trace;
    QVERIFY(checkInvariants(trace).empty());
    const IdealSchedule ideal = *idealSchedule(trace);
    QCOMPARE(pieces(ideal),
             QStringLiteral("0:R0..10@0.0 0:W10..40@0.0 0:R40..48@0.0 1:R48..58@0.0 1:W58..78@0.0 "
                            "1:R78..83@0.0"));
    QVERIFY(ideal.makespan == Duration(83) && ideal.measured == Duration(110));
    QCOMPARE(ideal.ratio(), 110.0 / 83);
    QCOMPARE(losses(ideal.losses), QStringLiteral("10 5 7 0 5 0"));
}

void TestIdealSchedule::waitsOfSlotsOverlapAndComputingDoesNot()
{
    const Trace trace = MadeTrace({.inFlight = 2})
                            .task(0, 0, 0, {{R, 20}, {W, 100}, {Y, 6}, {R, 10}})
                            .task(0, 1, 20, {{R, 20}, {W, 60}, {R, 10}})
                            .task(0, 1, 116, {{R, 10}, {W, 40}, {R, 10}})
                            .trace;
    QVERIFY(checkInvariants(trace).empty());
    const IdealSchedule ideal = *idealSchedule(trace);
    QCOMPARE(pieces(ideal),
             QStringLiteral("0:R0..20@0.0 0:W20..120@0.0 0:R120..130@0.0 1:R20..40@0.1 1:W40..100@0.1 "
                            "1:R100..110@0.1 2:R110..120@0.1 2:W120..160@0.1 2:R160..170@0.1"));
    QCOMPARE(ideal.places, 2u);
    QCOMPARE(losses(ideal.losses), QStringLiteral("0 0 3 0 3 0"));
}

void TestIdealSchedule::aLateWorkersTasksGoToTheOther()
{
    const Trace trace = MadeTrace({.workers = 2, .processors = 2, .kind = "process"})
                            .own(0, State::Unknown, Phase::StartUp, 0, 10)
                            .own(1, State::Unknown, Phase::StartUp, 0, 50)
                            .task(0, 0, 10, {{R, 20}})
                            .task(0, 0, 30, {{R, 20}})
                            .task(0, 0, 50, {{R, 20}})
                            .task(1, 0, 50, {{R, 20}})
                            .trace;
    const IdealSchedule ideal = *idealSchedule(trace);
    QCOMPARE(pieces(ideal), QStringLiteral("0:R0..20@0.0 1:R0..20@1.0 2:R20..40@0.0 3:R20..40@1.0"));
    QCOMPARE(losses(ideal.losses), QStringLiteral("30 0 0 0 0 0"));
}

void TestIdealSchedule::aSuccessorGoesOnInItsPredecessorsPlace()
{
    const Trace trace = MadeTrace({.processors = 2, .kind = "process"})
                            .successor(0)
                            .task(0, 0, 0, {{R, 50}})
                            .task(0, 0, 50, {{R, 50}})
                            .task(1, 0, 100, {{R, 50}})
                            .task(1, 0, 150, {{R, 50}})
                            .trace;
    QVERIFY(checkInvariants(trace).empty());
    QVERIFY(idealSchedule(trace)->makespan == Duration(200));
}

void TestIdealSchedule::whoNeverBeganTakesNothing()
{
    MadeTrace made({.processors = 4});
    for (const std::int64_t taken : {0, 50, 100, 150})
        made.task(0, 0, taken, {{R, 50}});
    const Trace trace = made.notBegun(3, "the system refused to start a thread").trace;
    QVERIFY(checkInvariants(trace).empty());
    const IdealSchedule ideal = *idealSchedule(trace);
    QVERIFY(ideal.makespan == Duration(200));
    QCOMPARE(ideal.places, 1u);
}

void TestIdealSchedule::oneProcessorIsShared()
{
    const Trace trace = MadeTrace({.workers = 2})
                            .task(0, 0, 0, {{R, 10}, {Y, 10}, {R, 10}})
                            .task(1, 0, 0, {{Y, 10}, {R, 10}, {Y, 10}, {R, 10}})
                            .trace;
    const IdealSchedule ideal = *idealSchedule(trace);
    QCOMPARE(pieces(ideal), QStringLiteral("0:R0..20@0.0 1:R20..40@0.0"));
    // Being Ready is what two threads on one processor must be: none of it is a loss.
    QCOMPARE(losses(ideal.losses), QStringLiteral("0 0 0 0 0 0"));
}

void TestIdealSchedule::theLockIsOneProcessor()
{
    MadeTrace made({.workers = 2, .processors = 2, .lock = "interpreter"});
    made.task(0, 0, 0, {{R, 10}, {B, 12, Phase::Lock}, {R, 10}});
    made.task(1, 0, 0, {{B, 10, Phase::Lock}, {R, 12}, {B, 10, Phase::Lock}, {R, 10}});
    const IdealSchedule ideal = *idealSchedule(made.trace);
    QCOMPARE(pieces(ideal), QStringLiteral("0:R0..20@0.0 1:R20..42@0.0"));
    QCOMPARE(losses(ideal.losses), QStringLiteral("0 0 0 0 0 0"));
    // 4 in which nobody computes. Blocked 36 in all; the run has 20 of empty places, the schedule 48: the 28
    // are taken off Blocked, and 8 are left for 2 places.
    made.task(1, 0, 42, {{B, 4, Phase::Lock}, {R, 6}});
    QCOMPARE(losses(idealSchedule(made.trace)->losses), QStringLiteral("0 0 0 4 0 0"));
}

void TestIdealSchedule::locksOfTheWorkloadKeepTheirWaits()
{
    const Trace trace = MadeTrace({.workers = 2, .processors = 2})
                            .task(0, 0, 0, {{R, 20}})
                            .task(1, 0, 0, {{R, 5}, {B, 15, Phase::Lock}, {R, 5}})
                            .trace;
    QCOMPARE(pieces(*idealSchedule(trace)),
             QStringLiteral("0:R0..20@0.0 1:R0..5@1.0 1:W5..20@1.0 1:R20..25@1.0"));
}

void TestIdealSchedule::waitsWithoutAnEndCountAsAWhole()
{
    const Trace trace =
        MadeTrace({})
            .task(0, 0, 0, {{R, 5}, {W, 10, Phase::Connect}, {State::Unknown, 4, Phase::Connect}, {R, 5}})
            .trace;
    QCOMPARE(pieces(*idealSchedule(trace)), QStringLiteral("0:R0..5@0.0 0:W5..19@0.0 0:R19..24@0.0"));
}

void TestIdealSchedule::unusedSlotsAndWorkersChangeNothing()
{
    const Trace trace = MadeTrace({.workers = 1000, .inFlight = 100'000, .processors = 2})
                            .task(500, 7, 0, {{R, 10}, {W, 10}})
                            .task(501, 0, 0, {{R, 10}, {W, 10}})
                            .trace;
    const IdealSchedule ideal = *idealSchedule(trace);
    QCOMPARE(ideal.places, 2u);
    QVERIFY(ideal.makespan == Duration(20));
    QCOMPARE(losses(ideal.losses), QStringLiteral("0 0 0 0 0 0"));
}

void TestIdealSchedule::measuredOrderCountsWhereItIsShorter()
{
    // In the order of taking the long wait begins last: 130.
    const Trace trace =
        MadeTrace({.workers = 2}).task(0, 0, 0, {{Y, 10}, {R, 20}}).task(1, 0, 0, {{R, 10}, {W, 100}}).trace;
    const IdealSchedule ideal = *idealSchedule(trace);
    QCOMPARE(pieces(ideal), QStringLiteral("0:R10..30@0.0 1:R0..10@1.0 1:W10..110@1.0"));
    QCOMPARE(ideal.ratio(), 1.0);
}

void TestIdealSchedule::ownWorkIsDispatchWhereItHeldTasksUp()
{
    const Trace trace = MadeTrace({.inFlight = 2})
                            .task(0, 0, 0, {{R, 10}, {W, 20}, {Y, 8}, {R, 4}})
                            .task(0, 1, 10, {{R, 10}, {W, 5}})
                            .own(0, R, Phase::Dispatch, 26, 29) // nobody was held up
                            .own(0, R, Phase::Dispatch, 30, 36)
                            .trace;
    QVERIFY(checkInvariants(trace).empty());
    const IdealSchedule ideal = *idealSchedule(trace);
    QVERIFY(ideal.makespan == Duration(34));
    QCOMPARE(losses(ideal.losses), QStringLiteral("0 3 1 0 4 0"));
}

void TestIdealSchedule::preemptedPiecesGrowTogether()
{
    const Trace trace = MadeTrace({}).task(0, 0, 0, {{R, 5}, {Y, 3}, {R, 5, Phase::Parse}}).trace;
    const IdealSchedule ideal = *idealSchedule(trace);
    QCOMPARE(pieces(ideal), QStringLiteral("0:R0..10@0.0"));
    QCOMPARE(losses(ideal.losses), QStringLiteral("0 0 3 0 0 0"));
}

void TestIdealSchedule::idealIsBetweenItsBoundsAndTheRun_data()
{
    using namespace interleave::support;
    QTest::addColumn<Trace>("trace");
    for (PictureRecipe recipe : {sequentialPicture(), threadsPicture(), gilPicture(), asyncPicture(),
                                 processesPicture(), manyTasksPicture()}) {
        for (const int compute : {2, 14, 60}) {
            for (const std::uint32_t processors : {1u, 2u}) {
                recipe.compute = std::chrono::milliseconds(compute);
                if (processors > recipe.workers) // the player would compute twice on one worker
                    continue;
                recipe.processors = processors;
                QTest::addRow("%s, %d ms, %u processors", recipe.modelId.c_str(), compute, processors)
                    << pictureTrace(recipe);
            }
        }
    }
}

void TestIdealSchedule::idealIsBetweenItsBoundsAndTheRun()
{
    QFETCH(Trace, trace);
    const IdealSchedule ideal = *idealSchedule(trace);
    const Work work = *workOf(trace);
    Duration computing{}, longest{};
    for (const Work::Of& of : work.tasks) {
        Duration path{};
        for (const Piece& piece : work.piecesOf(of)) {
            path += piece.length;
            computing += piece.state == R ? piece.length : Duration::zero();
        }
        longest = std::max(longest, path);
    }
    const auto processors = work.sharedLock ? 1 : static_cast<Duration::rep>(trace.info.processors.size());
    QVERIFY(ideal.makespan <= ideal.measured);
    QVERIFY(ideal.makespan >= longest);
    QVERIFY(ideal.makespan * processors >= computing);
    QVERIFY(sum(ideal.losses) == ideal.measured - ideal.makespan);
    QVERIFY(std::ranges::min({ideal.losses.startUp, ideal.losses.dispatch, ideal.losses.ready,
                              ideal.losses.lock, ideal.losses.idle}) >= Duration::zero());

    // It keeps to the model itself: as a trace it is a sound one.
    Trace drawn;
    drawn.info = trace.info;
    drawn.info.origin = Origin::Run;
    drawn.info.resolution = {};
    drawn.info.processors.resize(static_cast<std::size_t>(processors));
    drawn.workers = trace.workers;
    drawn.tasks = trace.tasks;
    drawn.end = Instant(ideal.makespan);
    for (Task& task : drawn.tasks)
        task.taken.reset();
    std::vector<std::pair<Instant, int>> changes;
    for (const IdealPiece& piece : ideal.pieces) {
        Task& task = drawn.tasks[piece.task.value];
        if (!task.taken)
            task.taken = task.started = piece.start;
        else if (*task.stopped < piece.start)
            drawn.spans.append({*task.stopped,
                                piece.start - *task.stopped,
                                piece.task,
                                piece.worker,
                                piece.slot,
                                {},
                                {},
                                Y});
        drawn.spans.append(
            {piece.start, piece.length, piece.task, piece.worker, piece.slot, {}, {}, piece.state});
        task.stopped = piece.start + piece.length;
        if (piece.state == R) {
            changes.emplace_back(piece.start, 1);
            changes.emplace_back(*task.stopped, -1);
        }
    }
    for (const Violation& violation : checkInvariants(drawn))
        QFAIL(violation.where.c_str());
    std::ranges::sort(changes);
    int computed = 0;
    for (const auto& [at, change] : changes)
        QVERIFY((computed += change) <= processors);
}

void TestIdealSchedule::manyTasksAreScheduledInOnePass()
{
    MadeTrace made({.workers = 5, .inFlight = 20, .processors = 2});
    for (std::uint32_t k = 0; k < 100'000; ++k)
        made.task(k % 5, k / 5 % 20, 30 * (k / 100), {{R, 1}, {W, 8}, {Y, 1}, {R, 1}});
    const IdealSchedule ideal = *idealSchedule(made.trace);
    QCOMPARE(ideal.pieces.size(), std::size_t(300'000));
    // 200 000 of computing on two processors, and the last task's wait.
    QVERIFY(ideal.makespan >= Duration(100'000) && ideal.makespan <= Duration(100'010));
}

void TestIdealSchedule::sentenceHasTheLargestShareFirst()
{
    const auto ms = [](int count) { return std::chrono::milliseconds(count); };
    IdealSchedule ideal;
    ideal.makespan = ms(1600);
    ideal.measured = ms(1660);
    ideal.losses.idle = ms(36);
    ideal.losses.startUp = ms(4);
    ideal.losses.ready = std::chrono::microseconds(19'900);
    ideal.losses.other = std::chrono::microseconds(100); // too little to be named
    QCOMPARE(QString::fromStdString(sentence(ideal)),
             QStringLiteral("Ideal schedule: 1.60 s, the run took 1.04 times that; of the 60.0 ms between: "
                            "places empty 36.0 ms, Ready 19.9 ms, start-up 4.00 ms."));
    ideal.measured = ms(1590);
    QCOMPARE(QString::fromStdString(sentence(ideal)),
             QStringLiteral("Ideal schedule: 1.60 s, the run was shorter by 10.0 ms: computing was told only "
                            "within the run's resolution."));
    ideal.sharedLock = true;
    QVERIFY(sentence(ideal).ends_with("10.0 ms: sockets are read outside of the lock."));
    ideal = {};
    ideal.makespan = ideal.measured = ms(10);
    QCOMPARE(QString::fromStdString(sentence(ideal)),
             QStringLiteral("Ideal schedule: 10.0 ms, the run took 1.00 times that."));
}

QTEST_APPLESS_MAIN(TestIdealSchedule)
#include "tst_idealschedule.moc"
