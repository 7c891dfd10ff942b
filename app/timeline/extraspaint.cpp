// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/extraspaint.h"

#include "core/timeline/arrows.h"
#include "core/timeline/marks.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

constexpr double narrowestPiece = 6; // logical pixels: narrower ones that nearly touch are one outline
constexpr double nearlyTouching = 3;
constexpr double narrowestWait = 6;
constexpr double arrowHead = 4;

struct Outline
{
    double x0 = 0, x1 = 0; // logical pixels
    bool several = false;
    State state = State::Running;
};

timeline::View viewOf(const RunPlan& run, const QRect& lanes, double density)
{
    return {.from = run.from, .to = run.to, .width = std::max(1.0, lanes.width() * density)};
}

QRectF placeOf(const RunPlan& run, const QRect& lanes, std::size_t lane)
{
    const LaneBox& box = run.lanes.boxes[lane];
    return {static_cast<double>(lanes.left()), lanes.top() + lanePadding + box.top,
            static_cast<double>(lanes.width()), box.height};
}

bool isVisible(const QRectF& lane, const QRect& visible)
{
    return lane.bottom() >= visible.top() && lane.top() <= visible.bottom() + 1;
}

/// Each piece that is wide enough, and stretches of narrower ones.
std::vector<Outline> outlinesOf(const std::vector<Span>& pieces, const timeline::View& view, double density)
{
    const auto first = std::partition_point(pieces.begin(), pieces.end(),
                                            [&](const Span& piece) { return piece.end() <= view.from; });
    const auto last =
        std::partition_point(first, pieces.end(), [&](const Span& piece) { return piece.start < view.to; });
    std::vector<Outline> outlines;
    if (static_cast<double>(last - first) * narrowestPiece * density > view.width) {
        for (const timeline::Mark& mark : timeline::marks({first, last}, view, 1))
            outlines.push_back({.x0 = mark.x0 / density, .x1 = mark.x1 / density, .several = true});
        return outlines;
    }
    for (auto piece = first; piece != last; ++piece) {
        const double x0 = std::clamp(view.x(piece->start), 0.0, view.width) / density;
        const double x1 = std::clamp(view.x(piece->end()), 0.0, view.width) / density;
        const bool narrow = x1 - x0 < narrowestPiece;
        if (narrow && !outlines.empty() && outlines.back().several &&
            x0 - outlines.back().x1 < nearlyTouching)
            outlines.back().x1 = x1;
        else
            outlines.push_back(
                {.x0 = x0, .x1 = x1, .several = narrow, .state = narrow ? State::Running : piece->state});
    }
    return outlines;
}

/// Dashes on a line of the ground, so that they are seen on bars and beside them.
void drawOutline(QPainter& painter, const Theme& theme, const QRectF& outline)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.background, 1));
    painter.drawRect(outline);
    QPen dashes(theme.text, 1, Qt::CustomDashLine, Qt::FlatCap);
    dashes.setDashPattern({3, 2});
    painter.setPen(dashes);
    painter.drawRect(outline);
}

void drawHead(QPainter& painter, const QPointF& tip, double direction, Qt::Orientation along)
{
    const double back = -arrowHead * direction;
    const double half = arrowHead * 0.7;
    const QPolygonF head = along == Qt::Horizontal
                               ? QPolygonF({tip, tip + QPointF(back, -half), tip + QPointF(back, half)})
                               : QPolygonF({tip, tip + QPointF(-half, back), tip + QPointF(half, back)});
    painter.drawPolygon(head);
}

/// Along its row, or bent from the row of the wait to that of the worker.
void drawArrow(QPainter& painter, const Theme& theme, const QPointF& from, const QPointF& to)
{
    const bool level = from.y() == to.y();
    QPainterPath path(from);
    if (level) {
        path.lineTo(to - QPointF(arrowHead, 0));
    } else {
        const double middle = (from.y() + to.y()) / 2;
        path.cubicTo({from.x(), middle}, {to.x(), middle},
                     to - QPointF(0, to.y() > from.y() ? arrowHead : -arrowHead));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.background, 3, Qt::SolidLine, Qt::FlatCap));
    painter.drawPath(path);
    painter.setPen(QPen(theme.text, 1.2, Qt::SolidLine, Qt::FlatCap));
    painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text);
    if (level)
        drawHead(painter, to, 1, Qt::Horizontal);
    else
        drawHead(painter, to, to.y() > from.y() ? 1 : -1, Qt::Vertical);
}

} // namespace

void paintIdeal(QPainter& painter, const SheetPlan& plan, const RunPlan& run, const QRect& lanes,
                const QRect& visible, double density)
{
    if (!run.ideal)
        return;
    const timeline::View view = viewOf(run, lanes, density);
    painter.save();
    for (std::size_t i = 0; i < run.ideal->lanes.size() && i < run.lanes.boxes.size(); ++i) {
        const QRectF lane = placeOf(run, lanes, i);
        if (!isVisible(lane, visible))
            continue;
        for (const Outline& outline : outlinesOf(run.ideal->lanes[i], view, density)) {
            const double high = std::max(2.0, std::round(plan.theme[outline.state].height * lane.height()));
            const double left = std::round(lane.left() + outline.x0);
            const double right = std::max(left + 2, std::round(lane.left() + outline.x1) - 1);
            drawOutline(painter, plan.theme,
                        QRectF(left, std::round(lane.center().y() - high / 2), right - left, high - 1));
        }
    }
    painter.restore();
}

void paintWakeUps(QPainter& painter, const SheetPlan& plan, const RunPlan& run, const QRect& lanes,
                  const QRect& visible, double density)
{
    if (!plan.extras.wakeUps)
        return;
    timeline::WakeUpLimits limits{.narrowest = narrowestWait * density};
    const auto count = static_cast<std::uint32_t>(run.lanes.boxes.size());
    while (limits.firstLane < count && placeOf(run, lanes, limits.firstLane).bottom() < visible.top())
        ++limits.firstLane;
    limits.lastLane = limits.firstLane;
    while (limits.lastLane < count && placeOf(run, lanes, limits.lastLane).top() <= visible.bottom() + 1)
        ++limits.lastLane;
    painter.save();
    for (const timeline::WakeUp& each :
         timeline::wakeUps(*run.lanes.lanes, viewOf(run, lanes, density), limits)) {
        if (run.lanes.boxes[each.from].hidden || run.lanes.boxes[each.to].hidden)
            continue;
        const QRectF wait = placeOf(run, lanes, each.from);
        const QRectF worker = placeOf(run, lanes, each.to);
        const double end = each.to == each.from  ? wait.center().y()
                           : each.to < each.from ? worker.bottom()
                                                 : worker.top();
        drawArrow(painter, plan.theme, {lanes.left() + each.x0 / density, wait.center().y()},
                  {lanes.left() + each.x1 / density, end});
    }
    painter.restore();
}

void paintIdealSign(QPainter& painter, const Theme& theme, const QRectF& place)
{
    painter.save();
    drawOutline(painter, theme, place.adjusted(0, 1, -1, -2));
    painter.restore();
}

void paintWakeUpSign(QPainter& painter, const Theme& theme, const QRectF& place)
{
    painter.save();
    drawArrow(painter, theme, {place.left() + 3, place.center().y()},
              {place.right() - 3, place.center().y()});
    painter.restore();
}

} // namespace interleave::view
