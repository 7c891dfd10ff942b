// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/timeline/concurrency.h"

#include <cmath>
#include <random>

using namespace interleave;
using namespace interleave::timeline;
using namespace std::chrono_literals;

class TestConcurrency : public QObject
{
    Q_OBJECT

    static Span span(std::uint32_t task, Duration start, Duration end, State state)
    {
        Span made;
        made.start = Instant(start);
        made.length = end - start;
        made.task = TaskId(task);
        made.state = state;
        return made;
    }

    static Trace traceOf(std::size_t tasks, const std::vector<Span>& spans)
    {
        Trace trace;
        trace.tasks.resize(tasks);
        for (const Span& each : spans)
            trace.spans.append(each);
        return trace;
    }

    /// Looks at every span for every column.
    static std::vector<Concurrency::Counts> slowly(const std::vector<Span>& spans, Instant from, Instant to,
                                                   int columns)
    {
        std::vector<Concurrency::Counts> means(static_cast<std::size_t>(columns));
        const double width = static_cast<double>((to - from).count()) / columns;
        for (int column = 0; column < columns; ++column)
            for (const Span& each : spans) {
                const double start = static_cast<double>((each.start - from).count());
                const double end = static_cast<double>((each.end() - from).count());
                const double inside = std::min(end, (column + 1) * width) - std::max(start, column * width);
                means[static_cast<std::size_t>(column)][static_cast<std::size_t>(each.state)] +=
                    std::max(0.0, inside) / width;
            }
        return means;
    }

    static void compare(const Concurrency& counted, const std::vector<Span>& spans, Instant from, Instant to,
                        int columns)
    {
        const auto fast = counted.means(from, to, columns);
        const auto slow = slowly(spans, from, to, columns);
        QCOMPARE(fast.size(), slow.size());
        for (std::size_t column = 0; column < fast.size(); ++column)
            for (std::size_t state = 0; state < allStates.size(); ++state)
                QVERIFY2(std::abs(fast[column][state] - slow[column][state]) <
                             1e-6 * (1 + slow[column][state]),
                         qPrintable(QStringLiteral("column %1, state %2: %3 for %4")
                                        .arg(column)
                                        .arg(state)
                                        .arg(fast[column][state])
                                        .arg(slow[column][state])));
    }

    /// Tasks that go from state to state, with pauses, some before zero.
    static std::vector<Span> randomSpans(std::mt19937_64& random, std::size_t tasks, std::int64_t longest)
    {
        std::vector<Span> spans;
        const auto length = [&] {
            return Duration(1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(longest)));
        };
        for (std::uint32_t task = 0; task < tasks; ++task) {
            Duration at = length() - Duration(longest / 3);
            for (auto rest = random() % 40; rest > 0; --rest) {
                const Duration end = at + length();
                spans.push_back(span(task, at, end, allStates[random() % allStates.size()]));
                at = random() % 3 == 0 ? end + length() : end;
            }
        }
        std::sort(spans.begin(), spans.end(), // as they ended
                  [](const Span& a, const Span& b) { return a.end() < b.end(); });
        return spans;
    }

private Q_SLOTS:
    void nothingIsNoTask()
    {
        for (const Concurrency& nothing : {Concurrency(), Concurrency(Trace())})
            QCOMPARE(mostInProgress(nothing.means(Instant(), Instant(1s), 3)), 0.0);
    }

    void countsOfAColumnAreMeans()
    {
        const Concurrency counted(
            traceOf(2, {span(0, 0ns, 15ns, State::Running), span(1, 5ns, 20ns, State::Queued),
                        span(0, 15ns, 20ns, State::Waiting)}));
        const auto means = counted.means(Instant(), Instant(20ns), 2);
        QCOMPARE(means[0][static_cast<std::size_t>(State::Running)], 1.0);
        QCOMPARE(means[1][static_cast<std::size_t>(State::Running)], 0.5);
        QCOMPARE(means[0][static_cast<std::size_t>(State::Queued)], 0.5);
        QCOMPARE(mostInProgress(means), 1.0); // Queued is not in progress
    }

    void workWithoutATaskIsNoTask()
    {
        Span own = span(0, 0ns, 10ns, State::Running);
        own.task = {};
        QCOMPARE(mostInProgress(Concurrency(traceOf(1, {own})).means(Instant(), Instant(10ns), 1)), 0.0);
    }

    void openSpansCount()
    {
        const std::vector<Span> open{span(0, 5ns, 10ns, State::Running)};
        Concurrency counted;
        counted.follow(traceOf(1, {span(0, 0ns, 5ns, State::Waiting)}), open);
        QCOMPARE(counted.means(Instant(), Instant(10ns), 2)[1][static_cast<std::size_t>(State::Running)],
                 1.0);
    }

    /// On workers and slots, as tasks of a run that goes on: rows come up, and are split.
    void followingIsCountingAnew()
    {
        std::mt19937_64 random(9);
        for (int round = 0; round < 30; ++round) {
            std::vector<Span> spans = randomSpans(random, static_cast<std::size_t>(1 + round % 9), 20'000);
            for (Span& each : spans) {
                each.worker = WorkerId(each.task.value % 3);
                each.slot = SlotId(each.task.value / 3 % 2);
            }
            Trace soFar;
            soFar.tasks.resize(40);
            Concurrency followed;
            std::vector<Span> told;
            for (std::size_t i = 0; i < spans.size();) {
                for (auto more = 1 + random() % 20; more > 0 && i < spans.size(); --more, ++i) {
                    soFar.spans.append(spans[i]);
                    told.push_back(spans[i]);
                }
                std::vector<Span> open;
                for (auto at = i; at < spans.size() && open.size() < random() % 4; ++at)
                    open.push_back(spans[at]);
                followed.follow(soFar, open);
                std::vector<Span> all = told;
                all.insert(all.end(), open.begin(), open.end());
                compare(followed, all, Instant(Duration(-20'000)), Instant(Duration(800'000)), 60);
            }
        }
    }

    void sameAsTheSlowWay()
    {
        std::mt19937_64 random(5);
        for (int round = 0; round < 60; ++round) {
            const std::int64_t longest = round % 3 == 0 ? 20 : round % 3 == 1 ? 30'000'000 : 20'000'000'000;
            const std::vector<Span> spans =
                randomSpans(random, static_cast<std::size_t>(round % 7 * 5), longest);
            const Concurrency counted(traceOf(40, spans));
            const Instant end(Duration(longest * 40));
            compare(counted, spans, Instant(), end, 300);
            compare(counted, spans, Instant(Duration(-2 * longest)), end, 7);
            for (int i = 0; i < 5; ++i) {
                const Instant from(
                    Duration(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(longest * 30))));
                compare(counted, spans, from, from + Duration(1 + static_cast<std::int64_t>(random() % 3000)),
                        50);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestConcurrency)
#include "tst_concurrency.moc"
