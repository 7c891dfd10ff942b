// SPDX-License-Identifier: GPL-3.0-or-later
// What is where on the screen, for the mouse and for assistive technology.
#include "app/timeline/hovercard.h"
#include "app/timeline/sheet.h"
#include "app/timeline/timelineplot.h"
#include "app/timeline/timelineview.h"

#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

constexpr std::size_t mostShownSpans = 2000; // nobody reads more of them out

} // namespace

void TimelineView::connectPlot()
{
    connect(m_plot, &TimelinePlot::zoomAsked, this, [this](double factor, double x) {
        const SheetPlan& plan = m_sheet->plan();
        zoom(factor, (x - plan.left) / std::max(1, plan.plotWidth()));
    });
    connect(m_plot, &TimelinePlot::dragBegan, this, &TimelineView::takeUpRun);
    connect(m_plot, &TimelinePlot::dragged, this, &TimelineView::carryRun);
    connect(m_plot, &TimelinePlot::dragEnded, this, [this] { m_carried.reset(); });
    connect(m_plot, &TimelinePlot::panAsked, this, [this](double pixels) {
        if (m_carried)
            return;
        const double share = -pixels / std::max(1, m_sheet->plan().plotWidth());
        m_range->move(MovingRange::Move::Drag, [&](timeline::VisibleRange& range) { range.pan(share); });
    });
    connect(m_plot, &TimelinePlot::scrollAsked, this, [this](double pixels) {
        if (m_carried)
            return;
        m_vertical->setValue(m_vertical->value() + static_cast<int>(std::lround(pixels)));
    });
    connect(m_range, &MovingRange::moved, this, [this] {
        if (m_live) {
            m_following.moved(visibleRange(), m_now);
            Q_EMIT followingChanged(true, m_following.on());
        }
        hurry();
        renew(Replot::Soon);
    });
    connect(m_plot, &TimelinePlot::doubleClicked, this, &TimelineView::doubleClick);
    connect(m_plot, &TimelinePlot::navigationAsked, this, &TimelineView::navigate);
    connect(m_plot, &TimelinePlot::hovered, this, &TimelineView::hover);
    connect(m_plot, &TimelinePlot::left, this, &TimelineView::hideCard);
    connect(m_plot, &TimelinePlot::clicked, this, &TimelineView::click);
    connect(m_plot, &TimelinePlot::keyPressed, this, &TimelineView::key);
    connect(m_plot, &TimelinePlot::resized, this, [this] { renew(Replot::Soon); });
    connect(m_vertical, &QScrollBar::valueChanged, this, [this](int value) {
        hideCard();
        ++m_generation;
        hurry();
        m_plot->setContent(m_sheet->plan().runsHeight(), value);
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    });
    connect(m_horizontal, &QScrollBar::valueChanged, this, [this](int value) {
        const double from = static_cast<double>(value) / (m_horizontal->maximum() + m_horizontal->pageStep());
        m_range->move(MovingRange::Move::Drag, [&](timeline::VisibleRange& range) {
            const Instant start(Duration(std::llround(from * static_cast<double>(range.whole().count()))));
            range.show(start, start + range.length());
        });
    });
}

timeline::View TimelineView::viewOf(int run) const
{
    const RunPlan& plan = m_sheet->plan().runs[static_cast<std::size_t>(run)];
    return {.from = plan.from,
            .to = plan.to,
            .width = std::max(1.0, m_sheet->lanesRect(static_cast<std::size_t>(run)).width() *
                                       devicePixelRatioF())};
}

const Trace* TimelineView::traceOf(int run) const
{
    const auto index = static_cast<std::size_t>(run);
    return index < m_runs.size() ? m_runs[index].get() : m_live;
}

bool TimelineView::exists(const Spot& spot) const
{
    const auto& runs = m_sheet->plan().runs;
    if (spot.run < 0 || spot.run >= static_cast<int>(runs.size()))
        return false;
    const auto& lanes = *runs[static_cast<std::size_t>(spot.run)].lanes.lanes;
    return spot.lane >= 0 && spot.lane < static_cast<int>(lanes.size()) && spot.span &&
           *spot.span < lanes[static_cast<std::size_t>(spot.lane)].size() && !isHidden(spot);
}

bool TimelineView::isHidden(const Spot& spot) const
{
    return m_sheet->plan()
        .runs[static_cast<std::size_t>(spot.run)]
        .lanes.boxes[static_cast<std::size_t>(spot.lane)]
        .hidden;
}

const timeline::Lane& TimelineView::laneOf(const Spot& spot) const
{
    const auto& lanes = *m_sheet->plan().runs[static_cast<std::size_t>(spot.run)].lanes.lanes;
    return lanes[static_cast<std::size_t>(spot.lane)];
}

Span TimelineView::spanOf(const Spot& spot) const { return laneOf(spot).span(*spot.span); }

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
    SpanFacts facts = factsOf(*trace, spanOf(*spot));
    addColumn(facts, *spot, at);
    m_card->show(facts, m_sheet->plan().theme, m_plot->mapTo(this, at));
}

void TimelineView::hideCard() { m_card->hide(); }

void TimelineView::click(const QPoint& at)
{
    if (const std::optional<int> run = triangleAt(at))
        return collapse(*run, m_sheet->plan().runs[static_cast<std::size_t>(*run)].lanes.rows != Rows::None);
    m_before = picked();
    const std::optional<Spot> spot = spotAt(at);
    m_keySpot = spot && spot->span ? spot : std::nullopt;
    if (spot)
        m_run = spot->run;
    const TaskId task = m_keySpot ? spanOf(*m_keySpot).task : TaskId();
    pickOut(task.valid() ? std::optional(Highlight{.run = m_keySpot->run, .task = task}) : std::nullopt);
}

std::vector<ShownSpan> TimelineView::shownSpans() const
{
    std::vector<ShownSpan> shown;
    for (std::size_t run = 0; run < m_pictures.size() && run < m_sheet->plan().runs.size(); ++run) {
        const Trace* trace = traceOf(static_cast<int>(run));
        const auto& lanes = m_sheet->plan().runs[run].lanes;
        const timeline::View view = viewOf(static_cast<int>(run));
        for (std::size_t lane = 0; trace && lane < lanes.lanes->size(); ++lane) {
            if (lanes.boxes[lane].hidden)
                continue;
            for (const timeline::Bar& bar : timeline::layout((*lanes.lanes)[lane], view).bars) {
                const Spot spot{static_cast<int>(run), static_cast<int>(lane), bar.span};
                const QRect place = placeOf(spot).intersected(m_plot->rect());
                if (place.isEmpty())
                    continue;
                if (shown.size() >= mostShownSpans)
                    return shown;
                shown.push_back({spot.run, spot.lane, bar.span, place, factsOf(*trace, spanOf(spot)).spoken});
            }
        }
    }
    return shown;
}

std::vector<SpokenItem> TimelineView::spokenItems() const
{
    std::vector<SpokenItem> items;
    for (ShownSpan& span : shownSpans())
        items.push_back({span.place, std::move(span.spoken)});
    for (std::size_t run = 0; run < plan().runs.size() && run < m_pictures.size(); ++run)
        for (const NoteFlag& flag : plan().runs[run].notes) {
            const QRect place = flag.place.translated(lanesRect(run).topLeft()).toAlignedRect();
            if (flag.note < m_notes.size() && place.intersects(m_plot->rect()))
                items.push_back({place & m_plot->rect(), spokenNote(m_notes[flag.note])});
        }
    return items;
}

} // namespace interleave::view
