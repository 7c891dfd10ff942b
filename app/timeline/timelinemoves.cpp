// SPDX-License-Identifier: GPL-3.0-or-later
// What the timeline does when it is asked to go somewhere, by key or by menu.
#include "app/timeline/sheet.h"
#include "app/timeline/timelineplot.h"
#include "app/timeline/timelineview.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace interleave::view {
namespace {

using timeline::VisibleRange;

constexpr double zoomStep = 0.7;
constexpr double panStep = 0.1;
constexpr double beyondEverything = 1e15;

std::optional<Navigation> byKey(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return Navigation::Earlier;
    case Qt::Key_Right:
        return Navigation::Later;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return Navigation::ZoomIn;
    case Qt::Key_Minus:
        return Navigation::ZoomOut;
    case Qt::Key_0:
        return Navigation::Everything;
    case Qt::Key_Z:
        return Navigation::Selection;
    case Qt::Key_Home:
        return Navigation::Begin;
    case Qt::Key_End:
        return Navigation::End;
    case Qt::Key_Up:
        return Navigation::RowsUp;
    case Qt::Key_Down:
        return Navigation::RowsDown;
    case Qt::Key_PageUp:
        return Navigation::PageUp;
    case Qt::Key_PageDown:
        return Navigation::PageDown;
    case Qt::Key_F:
        return Navigation::Follow;
    case Qt::Key_Escape:
        return Navigation::LetGo;
    default:
        return {};
    }
}

std::optional<Navigation> byKeyWithControl(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return Navigation::PreviousSpan;
    case Qt::Key_Right:
        return Navigation::NextSpan;
    case Qt::Key_Up:
        return Navigation::SpanAbove;
    case Qt::Key_Down:
        return Navigation::SpanBelow;
    default:
        return {};
    }
}

} // namespace

void TimelineView::navigate(Navigation where)
{
    if (m_pictures.empty())
        return;
    hideCard();
    using Move = MovingRange::Move;
    switch (where) {
    case Navigation::Back:
        return m_range->back();
    case Navigation::Forward:
        return m_range->forward();
    case Navigation::ZoomIn:
        return zoom(zoomStep);
    case Navigation::ZoomOut:
        return zoom(1 / zoomStep);
    case Navigation::Everything:
        return fit();
    case Navigation::Selection:
        return zoomToSelection();
    case Navigation::Earlier:
        return m_range->move(Move::Step, [](VisibleRange& range) { range.pan(-panStep); });
    case Navigation::Later:
        return m_range->move(Move::Step, [](VisibleRange& range) { range.pan(panStep); });
    case Navigation::Begin:
        return m_range->move(Move::Jump, [](VisibleRange& range) { range.pan(-beyondEverything); });
    case Navigation::End:
        return m_range->move(Move::Jump, [](VisibleRange& range) { range.pan(beyondEverything); });
    case Navigation::Follow:
        return follow(!m_following.on());
    default:
        return navigateRows(where);
    }
}

void TimelineView::navigateRows(Navigation where)
{
    switch (where) {
    case Navigation::RowsUp:
        return m_vertical->triggerAction(QScrollBar::SliderSingleStepSub);
    case Navigation::RowsDown:
        return m_vertical->triggerAction(QScrollBar::SliderSingleStepAdd);
    case Navigation::PageUp:
        return m_vertical->triggerAction(QScrollBar::SliderPageStepSub);
    case Navigation::PageDown:
        return m_vertical->triggerAction(QScrollBar::SliderPageStepAdd);
    case Navigation::NextSpan:
        return stepAlongLane(1);
    case Navigation::PreviousSpan:
        return stepAlongLane(-1);
    case Navigation::SpanAbove:
        return stepToLane(-1);
    case Navigation::SpanBelow:
        return stepToLane(1);
    case Navigation::Collapse:
        return collapse(m_run, true);
    case Navigation::Expand:
        return collapse(m_run, false);
    case Navigation::RunUp:
        return moveRun(-1);
    case Navigation::RunDown:
        return moveRun(1);
    default:
        m_keySpot.reset();
        return pickOut({});
    }
}

void TimelineView::key(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab) {
        const bool back = event->key() == Qt::Key_Backtab || event->modifiers().testFlag(Qt::ShiftModifier);
        return event->setAccepted(tab(back ? -1 : 1));
    }
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const auto where = control ? byKeyWithControl(event->key()) : byKey(event->key());
    if (!where || m_pictures.empty())
        return;
    navigate(*where);
    event->accept();
}

/// From span to span, through all lanes. @return false where there is none: the keys go on to the next widget
bool TimelineView::tab(int by)
{
    if (!m_keySpot)
        return false;
    const Spot before = *m_keySpot;
    stepAlongLane(by);
    if (m_keySpot == before)
        if (const auto there = spotInLane(before, by))
            goTo({there->run, there->lane,
                  by > 0 ? 0 : static_cast<std::uint32_t>(laneOf(*there).size() - 1)});
    return !(m_keySpot == before);
}

