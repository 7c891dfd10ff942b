// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/sweeppaint.h"

#include "app/timeline/background.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

constexpr std::size_t shapes = 7;

const QColor& colourOf(const Theme& theme, std::uint32_t model)
{
    return theme.series[model % theme.series.size()];
}

/// The shape tells the models apart where colour does not.
void paintShape(QPainter& painter, const Theme& theme, std::uint32_t model, const QPointF& at)
{
    const double r = theme.textSize * 0.4;
    const auto polygon = [&](std::initializer_list<QPointF> corners) {
        QPolygonF shape;
        for (const QPointF& corner : corners)
            shape << at + corner * r;
        painter.drawPolygon(shape);
    };
    painter.setPen(QPen(theme.background, 1.5));
    painter.setBrush(colourOf(theme, model));
    switch (model % shapes) {
    case 0:
        return painter.drawEllipse(at, r, r);
    case 1:
        return polygon({{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}});
    case 2:
        return polygon({{0, -1.2}, {1.1, 0.8}, {-1.1, 0.8}});
    case 3:
        return polygon({{0, -1.3}, {1.1, 0}, {0, 1.3}, {-1.1, 0}});
    case 4:
        return polygon({{0, 1.2}, {1.1, -0.8}, {-1.1, -0.8}});
    case 5:
        return polygon({{-0.35, -1.1},
                        {0.35, -1.1},
                        {0.35, -0.35},
                        {1.1, -0.35},
                        {1.1, 0.35},
                        {0.35, 0.35},
                        {0.35, 1.1},
                        {-0.35, 1.1},
                        {-0.35, 0.35},
                        {-1.1, 0.35},
                        {-1.1, -0.35},
                        {-0.35, -0.35}});
    default:
        return polygon({{-1.2, 0}, {-0.6, -1.0}, {0.6, -1.0}, {1.2, 0}, {0.6, 1.0}, {-0.6, 1.0}});
    }
}

void drawText(QPainter& painter, const QRectF& place, int flags, const QString& text, const QFont& font,
              const QColor& colour)
{
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(place, flags | Qt::TextSingleLine | Qt::TextDontClip,
                     QFontMetricsF(font).elidedText(text, Qt::ElideRight, place.width()));
}

void paintAxes(QPainter& painter, const Theme& theme, const SweepPlan::Panel& panel)
{
    const QFont font = theme.font(theme.textSize);
    const QRectF& area = panel.area;
    const double high = theme.textSize * 1.4;
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const SweepPlan::Tick& tick : panel.up) {
        painter.fillRect(QRectF(area.left(), std::round(tick.at), area.width(), 1), theme.grid);
        drawText(painter, QRectF(area.left() - 108, tick.at - high / 2, 100, high),
                 Qt::AlignRight | Qt::AlignVCenter, tick.label, font, theme.dim);
    }
    painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), theme.dim);
    for (const SweepPlan::Tick& tick : panel.across) {
        painter.fillRect(QRectF(std::round(tick.at), area.bottom(), 1, 5), theme.dim);
        drawText(painter, QRectF(tick.at - 100, area.bottom() + 5, 200, high), Qt::AlignCenter, tick.label,
                 font, theme.dim);
    }
    drawText(painter, QRectF(area.left(), area.bottom() + 5 + high, area.width(), high), Qt::AlignCenter,
             panel.axis, font, theme.text);
    drawText(painter, QRectF(area.left(), area.top() - 1.2 * high - 2, area.width(), high),
             Qt::AlignLeft | Qt::AlignVCenter, panel.caption, theme.font(theme.textSize, QFont::DemiBold),
             theme.text);
}

