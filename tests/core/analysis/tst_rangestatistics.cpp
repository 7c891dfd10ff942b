// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/rangestatistics.h"

#include "tests/support/traces.h"

#include <random>
#include <set>

using namespace interleave;
using namespace interleave::analysis;
using namespace interleave::tests;

namespace {

/// Tasks one after the other on each of two workers, with parts of random state, phase and length.
Trace randomTrace(std::mt19937& random)
{
    const auto upTo = [&](std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>(0, most)(random);
    };
    Trace trace;
    trace.workers.resize(2);
    for (std::int64_t k = upTo(3); k > 0; --k)
        trace.info.processors.emplace_back(static_cast<std::uint32_t>(k));
    for (std::int64_t worker = 0; worker < 2; ++worker) {
        std::int64_t now = upTo(5);
        for (std::int64_t k = upTo(4); k > 0; --k) {
            const auto id = static_cast<std::int64_t>(trace.tasks.size());
            Task& task = trace.tasks.emplace_back();
            task.taken = at(now);
            trace.spans.append(span(State::Queued, Phase::None, -3, now, {.task = id}));
            for (std::int64_t part = upTo(6); part > 0; --part) {
                const std::int64_t to = now + 1 + upTo(6);
                const auto state = allStates[static_cast<std::size_t>(1 + upTo(4))];
                const Phase phase = upTo(3) == 0 ? Phase::Parse : Phase::Compute;
                trace.spans.append(span(state, phase, now, to, {.task = id, .worker = worker}));
                now = to;
            }
            if (upTo(3) > 0) {
                task.stopped = at(now);
                task.outcome = upTo(2) > 0 ? Outcome::Finished : Outcome::Failed;
            }
            const std::int64_t to = now + upTo(3);
            if (to > now)
                trace.spans.append(span(State::Running, Phase::Dispatch, now, to, {.worker = worker}));
            now = to;
            trace.end = std::max(trace.end, at(now));
        }
    }
    return trace;
}

/// What a pre-emption is, by looking at every pair of spans.
bool preEmpted(const Trace& trace, const Span& ready)
{
    for (const Span before : trace.spans) {
        if (ready.state == State::Ready && before.state == State::Running && before.end() == ready.start &&
            before.task == ready.task && before.worker == ready.worker && before.phase == ready.phase)
            return true;
    }
    return false;
}

/// By looking at every nanosecond.
RangeStatistics slow(const Trace& trace, Instant from, Instant to)
{
    RangeStatistics figures{.from = from, .to = to};
    std::set<std::size_t> seen;
    std::int64_t flying = 0;
    for (Instant now = from; now < to; now += Duration(1)) {
        for (std::size_t i = 0; i < trace.spans.size(); ++i) {
            const Span span = trace.spans[i];
            if (span.start == now && preEmpted(trace, span))
                ++figures.preEmptions;
            if (!span.task.valid() || now < span.start || now >= span.end())
                continue;
            figures.tasks[span.state] += Duration(1);
            seen.insert(i);
        }
        for (const Task& task : trace.tasks) {
            figures.finished += task.outcome == Outcome::Finished && task.stopped == now ? 1U : 0U;
            flying += now >= *task.taken && now < task.stopped.value_or(trace.end) ? 1 : 0;
        }
    }
    figures.spans = seen.size();
    const auto length = static_cast<double>((to - from).count());
    if (from == to)
        return figures;
    figures.concurrency = static_cast<double>(flying) / length;
    if (const auto processors = static_cast<double>(trace.info.processors.size()); processors > 0)
        figures.processorShare =
            std::min(1.0, static_cast<double>(figures.tasks[State::Running].count()) / (processors * length));
    return figures;
}

bool near(const std::optional<double>& a, const std::optional<double>& b)
{
    return a.has_value() == b.has_value() && (!a || std::abs(*a - *b) < 1e-9);
}

} // namespace

class TestRangeStatistics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyTraceHasNoFigures()
    {
        const RangeStatistics figures = rangeStatistics(Trace(), at(0), at(10));
        QVERIFY(figures.spans == 0 && figures.finished == 0 && !figures.processorShare);
        QCOMPARE(figures.concurrency, std::optional(0.0));
    }

    void anEmptyRangeHasNoMeans()
    {
        const RangeStatistics figures = rangeStatistics(twoThreads(), at(200), at(200));
        QVERIFY(figures.spans == 0 && figures.tasks == StateTimes());
        QVERIFY(!figures.processorShare && !figures.concurrency);
    }

    void theWholeRunHasTheFiguresOfTheRun()
    {
        const Trace trace = twoThreads();
        const RangeStatistics figures = rangeStatistics(trace, at(-50), at(1001));
        QVERIFY(figures.tasks == statistics(trace).total);
        QCOMPARE(figures.finished, 2u);
        QCOMPARE(figures.preEmptions, 1u); // task 1 at 300
    }

    void spansAreCutAtBothEnds()
    {
        // Task 0 waits to 400, task 1 is Ready ..350, then Running; tasks 2 and 3 are Queued.
        const RangeStatistics figures = rangeStatistics(twoThreads(), at(340), at(390));
        QVERIFY(figures.tasks[State::Waiting] == Duration(50));
        QVERIFY(figures.tasks[State::Ready] == Duration(10));
        QVERIFY(figures.tasks[State::Running] == Duration(40));
        QVERIFY(figures.tasks[State::Queued] == Duration(100));
        QCOMPARE(figures.spans, std::uint64_t(5));
        QCOMPARE(figures.processorShare, std::optional(0.4)); // of two
        QCOMPARE(figures.concurrency, std::optional(2.0));
    }

    void aPreEmptionAtTheStartCountsAndOneAtTheEndDoesNot()
    {
        QCOMPARE(rangeStatistics(twoThreads(), at(300), at(301)).preEmptions, std::uint64_t(1));
        QCOMPARE(rangeStatistics(twoThreads(), at(299), at(300)).preEmptions, std::uint64_t(0));
    }

    void aWaitThatIsOverAtOnceIsNoPreEmption()
    {
        Trace trace;
        trace.tasks.resize(1);
        trace.workers.resize(1);
        trace.spans.append(span(State::Running, Phase::Compute, 0, 10, {.task = 0, .worker = 0}));
        trace.spans.append(span(State::Ready, Phase::Receive, 10, 20, {.task = 0, .worker = 0}));
        QCOMPARE(rangeStatistics(trace, at(0), at(30)).preEmptions, std::uint64_t(0));
    }

    void figuresAreThoseOfEveryNanosecond()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 300; ++round) {
            const Trace trace = randomTrace(random);
            const std::int64_t from = std::uniform_int_distribution<std::int64_t>(-5, 60)(random);
            const std::int64_t to = from + std::uniform_int_distribution<std::int64_t>(0, 50)(random);
            const RangeStatistics fast = rangeStatistics(trace, at(from), at(to));
            const RangeStatistics reference = slow(trace, at(from), at(to));
            QVERIFY2(fast.tasks == reference.tasks, qPrintable(QString::number(round)));
            QCOMPARE(fast.spans, reference.spans);
            QCOMPARE(fast.preEmptions, reference.preEmptions);
            QCOMPARE(fast.finished, reference.finished);
            QVERIFY(near(fast.processorShare, reference.processorShare));
            QVERIFY(near(fast.concurrency, reference.concurrency));
        }
    }
};

QTEST_APPLESS_MAIN(TestRangeStatistics)
#include "tst_rangestatistics.moc"
