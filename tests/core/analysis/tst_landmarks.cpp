// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/landmarks.h"

#include "tests/support/traces.h"

using namespace interleave;
using namespace interleave::analysis;
using namespace interleave::tests;

namespace {

/// Where one gets to by going on in a direction.
QString walk(const Trace& trace, LandmarkKind kind, Direction direction,
             std::optional<LandmarkPlace> from = {})
{
    QStringList places;
    while (const auto next = landmark(trace, kind, direction, from)) {
        places += QString::fromStdString(text(next->span));
        from = next->place;
    }
    return places.join(QStringLiteral("; "));
}

/// Two workers are pre-empted at the same instant, one in its own work; and waits of equal length.
Trace ties()
{
    Trace trace;
    trace.tasks.resize(2);
    trace.workers.resize(2);
    for (const Span& each : {span(State::Running, Phase::Compute, 0, 10, {.task = 1, .worker = 0}),
                             span(State::Ready, Phase::Compute, 10, 20, {.task = 1, .worker = 0}),
                             span(State::Running, Phase::Dispatch, 0, 10, {.worker = 1}),
                             span(State::Ready, Phase::Dispatch, 10, 20, {.worker = 1}),
                             span(State::Waiting, Phase::Sleep, 20, 30, {.task = 1, .worker = 0}),
                             span(State::Blocked, Phase::Lock, 20, 30, {.task = 0, .worker = 1})})
        trace.spans.append(each);
    return trace;
}

} // namespace

class TestLandmarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyTraceHasNone()
    {
        for (const auto kind : {LandmarkKind::PreEmption, LandmarkKind::Failure, LandmarkKind::Wait})
            for (const auto direction : {Direction::Next, Direction::Previous})
                QVERIFY(!landmark(Trace(), kind, direction, {}));
    }

    void aPreEmptionIsReadyRightAfterRunning()
    {
        // Not the Ready after a wait, after a lock, nor that of a task just taken.
        QCOMPARE(walk(twoThreads(), LandmarkKind::PreEmption, Direction::Next),
                 QStringLiteral("Ready compute 300..350 task 1 worker 1 slot 0"));
    }

    void onePassesItOnlyOnce()
    {
        const Trace trace = twoThreads();
        const auto from = [](std::int64_t ns) {
            return LandmarkPlace{.at = at(ns), .length = {}, .task = TaskId(1)};
        };
        QVERIFY(landmark(trace, LandmarkKind::PreEmption, Direction::Next, from(299)));
        QVERIFY(!landmark(trace, LandmarkKind::PreEmption, Direction::Next, from(300)));
        QVERIFY(!landmark(trace, LandmarkKind::PreEmption, Direction::Previous, from(300)));
        QVERIFY(landmark(trace, LandmarkKind::PreEmption, Direction::Previous, from(301)));
    }

    void aFailureIsTheLastSpanOfItsTask()
    {
        QCOMPARE(walk(twoThreads(), LandmarkKind::Failure, Direction::Next),
                 QStringLiteral("Running compute 710..900 task 1 worker 1 slot 0 processor 1"));
    }

    void waitsGoFromTheLongestToTheShortest()
    {
        const QString waiting = QStringLiteral("Waiting first-byte 100..400 task 0 worker 0 slot 0");
        const QString blocked = QStringLiteral("Blocked lock 600..700 task 1 worker 1 slot 0 by 2");
        QCOMPARE(walk(twoThreads(), LandmarkKind::Wait, Direction::Next),
                 waiting + QStringLiteral("; ") + blocked);
        QCOMPARE(walk(twoThreads(), LandmarkKind::Wait, Direction::Previous),
                 blocked + QStringLiteral("; ") + waiting);
    }

    void whatIsEqualIsReachedAllTheSame()
    {
        for (const auto kind : {LandmarkKind::PreEmption, LandmarkKind::Wait})
            for (const auto direction : {Direction::Next, Direction::Previous})
                QCOMPARE(walk(ties(), kind, direction).count(QLatin1Char(';')), 1);
    }
};

QTEST_APPLESS_MAIN(TestLandmarks)
#include "tst_landmarks.moc"
