// SPDX-License-Identifier: GPL-3.0-or-later
// What the user does to the picture: mouse, keys, assistive technology.
#include "app/timeline/hovercard.h"
#include "app/timeline/sheet.h"
#include "app/timeline/timelineplot.h"
#include "app/timeline/timelineview.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

constexpr double zoomStep = 0.7;
constexpr double panStep = 0.1;
constexpr std::size_t mostShownSpans = 2000; // nobody reads more of them out

} // namespace

void TimelineView::connectPlot()
{
    connect(m_plot, &TimelinePlot::zoomAsked, this, [this](double factor, double x) {
        const SheetPlan& plan = m_sheet->plan();
        zoom(factor, (x - plan.left) / std::max(1, plan.plotWidth()));
    });
    connect(m_plot, &TimelinePlot::panAsked, this, [this](double pixels) {
        m_range.pan(-pixels / std::max(1, m_sheet->plan().plotWidth()));
        renew(Replot::Soon);
    });
    connect(m_plot, &TimelinePlot::scrollAsked, this, [this](double pixels) {
        m_vertical->setValue(m_vertical->value() + static_cast<int>(std::lround(pixels)));
    });
    connect(m_plot, &TimelinePlot::fitAsked, this, &TimelineView::fit);
    connect(m_plot, &TimelinePlot::hovered, this, &TimelineView::hover);
    connect(m_plot, &TimelinePlot::left, this, &TimelineView::hideCard);
    connect(m_plot, &TimelinePlot::clicked, this, &TimelineView::click);
    connect(m_plot, &TimelinePlot::keyPressed, this, &TimelineView::key);
    connect(m_plot, &TimelinePlot::resized, this, [this] { renew(Replot::Soon); });
    connect(m_vertical, &QScrollBar::valueChanged, this, [this](int value) {
        hideCard();
        m_plot->setContent(m_sheet->plan().runsHeight(), value);
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    });
    connect(m_horizontal, &QScrollBar::valueChanged, this, [this](int value) {
        const double from = static_cast<double>(value) / (m_horizontal->maximum() + m_horizontal->pageStep());
        const Duration start(std::llround(from * static_cast<double>(m_range.whole().count())));
        m_range.show(Instant(start), Instant(start + m_range.length()));
        renew(Replot::Soon);
    });
}

timeline::View TimelineView::viewOf(int run) const
{
    const RunPlan& plan = m_sheet->plan().runs[static_cast<std::size_t>(run)];
    return {.from = plan.from,
            .to = plan.to,
            .width = m_sheet->lanesRect(static_cast<std::size_t>(run)).width() * devicePixelRatioF()};
}

const Trace* TimelineView::traceOf(int run) const
{
    const auto index = static_cast<std::size_t>(run);
    return index < m_runs.size() ? m_runs[index].get() : m_live;
}

const Span& TimelineView::spanOf(const Spot& spot) const
{
    const auto& lanes = *m_sheet->plan().runs[static_cast<std::size_t>(spot.run)].lanes.lanes;
    return lanes[static_cast<std::size_t>(spot.lane)].spans[*spot.span];
}

std::optional<TimelineView::Spot> TimelineView::spotAt(const QPoint& at) const
{
    const SheetPlan& plan = m_sheet->plan();
    for (std::size_t run = 0; run < plan.runs.size() && run < m_pictures.size(); ++run) {
        const QRect lanes = m_sheet->lanesRect(run);
        if (!lanes.contains(at))
            continue;
        const double y = at.y() - lanes.top() - lanePadding;
        const auto& boxes = plan.runs[run].lanes.boxes;
        for (std::size_t lane = 0; lane < boxes.size(); ++lane) {
            if (y < boxes[lane].top - 1 || y > boxes[lane].top + boxes[lane].height + 1)
                continue;
            Spot spot{.run = static_cast<int>(run), .lane = static_cast<int>(lane), .span = {}};
            spot.span =
                timeline::spanAt((*plan.runs[run].lanes.lanes)[lane], viewOf(spot.run),
                                 (at.x() - lanes.left()) * devicePixelRatioF(), 2 * devicePixelRatioF());
            return spot;
        }
    }
    return {};
}

