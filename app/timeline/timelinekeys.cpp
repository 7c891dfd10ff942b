// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline brings what is asked for into sight.
#include "app/timeline/hovercard.h"
#include "app/timeline/sheet.h"
#include "app/timeline/timelineplot.h"
#include "app/timeline/timelineview.h"

#include <QAccessible>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace interleave::view {
/// What shows a span that is in no row now: its run is expanded; of a hidden slot it is the worker's row.
/// Where that is hidden, too, no span.
TimelineView::Spot TimelineView::unhidden(Spot spot)
{
    if (m_sheet->plan().runs[static_cast<std::size_t>(spot.run)].lanes.rows == Rows::None) {
        collapse(spot.run, false);
        m_plot->replot(QCustomPlot::rpImmediateRefresh);
    }
    if (!isHidden(spot))
        return spot;
    const Instant at = spanOf(spot).start;
    while (spot.lane > 0 && laneOf(spot).depth > 0) // a slot above may be shown: it is another one's
        --spot.lane;
    const timeline::Lane& lane = laneOf(spot);
    spot.span =
        lane.empty() || isHidden(spot)
            ? std::nullopt
            : std::optional(static_cast<std::uint32_t>(std::min(lane.firstEndingAfter(at), lane.size() - 1)));
    return spot;
}

/// Moves the keys' place to a span, brings it into sight and says what it is.
void TimelineView::goTo(Spot spot)
{
    const Span asked = spanOf(spot);
    const TaskId task = asked.task;
    spot = unhidden(spot);
    if (!spot.span)
        return goToTimeOf({.run = spot.run, .span = asked});
    m_keySpot = spot;
    m_run = spot.run;
    const Span span = spanOf(spot);
    const RunPlan& run = m_sheet->plan().runs[static_cast<std::size_t>(spot.run)];
    if (span.end() <= run.from || span.start >= run.to) {
        const Instant middle = span.start + span.length / 2;
        const Duration half = (run.to - run.from) / 2;
        showTime(spot.run, middle - half, middle + half);
    }
    QRect place = placeOf(spot);
    if (place.top() < 0 || place.bottom() > m_plot->height()) {
        m_vertical->setValue(m_vertical->value() + place.center().y() - m_plot->height() / 2);
        m_plot->replot(QCustomPlot::rpImmediateRefresh);
        place = placeOf(spot);
    }
    pickOut(task.valid() ? std::optional(Highlight{.run = spot.run, .task = task}) : std::nullopt);
    if (const Trace* trace = traceOf(spot.run))
        m_card->show(factsOf(*trace, span), m_sheet->plan().theme,
                     m_plot->mapTo(this, QPoint(place.center().x(), place.bottom())));
    if (QAccessible::isActive()) {
        QAccessibleEvent event(m_plot, QAccessible::Focus);
        event.setChild(focusedSpan());
        QAccessible::updateAccessibility(&event);
    }
}

/// A stretch of one run, as part of the whole: the same part as it is of the run's own time, where that fills
/// the width.
std::pair<Instant, Instant> TimelineView::stretchOf(int run, Instant from, Instant to, Duration around) const
{
    const Duration own = m_sheet->plan().runs[static_cast<std::size_t>(run)].range;
    const auto range = static_cast<long double>(own.count());
    const auto whole = static_cast<long double>(m_range->shown().whole().count());
    const auto scaled = [&](Instant at) {
        return Instant(
            Duration(std::llround(static_cast<long double>((at - Instant()).count()) / range * whole)));
    };
    return {scaled(std::max(Instant(), from - around)), scaled(std::min(Instant(own), to + around))};
}

void TimelineView::showTime(int run, Instant from, Instant to)
{
    const auto stretch = stretchOf(run, from, to, {});
    m_range->move(MovingRange::Move::Reveal,
                  [&](timeline::VisibleRange& range) { range.show(stretch.first, stretch.second); });
    m_plot->replot(QCustomPlot::rpImmediateRefresh);
}

void TimelineView::revealTime(const Highlight& task, Instant from, Instant to)
{
    if (task.run < 0 || task.run >= static_cast<int>(m_pictures.size()))
        return;
    m_run = task.run;
    const Duration around = (to - from) / 10;
    const auto run = static_cast<std::size_t>(task.run);
    showTime(task.run, from - around, to + around);
    const auto& lanes = *m_sheet->plan().runs[run].lanes.lanes;
    for (std::size_t lane = 0; task.task.valid() && lane < lanes.size(); ++lane) {
        std::optional<std::uint32_t> longest;
        for (std::size_t k = lanes[lane].firstEndingAfter(from); k < lanes[lane].size(); ++k) {
            const Span span = lanes[lane].span(k);
            if (span.start >= to)
                break;
            if (span.task == task.task && (!longest || span.length > lanes[lane].span(*longest).length))
                longest = static_cast<std::uint32_t>(k);
        }
        if (longest)
            return goTo({.run = task.run, .lane = static_cast<int>(lane), .span = longest});
    }
    m_keySpot.reset();
    pickOut({});
    bringIntoSight(task.run);
}

void TimelineView::reveal(const Highlight& task)
{
    if (task.run < 0 || task.run >= static_cast<int>(m_pictures.size()))
        return;
    const auto& lanes = *m_sheet->plan().runs[static_cast<std::size_t>(task.run)].lanes.lanes;
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        for (std::uint32_t k = 0; k < lanes[lane].size(); ++k)
            if (lanes[lane].span(k).task == task.task)
                return goTo({.run = task.run, .lane = static_cast<int>(lane), .span = k});
    }
    pickOut(task);
}

int TimelineView::focusedSpan() const
{
    if (!m_keySpot)
        return -1;
    const std::vector<ShownSpan> shown = shownSpans();
    const auto at = std::find_if(shown.begin(), shown.end(), [&](const ShownSpan& span) {
        return span.run == m_keySpot->run && span.lane == m_keySpot->lane && span.span == *m_keySpot->span;
    });
    return at == shown.end() ? -1 : static_cast<int>(at - shown.begin());
}

} // namespace interleave::view
