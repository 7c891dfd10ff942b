// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/timeline/lanelookup.h"

#include "tests/support/picturetraces.h"
#include "tests/support/traces.h"

using namespace interleave;
using namespace interleave::support;
using namespace interleave::timeline;

namespace {

/// Of every span of a trace: how many are found in the lane that is said to show them, and how many have
/// none.
struct Count
{
    std::size_t shown = 0, missed = 0, without = 0;
};

Count count(const Trace& trace, Grouping grouping)
{
    const std::vector<Lane> lanes = lanesOf(trace, grouping);
    const LaneLookup lookup(lanes);
    Count all;
    for (const Span span : trace.spans) {
        const auto lane = lookup.laneOf(span);
        if (!lane)
            ++all.without;
        else if (const auto at = shownAs(lanes[*lane], span);
                 at && lanes[*lane].span(*at).start == span.start)
            ++all.shown;
        else
            ++all.missed;
    }
    return all;
}

std::size_t howMany(const Trace& trace, State state)
{
    std::size_t sum = 0;
    for (const Span span : trace.spans)
        sum += span.state == state ? 1U : 0U;
    return sum;
}

} // namespace

class TestLaneLookup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noLaneShowsAnything()
    {
        const Span span =
            tests::span(State::Running, Phase::None, 0, 10, {.task = 0, .worker = 0, .processor = 0});
        QVERIFY(!LaneLookup({}).laneOf(span));
        QVERIFY(!shownAs(Lane(), span));
    }

    void everySpanIsInTheLaneThatIsSaidToShowIt_data()
    {
        QTest::addColumn<bool>("severalInFlight");
        QTest::newRow("one in flight") << false;
        QTest::newRow("slots") << true;
    }
    void everySpanIsInTheLaneThatIsSaidToShowIt()
    {
        QFETCH(bool, severalInFlight);
        const Trace trace = pictureTrace(severalInFlight ? asyncPicture() : threadsPicture());
        const Count byTask = count(trace, Grouping::Task);
        QCOMPARE(byTask.missed, std::size_t(0));
        QVERIFY(byTask.shown > 0);
        const Count byWorker = count(trace, Grouping::Worker);
        QCOMPARE(byWorker.missed, std::size_t(0));
        QCOMPARE(byWorker.without, howMany(trace, State::Queued)); // on no worker yet
        const Count byProcessor = count(trace, Grouping::Processor);
        QCOMPARE(byProcessor.missed, std::size_t(0));
        QCOMPARE(byProcessor.shown, howMany(trace, State::Running));
    }

    void ofAWorkerWithSlotsTheSlotShowsATask()
    {
        const Trace trace = pictureTrace(asyncPicture());
        const std::vector<Lane> lanes = lanesOf(trace, Grouping::Worker);
        Span span = tests::span(State::Waiting, Phase::Sleep, 0, 10, {.task = 3, .worker = 0});
        span.slot = SlotId(2);
        const auto lane = LaneLookup(lanes).laneOf(span);
        QVERIFY(lane && lanes[*lane].kind == Lane::Kind::Slot && lanes[*lane].slot == SlotId(2));
        span.task = {}; // its own work
        QCOMPARE(LaneLookup(lanes).laneOf(span), std::optional(std::uint32_t(0)));
    }
};

QTEST_APPLESS_MAIN(TestLaneLookup)
#include "tst_lanelookup.moc"