QRect TimelineView::placeOf(const Spot& spot) const
{
    const auto run = static_cast<std::size_t>(spot.run);
    const QRect lanes = m_sheet->lanesRect(run);
    const LaneBox& box = m_sheet->plan().runs[run].lanes.boxes[static_cast<std::size_t>(spot.lane)];
    const timeline::View view = viewOf(spot.run);
    const Span& span = spanOf(spot);
    const auto x = [&](Instant at) {
        return lanes.left() + std::clamp(view.x(at), 0.0, view.width) / devicePixelRatioF();
    };
    return QRectF(x(span.start), lanes.top() + lanePadding + box.top,
                  std::max(1.0, x(span.end()) - x(span.start)), box.height)
        .toAlignedRect();
}

void TimelineView::hover(const QPoint& at)
{
    const std::optional<Spot> spot = spotAt(at);
    const Trace* trace = spot && spot->span ? traceOf(spot->run) : nullptr;
    if (!trace)
        return hideCard();
    m_card->show(factsOf(*trace, spanOf(*spot)), m_sheet->plan().theme, m_plot->mapTo(this, at));
}

void TimelineView::hideCard() { m_card->hide(); }

void TimelineView::click(const QPoint& at)
{
    const std::optional<Spot> spot = spotAt(at);
    m_keySpot = spot && spot->span ? spot : std::nullopt;
    const TaskId task = m_keySpot ? spanOf(*m_keySpot).task : TaskId();
    pickOut(task.valid() ? std::optional(Highlight{.run = m_keySpot->run, .task = task}) : std::nullopt);
}

/// Moves the keys' place to a span, brings it into sight and says what it is.
void TimelineView::goTo(Spot spot)
{
    m_keySpot = spot;
    const Span& span = spanOf(spot);
    if (m_settings.sameScale && (span.end() <= m_range.from() || span.start >= m_range.to())) {
        const Instant middle = span.start + span.length / 2;
        m_range.show(middle - m_range.length() / 2, middle + m_range.length() / 2);
        renew(Replot::Now);
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
        const auto count = lanesOf(spot.run)[static_cast<std::size_t>(spot.lane)].spans.size();
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
        const auto& spans = lanesOf(spot.run)[static_cast<std::size_t>(spot.lane)].spans;
        if (spans.empty())
            continue;
        const auto after =
            std::partition_point(spans.begin(), spans.end(), [&](const Span& s) { return s.end() <= at; });
        spot.span = static_cast<std::uint32_t>(
            std::min<std::ptrdiff_t>(after - spans.begin(), static_cast<std::ptrdiff_t>(spans.size()) - 1));
        goTo(spot);
        return true;
    }
}

std::vector<ShownSpan> TimelineView::shownSpans() const
{
    std::vector<ShownSpan> shown;
    for (std::size_t run = 0; run < m_pictures.size() && run < m_sheet->plan().runs.size(); ++run) {
        const Trace* trace = traceOf(static_cast<int>(run));
        const auto& lanes = m_sheet->plan().runs[run].lanes;
        const timeline::View view = viewOf(static_cast<int>(run));
        for (std::size_t lane = 0; trace && lane < lanes.lanes->size(); ++lane) {
            for (const timeline::Bar& bar : timeline::layout((*lanes.lanes)[lane], view).bars) {
                const Spot spot{static_cast<int>(run), static_cast<int>(lane), bar.span};
                const QRect place = placeOf(spot).intersected(m_plot->rect());
                if (place.isEmpty() || shown.size() >= mostShownSpans)
                    continue;
                shown.push_back({spot.run, spot.lane, bar.span, place, factsOf(*trace, spanOf(spot)).spoken});
            }
        }
    }
    return shown;
}

} // namespace interleave::view
