// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/laneset.h"
#include "tests/support/picturetraces.h"

using namespace interleave;
using namespace interleave::view;
using namespace interleave::support;
using timeline::Grouping;

class LaneSetTest : public QObject
{
    Q_OBJECT

    const Trace m_async = pictureTrace(asyncPicture()); // lanes do not keep it

private:
    static Trace tasks(std::uint32_t count)
    {
        Trace trace;
        trace.tasks.resize(count);
        trace.end = Instant(Duration(1'000'000));
        return trace;
    }

    static LaneSet lanesOfTrace(const Trace& trace, Grouping grouping, const Theme& theme)
    {
        return laneSet(std::make_shared<const std::vector<timeline::Lane>>(lanesOf(trace, grouping)),
                       trace.end, theme);
    }

private Q_SLOTS:
    void fewLanesAreFullAndAllLabelled()
    {
        const Theme theme = view::theme(Look::Light);
        const LaneSet set = lanesOfTrace(pictureTrace(threadsPicture()), Grouping::Worker, theme);
        QCOMPARE(set.boxes.size(), std::size_t(5));
        for (const LaneBox& box : set.boxes) {
            QCOMPARE(box.height, static_cast<double>(theme.laneHeight));
            QVERIFY(box.labelled);
        }
    }

    void lanesNeverOverlapNorGetTooThin_data()
    {
        QTest::addColumn<uint>("lanes");
        for (const uint lanes : {0U, 1U, 40U, 41U, 100U, 160U, 1000U, 5000U})
            QTest::addRow("%u", lanes) << lanes;
    }
    void lanesNeverOverlapNorGetTooThin()
    {
        QFETCH(uint, lanes);
        for (const Look look : {Look::Light, Look::Projector}) {
            const Theme theme = view::theme(look);
            const LaneSet set = lanesOfTrace(tasks(lanes), Grouping::Task, theme);
            QCOMPARE(set.boxes.size(), std::size_t(lanes));
            double bottom = 0;
            double labelBottom = -100;
            for (const LaneBox& box : set.boxes) {
                QVERIFY(box.top >= bottom && box.height >= 3);
                bottom = box.top + box.height;
                if (box.labelled) {
                    QVERIFY(box.middle() - theme.textSize / 2.0 >= labelBottom);
                    labelBottom = box.middle() + theme.textSize / 2.0;
                }
            }
            QVERIFY(bottom <= set.height);
        }
    }

    void manyLanesDoNotGrowThePictureBeyondReason()
    {
        const Theme theme = view::theme(Look::Light);
        const int forty = lanesOfTrace(tasks(40), Grouping::Task, theme).height;
        QVERIFY(lanesOfTrace(tasks(160), Grouping::Task, theme).height <= forty + theme.laneGap);
    }

    void workersRowAboveItsSlotsStaysFull()
    {
        const Theme theme = view::theme(Look::Light);
        const LaneSet set = lanesOfTrace(pictureTrace(manyTasksPicture()), Grouping::Worker, theme);
        QCOMPARE(set.boxes.size(), std::size_t(101));
        QCOMPARE(set.boxes[0].height, static_cast<double>(theme.laneHeight));
        QVERIFY(set.boxes[1].height < theme.laneHeight);
        QVERIFY(set.boxes[0].labelled);
        QVERIFY(set.boxes[100].labelled); // a round number
    }

    void hiddenRowsTakeNoRoom()
    {
        const Theme look = theme(Look::Light);
        const auto lanes = std::make_shared<const std::vector<timeline::Lane>>(
            timeline::lanesOf(m_async, timeline::Grouping::Worker));
        const LaneSet all = laneSet(lanes, m_async.end, look);
        const LaneSet workers = laneSet(lanes, m_async.end, look, 1000, Rows::WithoutSlots);
        const LaneSet none = laneSet(lanes, m_async.end, look, 1000, Rows::None);
        QCOMPARE(all.shown, lanes->size());
        QCOMPARE(workers.boxes.size(), lanes->size());
        QVERIFY(workers.shown > 0 && workers.shown < all.shown);
        QVERIFY(workers.height < all.height);
        for (std::size_t i = 0; i < lanes->size(); ++i)
            QCOMPARE(workers.boxes[i].hidden, (*lanes)[i].kind == timeline::Lane::Kind::Slot);
        QCOMPARE(none.height, 0);
        QCOMPARE(none.shown, std::size_t(0));
    }

    void filteredLanesTakeNoRoom()
    {
        const Theme look = theme(Look::Light);
        const Trace trace = tasks(160);
        const auto lanes =
            std::make_shared<const std::vector<timeline::Lane>>(lanesOf(trace, Grouping::Task));
        auto filter = std::make_shared<LaneFilter>(LaneFilter{lanes, std::vector<bool>(160)});
        const LaneSet none = laneSet(lanes, trace.end, look, 1000, Rows::All, filter);
        QCOMPARE(none.shown, std::size_t(0));
        filter->shown[7] = filter->shown[159] = true;
        const LaneSet two = laneSet(lanes, trace.end, look, 1000, Rows::All, filter);
        QCOMPARE(two.shown, std::size_t(2));
        QCOMPARE(two.unfiltered, std::size_t(160));
        QCOMPARE(two.height, 2 * look.laneHeight + look.laneGap);
        for (std::size_t i = 0; i < 160; ++i)
            QCOMPARE(two.boxes[i].hidden, !filter->shown[i]);
        QCOMPARE(two.boxes[7].top, 0.0);
        QVERIFY(two.boxes[7].labelled && two.boxes[159].labelled);
    }

    void filterOfOtherLanesHidesNone()
    {
        const Trace trace = tasks(3);
        const auto lanesOf3 = [&] {
            return std::make_shared<const std::vector<timeline::Lane>>(lanesOf(trace, Grouping::Task));
        };
        const auto filter = std::make_shared<LaneFilter>(LaneFilter{lanesOf3(), std::vector<bool>(3)});
        const LaneSet set = laneSet(lanesOf3(), trace.end, theme(Look::Light), 1000, Rows::All, filter);
        QCOMPARE(set.shown, std::size_t(3));
        QVERIFY(!set.filter);
    }

    void filteredWorkersLeaveNoGapAboveTheFirstThatStays()
    {
        const Theme look = theme(Look::Light);
        Trace trace = tasks(4);
        trace.workers.resize(2);
        for (std::uint32_t i = 0; i < 4; ++i)
            trace.spans.append({.start = Instant(),
                                .length = Duration(1000),
                                .task = TaskId(i),
                                .worker = WorkerId(i / 2),
                                .slot = SlotId(i % 2),
                                .state = State::Waiting});
        const auto lanes =
            std::make_shared<const std::vector<timeline::Lane>>(lanesOf(trace, Grouping::Worker));
        QCOMPARE(lanes->size(), std::size_t(6)); // two workers with two slots each
        const auto filter =
            std::make_shared<const LaneFilter>(LaneFilter{lanes, {false, false, false, true, false, true}});
        const LaneSet set = laneSet(lanes, trace.end, look, 1000, Rows::All, filter);
        QCOMPARE(set.boxes[3].top, 0.0);
        QCOMPARE(set.boxes[5].top, static_cast<double>(look.laneHeight + look.laneGap));
    }
};

QTEST_MAIN(LaneSetTest)
#include "tst_laneset.moc"
