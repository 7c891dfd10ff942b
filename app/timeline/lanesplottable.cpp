// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/lanesplottable.h"

#include "app/timeline/barpainter.h"
#include "app/timeline/paintersurface.h"

#include <QPaintEngine>

#include <algorithm>

namespace interleave::view {
namespace {

constexpr double narrowestBar = 2; // logical pixels; what is narrower is drawn much faster as shares

/// The lane with these spans alone, as far as they are visible.
timeline::Lane laneWith(const timeline::Lane& lane, const std::vector<std::uint32_t>& indices,
                        const timeline::View& view)
{
    std::vector<Span> spans;
    const auto first =
        std::ranges::partition_point(indices, [&](std::uint32_t i) { return lane.end(i) <= view.from; });
    for (auto index = first; index != indices.end() && lane.start(*index) < view.to; ++index)
        spans.push_back(lane.span(*index));
    timeline::Lane result = timeline::laneOf(spans);
    result.kind = lane.kind;
    return result;
}

/// A hair of a bar would not be found among a thousand others.
void widenHairs(timeline::LaneLayout& layout, double density)
{
    for (timeline::Bar& bar : layout.bars)
        bar.x1 = std::max(bar.x1, bar.x0 + 2 * density);
    for (const timeline::Column& column : layout.columns) {
        const auto most = std::max_element(column.share.begin(), column.share.end());
        layout.bars.push_back({.x0 = static_cast<double>(column.x),
                               .x1 = column.x + 2 * density,
                               .state = allStates[static_cast<std::size_t>(most - column.share.begin())]});
    }
    layout.columns.clear();
}

} // namespace

LanesPlottable::LanesPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis,
                               std::shared_ptr<const SheetContent> content, std::size_t run)
    : QCPAbstractPlottable(keyAxis, valueAxis), m_content(std::move(content)), m_run(run)
{
    setSelectable(QCP::stNone);
}

double LanesPlottable::selectTest(const QPointF&, bool, QVariant*) const { return -1; }

QCPRange LanesPlottable::getKeyRange(bool& found, QCP::SignDomain) const
{
    found = run().lanes.end > Instant();
    return {0, static_cast<double>(run().lanes.end.time_since_epoch().count())};
}

QCPRange LanesPlottable::getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const
{
    found = false;
    return {};
}

QRectF LanesPlottable::laneRect(std::size_t lane) const
{
    const QRect rect = mKeyAxis->axisRect()->rect();
    const LaneBox& box = run().lanes.boxes[lane];
    return {static_cast<double>(rect.left()), rect.top() + lanePadding + box.top,
            static_cast<double>(rect.width()), box.height};
}

/// Whether a lane is on the plot at all: on the screen a sheet may be higher than its window.
bool LanesPlottable::visible(const QRectF& lane) const
{
    const QRect viewport = mParentPlot->viewport();
    return lane.bottom() >= viewport.top() && lane.top() <= viewport.bottom() + 1;
}

void LanesPlottable::draw(QCPPainter* painter)
{
    const double density = densityOf(*painter);
    const timeline::View view{.from = run().from,
                              .to = run().to,
                              .width = std::max(1.0, mKeyAxis->axisRect()->width() * density),
                              .narrowestBar = narrowestBar * density};
    drawLanes(painter, view, density);
    if (m_content->highlight && m_content->highlight->run == static_cast<int>(m_run))
        drawHighlight(painter, view, density);
}

void LanesPlottable::drawLanes(QCPPainter* painter, const timeline::View& view, double density)
{
    const double width = view.width / density;
    LanesRaster::Frame frame{.rows = {},
                             .view = view,
                             .from = std::clamp(view.x(Instant()) / density, 0.0, width),
                             .to = std::clamp(view.x(run().lanes.end) / density, 0.0, width),
                             .density = density,
                             .words = BarWords(*run().tasks, m_content->plan.theme.stateWords),
                             .alone = m_content->plan.goesOn,
                             .moving = m_content->moving,
                             .runs = static_cast<int>(m_content->plan.runs.size())};
    const std::vector<timeline::Lane>& lanes = *run().lanes.lanes;
    for (std::size_t i = 0; i < lanes.size(); ++i)
        if (const QRectF lane = laneRect(i); visible(lane))
            frame.rows.push_back({&lanes[i], lane});
    if (painter->paintEngine()->type() == QPaintEngine::Raster)
        m_raster.draw(*painter, m_content->plan.theme, frame);
    else
        drawVectors(*painter, frame);
}

void LanesPlottable::drawVectors(QPainter& painter, const LanesRaster::Frame& frame) const
{
    const Theme& theme = m_content->plan.theme;
    PainterSurface surface(painter, theme, frame.density);
    BarPainter bars(surface, theme, frame.density);
    painter.save();
    for (const LanesRaster::Row& row : frame.rows) {
        const timeline::Lane* const lane = row.lane;
        const QRectF& rect = row.rect;
        if (theme.track != theme.background)
            surface.fill(QRectF(rect.left() + frame.from, rect.top(), frame.to - frame.from, rect.height()),
                         theme.track);
        bars.draw(timeline::layout(*lane, frame.view), rect,
                  [&](const timeline::Bar& bar) { return frame.words.of(*lane, bar); });
    }
    painter.restore();
}

/// Everything else fades, and the task's own bars come back on top, wide enough to be seen.
void LanesPlottable::drawHighlight(QCPPainter* painter, const timeline::View& view, double density)
{
    const Theme& theme = m_content->plan.theme;
    QColor veil = theme.background;
    veil.setAlphaF(0.72F);
    painter->fillRect(mKeyAxis->axisRect()->rect(), veil);
    PainterSurface surface(*painter, theme, density);
    BarPainter bars(surface, theme, density);
    const BarWords words(*run().tasks, theme.stateWords);
    const std::vector<timeline::Lane>& lanes = *run().lanes.lanes;
    m_taskSpans.follow(lanes, m_content->highlight->task);
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const QRectF lane = laneRect(i);
        if (!visible(lane))
            continue;
        const timeline::Lane picked = laneWith(lanes[i], m_taskSpans.in(i), view);
        timeline::LaneLayout layout = timeline::layout(picked, view);
        widenHairs(layout, density);
        if (layout.bars.empty())
            continue;
        painter->save();
        bars.draw(layout, lane, [&](const timeline::Bar& bar) { return words.of(picked, bar); });
        painter->restore();
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(QPen(theme.text, 1));
        painter->setBrush(Qt::NoBrush);
        const auto x =
            std::minmax_element(layout.bars.begin(), layout.bars.end(),
                                [](const timeline::Bar& a, const timeline::Bar& b) { return a.x0 < b.x0; });
        painter->drawRect(QRectF(lane.left() + x.first->x0 / density - 2, lane.top() - 2,
                                 (x.second->x1 - x.first->x0) / density + 3, lane.height() + 3));
    }
}

void LanesPlottable::drawLegendIcon(QCPPainter*, const QRectF&) const {}

double densityOf(const QCPPainter& painter)
{
    if (painter.modes().testFlag(QCPPainter::pmVectorized))
        return 2;
    return painter.device()->devicePixelRatioF() * painter.transform().m11();
}

} // namespace interleave::view
