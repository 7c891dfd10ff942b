// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/extraspaint.h"
#include "app/timeline/idealoutlines.h"
#include "app/timeline/sheetplan.h"
#include "core/analysis/idealschedule.h"
#include "tests/support/picturetraces.h"

#include <QImage>

using namespace interleave;
using namespace interleave::support;
using namespace interleave::view;

namespace {

SheetPlan planned(const Trace& trace, Extras extras, timeline::Grouping grouping = timeline::Grouping::Worker)
{
    return planSheet(std::vector<const Trace*>{&trace}, {.grouping = grouping, .extras = extras});
}

bool explains(const SheetPlan& plan, LegendEntry::Sign sign)
{
    return std::ranges::any_of(plan.legend,
                               [&](const LegendEntry& entry) { return !entry.state && entry.sign == sign; });
}

/// How many pixels a run's extras take.
int painted(const SheetPlan& plan)
{
    const RunPlan& run = plan.runs.front();
    QImage image(plan.width, run.lanes.height + 2 * lanePadding, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    const QRect lanes(plan.left, 0, plan.plotWidth(), image.height());
    paintIdeal(painter, plan, run, lanes, image.rect(), 1);
    paintWakeUps(painter, plan, run, lanes, image.rect(), 1);
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) > 0 ? 1 : 0;
    return count;
}

} // namespace

class TestExtras : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsDrawnThatWasNotAskedFor()
    {
        const Trace trace = pictureTrace(asyncPicture());
        const SheetPlan plan = planned(trace, {});
        QVERIFY(!plan.runs.front().ideal);
        QVERIFY(!explains(plan, LegendEntry::Sign::Ideal) && !explains(plan, LegendEntry::Sign::WakeUp));
        QCOMPARE(painted(plan), 0);
    }

    void theIdealScheduleIsOutlinedAndExplained()
    {
        const Trace trace = pictureTrace(threadsPicture());
        const SheetPlan plan = planned(trace, {.ideal = true});
        QVERIFY(plan.runs.front().ideal);
        QVERIFY(explains(plan, LegendEntry::Sign::Ideal));
        QVERIFY(painted(plan) > 1000);
    }

    void withoutAnIdealScheduleNothingIsSaidOfIt()
    {
        Trace trace = pictureTrace(threadsPicture());
        trace.info.cancelled = true;
        QVERIFY(!analysis::idealSchedule(trace));
        const SheetPlan plan = planned(trace, {.ideal = true});
        QVERIFY(!plan.runs.front().ideal);
        QVERIFY(!explains(plan, LegendEntry::Sign::Ideal));
        QCOMPARE(painted(plan), 0);
    }

    void everyPieceIsInTheRowOfItsTask()
    {
        const Trace trace = pictureTrace(asyncPicture());
        const auto lanes = timeline::lanesOf(trace, timeline::Grouping::Task);
        const auto outlines = idealOutlines(trace, lanes);
        QVERIFY(outlines);
        std::size_t count = 0;
        for (std::size_t lane = 0; lane < lanes.size(); ++lane)
            for (const Span& piece : outlines->lanes[lane]) {
                QVERIFY(piece.task == lanes[lane].task);
                ++count;
            }
        QCOMPARE(count, analysis::idealSchedule(trace)->pieces.size());
    }

    void theRowOfAWorkerHasWhatItComputes()
    {
        const Trace trace = pictureTrace(asyncPicture());
        const auto lanes = timeline::lanesOf(trace, timeline::Grouping::Worker);
        const auto outlines = idealOutlines(trace, lanes);
        QVERIFY(outlines && !outlines->lanes[0].empty());
        for (std::size_t i = 0; i < outlines->lanes[0].size(); ++i) {
            QVERIFY(outlines->lanes[0][i].state == State::Running);
            QVERIFY(i == 0 || outlines->lanes[0][i - 1].end() <= outlines->lanes[0][i].start);
        }
        QVERIFY(!outlines->lanes[1].empty());
        const auto none = idealOutlines(trace, timeline::lanesOf(trace, timeline::Grouping::Processor));
        for (const auto& lane : none->lanes)
            QVERIFY(lane.empty());
    }

    void wakeUpsAreDrawnAndExplained()
    {
        const Trace trace = pictureTrace(asyncPicture());
        const SheetPlan plan = planned(trace, {.wakeUps = true});
        QVERIFY(explains(plan, LegendEntry::Sign::WakeUp));
        QVERIFY(painted(plan) > 200);
        QCOMPARE(painted(planned(trace, {.wakeUps = true}, timeline::Grouping::Processor)), 0);
    }
};

QTEST_MAIN(TestExtras)
#include "tst_extras.moc"