void paintIdeal(QPainter& painter, const Theme& theme, const SweepPlan::Panel& panel)
{
    if (panel.ideal.isEmpty())
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.dim, std::max(1.5, theme.textSize * 0.11), Qt::DashLine));
    painter.drawPolyline(panel.ideal);
    const QString word = QCoreApplication::translate("Timeline", "ideal: n times as fast");
    const QFont font = theme.font(theme.textSize);
    const double wide = QFontMetricsF(font).horizontalAdvance(word) + 4;
    const double left = std::max(panel.area.left() + 4, panel.idealLabel.x() - wide - theme.textSize * 0.8);
    const QRectF place(left, std::max(panel.area.top(), panel.idealLabel.y()), wide, theme.textSize * 1.4);
    painter.fillRect(place.adjusted(-3, 0, 0, 0), theme.background);
    drawText(painter, place, Qt::AlignLeft | Qt::AlignVCenter, word, font, theme.dim);
}

void paintWhisker(QPainter& painter, const Theme& theme, const SweepPlan::Mark& mark)
{
    if (mark.bottom - mark.top < 1)
        return;
    const double cap = theme.textSize * 0.35;
    painter.setPen(QPen(colourOf(theme, mark.model), std::max(1.5, theme.textSize * 0.11)));
    painter.drawLine(QPointF(mark.at.x(), mark.top), QPointF(mark.at.x(), mark.bottom));
    for (const double y : {mark.top, mark.bottom})
        painter.drawLine(QPointF(mark.at.x() - cap, y), QPointF(mark.at.x() + cap, y));
}

void paintPanel(QPainter& painter, const Theme& theme, const SweepPlan::Panel& panel)
{
    paintAxes(painter, theme, panel);
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintIdeal(painter, theme, panel);
    for (const SweepPlan::Line& line : panel.lines) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colourOf(theme, line.model), std::max(1.5, theme.textSize * 0.14)));
        painter.drawPolyline(line.points);
    }
    for (const SweepPlan::Mark& mark : panel.marks)
        paintWhisker(painter, theme, mark);
    for (const SweepPlan::Mark& mark : panel.marks)
        paintShape(painter, theme, mark.model, mark.at);
}

void paintLegend(QPainter& painter, const SweepPlan& plan)
{
    const Theme& theme = plan.theme;
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (std::uint32_t model = 0; model < plan.legend.size(); ++model) {
        const QRectF& place = plan.legend[model].place;
        const QPointF middle(place.left() + theme.textSize, place.center().y());
        painter.setPen(QPen(colourOf(theme, model), std::max(1.5, theme.textSize * 0.14)));
        painter.drawLine(middle - QPointF(theme.textSize, 0), middle + QPointF(theme.textSize, 0));
        paintShape(painter, theme, model, middle);
        drawText(painter, place.adjusted(2.4 * theme.textSize, 0, 4, 0), Qt::AlignVCenter,
                 plan.legend[model].text, theme.font(theme.textSize), theme.text);
    }
}

} // namespace

void paintSweep(QPainter& painter, const SweepPlan& plan)
{
    const Theme& theme = plan.theme;
    const double wide = plan.width - 2.0 * theme.margin;
    painter.fillRect(QRect(0, 0, plan.width, plan.height), theme.background);
    drawText(painter, QRectF(theme.margin, theme.margin - 4, wide, theme.titleSize * 1.4), Qt::AlignVCenter,
             plan.title, theme.font(theme.titleSize, QFont::DemiBold), theme.text);
    drawText(painter, QRectF(theme.margin, plan.subtitleTop, wide, theme.textSize * 1.4), Qt::AlignVCenter,
             plan.subtitle, theme.font(theme.textSize), theme.dim);
    paintLegend(painter, plan);
    for (const SweepPlan::Panel& panel : plan.panels)
        paintPanel(painter, theme, panel);
    painter.setFont(theme.font(theme.textSize - 1));
    painter.setPen(theme.dim);
    for (const SweepPlan::Text& paragraph : plan.footer)
        painter.drawText(paragraph.place, Qt::TextWordWrap, paragraph.text);
}

bool paintSweep(QPaintDevice& device, const SweepPlan& plan, double scale)
{
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    fillBackground(painter, plan.theme.background);
    painter.scale(scale, scale);
    paintSweep(painter, plan);
    return painter.end();
}

} // namespace interleave::view