/// From nowhere to the first span of all.
void TimelineView::stepAlongLane(int by)
{
    if (!m_keySpot)
        return stepToLane(1);
    const auto next = static_cast<std::int64_t>(*m_keySpot->span) + by;
    if (next < 0 || next >= static_cast<std::int64_t>(laneOf(*m_keySpot).size()))
        return;
    goTo({m_keySpot->run, m_keySpot->lane, static_cast<std::uint32_t>(next)});
}

void TimelineView::stepToLane(int by)
{
    const Spot from = m_keySpot.value_or(Spot{.run = 0, .lane = -1, .span = {}});
    const Instant at = m_keySpot ? spanOf(from).start : Instant();
    auto there = spotInLane(from, m_keySpot ? by : 1);
    if (!there)
        return;
    const timeline::Lane& lane = laneOf(*there);
    there->span = static_cast<std::uint32_t>(std::min(lane.firstEndingAfter(at), lane.size() - 1));
    goTo(*there);
}

/// The next lane up or down that has spans, over the borders of runs.
std::optional<TimelineView::Spot> TimelineView::spotInLane(Spot from, int by) const
{
    const auto& runs = m_sheet->plan().runs;
    const auto lanes = [&](int run) {
        return static_cast<int>(runs[static_cast<std::size_t>(run)].lanes.lanes->size());
    };
    for (;;) {
        from.lane += by;
        if (from.lane < 0 || from.lane >= lanes(from.run)) {
            from.run += by;
            if (from.run < 0 || from.run >= static_cast<int>(runs.size()))
                return {};
            from.lane = by > 0 ? -1 : lanes(from.run);
        } else if (!laneOf(from).empty() && !isHidden(from)) {
            return from;
        }
    }
}

/// The span where the keys are, or, where that is what is looked at, its whole task.
void TimelineView::zoomToSelection()
{
    const std::optional<Highlight> task = picked();
    const int run = m_keySpot ? m_keySpot->run : task ? task->run : -1;
    const Trace* const trace = run < 0 ? nullptr : traceOf(run);
    if (!trace)
        return;
    const auto around = [&](Instant from, Instant to) { return stretchOf(run, from, to, (to - from) / 10); };
    std::optional<std::pair<Instant, Instant>> next;
    if (m_keySpot) {
        const Span span = spanOf(*m_keySpot);
        next = around(span.start, span.end());
        VisibleRange there = m_range->target();
        there.show(next->first, next->second);
        if (there == m_range->target())
            next.reset(); // we are there
    }
    if (!next && task && task->task.value < trace->tasks.size()) {
        const Task& whole = (*trace)[task->task];
        const auto begun = whole.taken ? whole.taken : whole.started;
        if (begun)
            next = around(*begun, whole.stopped.value_or(m_pictures[static_cast<std::size_t>(run)].end));
    }
    if (next)
        m_range->move(MovingRange::Move::Jump,
                      [&](VisibleRange& range) { range.show(next->first, next->second); });
}

/// The run that goes on has come to `now`.
void TimelineView::goAlong(Instant now) { m_range->set(m_following.at(visibleRange(), now, wholeTime())); }

/// As long as the picture moves it is more important that it does so smoothly than that each pixel has a
/// column of its own.
void TimelineView::hurry()
{
    m_sheet->setMoving(true);
    m_rest.start();
}

void TimelineView::follow(bool on)
{
    if (!m_live)
        return;
    m_following.set(on);
    if (const VisibleRange there = m_following.at(visibleRange(), m_now, wholeTime());
        !(there == visibleRange()))
        m_range->move(MovingRange::Move::Jump, [&](VisibleRange& range) { range = there; });
    Q_EMIT followingChanged(true, m_following.on());
}

void TimelineView::collapse(int run, bool collapsed)
{
    m_run = run;
    m_collapsed.resize(m_pictures.size());
    if (run < 0 || run >= static_cast<int>(m_pictures.size()))
        return;
    m_collapsed[static_cast<std::size_t>(run)] = collapsed;
    renew(Replot::Soon);
}

/// The run whose triangle is there.
std::optional<int> TimelineView::triangleAt(const QPoint& at) const
{
    const SheetPlan& plan = m_sheet->plan();
    for (std::size_t run = 0; run < plan.runs.size(); ++run)
        if (const QRect heading = m_sheet->headingRect(run);
            heading.contains(at) && at.x() < plan.left && at.x() >= plan.left - 24)
            return static_cast<int>(run);
    return {};
}

void TimelineView::doubleClick(const QPoint& at)
{
    if (triangleAt(at))
        return click(at); // as quick as two
    const std::optional<Spot> spot = spotAt(at);
    if (spot && spot->span) {
        m_keySpot = spot;
        return zoomToSelection();
    }
    pickOut(m_before); // the first click of two was none
    fit();
}

} // namespace interleave::view
