// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/spanfacts.h"
#include "core/timeline/lanes.h"

#include "tests/support/traces.h"

#include <memory>

using namespace interleave;
using namespace interleave::tests;
using namespace interleave::view;

namespace {

/// One worker: Running 0..10, Waiting 10..20, and so on, then Running to the end.
std::vector<timeline::Lane> lanes(std::int64_t pieces, std::int64_t end)
{
    static std::vector<std::unique_ptr<Trace>> kept; // lanes show rows of their trace
    Trace& trace = *kept.emplace_back(std::make_unique<Trace>());
    trace.workers.resize(1);
    trace.tasks.resize(1);
    for (std::int64_t i = 0; i < pieces; ++i)
        trace.spans.append(span(i % 2 == 0 ? State::Running : State::Waiting, Phase::None, 10 * i,
                                10 * i + 10, {.task = 0, .worker = 0}));
    trace.spans.append(span(State::Running, Phase::None, 10 * pieces, end, {.task = 0, .worker = 0}));
    trace.end = at(end);
    return timeline::lanesOf(trace, timeline::Grouping::Worker);
}

} // namespace

class TestSpanFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyLaneHasNoColumn()
    {
        QCOMPARE(columnText({}, {.from = at(0), .to = at(100), .width = 10}, 5), QString());
    }

    void aMergedColumnSaysHowManyAndTheirShares()
    {
        // 4 pixels of 100 ns: the second holds the pieces from 100 to 200.
        const auto rows = lanes(30, 400);
        const timeline::View view{.from = at(0), .to = at(400), .width = 4};
        QCOMPARE(columnText(rows[0], view, 1.7), QStringLiteral("10 spans: Running 50 %, Waiting 50 %"));
        QCOMPARE(columnText(rows[0], view, 3.5), QString()); // a bar
    }

    void theLargestShareComesFirstAndSmallOnesHaveADecimal()
    {
        // Pixels of 333 ns: the first holds 33 pieces and 3 ns of the next, or only what there is.
        const auto rows = lanes(2, 999);
        const timeline::View view{.from = at(0), .to = at(999), .width = 3};
        QCOMPARE(columnText(rows[0], view, 0), QStringLiteral("3 spans: Running 97 %, Waiting 3.0 %"));
    }

    void aSpanThatBeginsOrEndsAtTheEdgeIsNotCountedTwice()
    {
        const auto rows = lanes(30, 301);
        const timeline::View view{.from = at(0), .to = at(300), .width = 30.0 / 4};
        QCOMPARE(columnText(rows[0], view, 0).section(QLatin1Char(' '), 0, 1), QStringLiteral("4 spans:"));
        QCOMPARE(columnText(rows[0], view, 1).section(QLatin1Char(' '), 0, 1), QStringLiteral("4 spans:"));
    }
};

QTEST_APPLESS_MAIN(TestSpanFacts)
#include "tst_spanfacts.moc"
