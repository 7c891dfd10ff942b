// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline by keys: along the time, and from bar to bar.
#include "app/timeline/hovercard.h"
#include "app/timeline/sheet.h"
#include "app/timeline/timelineplot.h"
#include "app/timeline/timelineview.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

constexpr double zoomStep = 0.7;
constexpr double panStep = 0.1;

} // namespace

/// Moves the keys' place to a span, brings it into sight and says what it is.
void TimelineView::goTo(Spot spot)
{
    m_keySpot = spot;
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
    pickOut(span.task.valid() ? std::optional(Highlight{.run = spot.run, .task = span.task}) : std::nullopt);
    if (const Trace* trace = traceOf(spot.run))
        m_card->show(factsOf(*trace, span), m_sheet->plan().theme,
                     m_plot->mapTo(this, QPoint(place.center().x(), place.bottom())));
    if (QAccessible::isActive()) {
        QAccessibleEvent event(m_plot, QAccessible::Focus);
        event.setChild(focusedSpan());
        QAccessible::updateAccessibility(&event);
    }
}

/// Of one run: the same part of the whole as it is of its own, where that fills the width.
void TimelineView::showTime(int run, Instant from, Instant to)
{
    const auto range = static_cast<double>(m_sheet->plan().runs[static_cast<std::size_t>(run)].range.count());
    const auto whole = static_cast<double>(m_range.whole().count());
    const auto scaled = [&](Instant at) {
        return Instant(Duration(std::llround(static_cast<double>((at - Instant()).count()) / range * whole)));
    };
    m_range.show(scaled(from), scaled(to));
    renew(Replot::Now);
}

void TimelineView::revealTime(const Highlight& task, Instant from, Instant to)
{
    if (task.run < 0 || task.run >= static_cast<int>(m_pictures.size()))
        return;
    const Duration around = (to - from) / 10;
    const auto run = static_cast<std::size_t>(task.run);
    const Instant end(m_sheet->plan().runs[run].range);
    showTime(task.run, std::max(Instant(), from - around), std::min(end, to + around));
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
    if (const QRect place = m_sheet->lanesRect(run); place.top() < 0 || place.bottom() > m_plot->height()) {
        m_vertical->setValue(m_vertical->value() + place.top() - m_sheet->plan().runs[run].headingHeight);
        m_plot->replot(QCustomPlot::rpImmediateRefresh);
    }
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

void TimelineView::key(QKeyEvent* event)
{
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    if (!m_pictures.empty() && (control ? keyOfSpan(*event) : keyOfPlace(event->key())))
        event->accept();
}

bool TimelineView::keyOfPlace(int key)
{
    hideCard();
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        m_range.pan(key == Qt::Key_Left ? -panStep : panStep);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_range.zoom(zoomStep, 0.5);
        break;
    case Qt::Key_Minus:
        m_range.zoom(1 / zoomStep, 0.5);
        break;
    case Qt::Key_0:
        m_range.fit();
        break;
    case Qt::Key_Home:
    case Qt::Key_End:
        m_range.pan(key == Qt::Key_Home ? -1e6 : 1e6);
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_vertical->triggerAction(key == Qt::Key_Up ? QScrollBar::SliderSingleStepSub
                                                    : QScrollBar::SliderSingleStepAdd);
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        m_vertical->triggerAction(key == Qt::Key_PageUp ? QScrollBar::SliderPageStepSub
                                                        : QScrollBar::SliderPageStepAdd);
        return true;
    case Qt::Key_Escape:
        m_keySpot.reset();
        pickOut({});
        return true;
    default:
        return false;
    }
    renew(Replot::Soon);
    return true;
}

/// Control with an arrow: from span to span of a lane, and from lane to lane.
bool TimelineView::keyOfSpan(const QKeyEvent& event)
{
    const int arrow = event.key();
    if (arrow != Qt::Key_Left && arrow != Qt::Key_Right && arrow != Qt::Key_Up && arrow != Qt::Key_Down)
        return false;
    const SheetPlan& plan = m_sheet->plan();
    const auto lanesOf = [&](int run) -> const std::vector<timeline::Lane>& {
        return *plan.runs[static_cast<std::size_t>(run)].lanes.lanes;
    };
    Spot spot = m_keySpot.value_or(Spot{.run = 0, .lane = -1, .span = {}});
    const bool fresh = !m_keySpot;
    if (!fresh && (arrow == Qt::Key_Left || arrow == Qt::Key_Right)) {
        const auto count = lanesOf(spot.run)[static_cast<std::size_t>(spot.lane)].size();
        const auto next = static_cast<std::int64_t>(*spot.span) + (arrow == Qt::Key_Left ? -1 : 1);
        if (next < 0 || next >= static_cast<std::int64_t>(count))
            return true;
        spot.span = static_cast<std::uint32_t>(next);
        goTo(spot);
        return true;
    }
    const int down = arrow == Qt::Key_Up && !fresh ? -1 : 1;
    const Instant at = fresh ? Instant() : spanOf(spot).start;
    for (;;) { // past lanes without spans, over the border of a run
        spot.lane += down;
        if (spot.lane < 0 || spot.lane >= static_cast<int>(lanesOf(spot.run).size())) {
            spot.run += down;
            if (spot.run < 0 || spot.run >= static_cast<int>(m_pictures.size()))
                return true;
            spot.lane = down > 0 ? -1 : static_cast<int>(lanesOf(spot.run).size());
            continue;
        }
        const timeline::Lane& lane = lanesOf(spot.run)[static_cast<std::size_t>(spot.lane)];
        if (lane.empty())
            continue;
        spot.span = static_cast<std::uint32_t>(std::min(lane.firstEndingAfter(at), lane.size() - 1));
        goTo(spot);
        return true;
    }
}

} // namespace interleave::view
