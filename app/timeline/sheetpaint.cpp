// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/sheetpaint.h"

#include "app/timeline/barpainter.h"
#include "app/timeline/extraspaint.h"
#include "app/timeline/paintersurface.h"
#include "app/timeline/textwidth.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

/// Draws one line of text, elided to the width, and returns where it ends.
double drawLine(QPainter& painter, const QRectF& place, int flags, const QString& text, const QFont& font,
                const QColor& colour, Qt::TextElideMode elide = Qt::ElideRight)
{
    const bool fits = textWidth(text, font) <= place.width();
    const QString shown = fits ? text : QFontMetricsF(font).elidedText(text, elide, place.width());
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(place, flags | Qt::TextSingleLine | Qt::TextDontClip, shown);
    return place.left() + textWidth(shown, font);
}

/// A bar of the state, or the mark of a start.
void paintLaneSign(QPainter& painter, const Theme& theme, const LegendEntry& entry, const QRectF& icon,
                   double density)
{
    timeline::LaneLayout layout;
    if (entry.state)
        layout.bars.push_back({.x0 = 0, .x1 = (icon.width() + 1) * density, .state = *entry.state});
    else
        layout.columns.push_back(
            {.x = static_cast<std::int32_t>(icon.width() / 2 * density), .share = {}, .starts = true});
    painter.save();
    PainterSurface surface(painter, theme, density);
    BarPainter(surface, theme, density).draw(layout, icon);
    painter.restore();
}

void paintLegendEntry(QPainter& painter, const Theme& theme, const LegendEntry& entry, double density)
{
    const double wide = std::round(2.2 * theme.textSize);
    const double high = theme.textSize + 3;
    const QRectF icon(std::round(entry.place.left()), std::round(entry.place.center().y() - high / 2), wide,
                      high);
    painter.fillRect(icon, theme.track);
    if (!entry.state && entry.sign == LegendEntry::Sign::Ideal)
        paintIdealSign(painter, theme, icon);
    else if (!entry.state && entry.sign == LegendEntry::Sign::WakeUp)
        paintWakeUpSign(painter, theme, icon);
    else
        paintLaneSign(painter, theme, entry, icon, density);
    QRectF rest = entry.place;
    rest.setLeft(icon.right() + 6);
    rest.setRight(rest.right() + 4);
    rest.setLeft(drawLine(painter, rest, Qt::AlignVCenter, entry.word,
                          theme.font(theme.textSize, QFont::DemiBold), theme.text) +
                 6);
    if (!entry.meaning.isEmpty())
        drawLine(painter, rest, Qt::AlignVCenter, entry.meaning, theme.font(theme.textSize), theme.dim);
}

void paintTriangle(QPainter& painter, const Theme& theme, const QPointF& middle, Rows rows)
{
    const double half = theme.textSize * 0.34;
    const auto at = [&](double x, double y) { return middle + QPointF(x * half, y * half); };
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.dim);
    painter.drawPolygon(rows == Rows::None ? QPolygonF({at(-0.7, -1.1), at(0.9, 0), at(-0.7, 1.1)})
                                           : QPolygonF({at(-1.1, -0.7), at(1.1, -0.7), at(0, 0.9)}));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

void paintHeading(QPainter& painter, const SheetPlan& plan, const QRect& place, double density)
{
    const Theme& theme = plan.theme;
    QRectF line(theme.margin, place.top() + theme.margin - 4, place.width() - 2 * theme.margin,
                theme.titleSize * 1.4);
    drawLine(painter, line, Qt::AlignVCenter, plan.words.title, theme.font(theme.titleSize, QFont::DemiBold),
             theme.text);
    line.moveTop(line.bottom());
    line.setHeight(theme.textSize * 1.5);
    drawLine(painter, line, Qt::AlignVCenter, plan.words.subtitle, theme.font(theme.textSize), theme.dim);
    for (const LegendEntry& entry : plan.legend)
        paintLegendEntry(painter, theme, entry, density);
}

void paintRunHeading(QPainter& painter, const SheetPlan& plan, const RunPlan& run, const QRect& place)
{
    const Theme& theme = plan.theme;
    const QFont text = theme.font(theme.textSize);
    QRectF line(plan.left, place.top() + plan.runGap, plan.plotWidth(), theme.nameSize * 1.4);
    if (plan.collapsible)
        paintTriangle(painter, theme, QPointF(plan.left - 12, line.center().y()), run.lanes.rows);
    const double figures = textWidth(run.words.figures, text);
    QRectF name = line;
    if (!run.words.figures.isEmpty())
        name.setRight(line.right() - figures - 20);
    const double end = drawLine(painter, name, Qt::AlignVCenter, run.words.name,
                                theme.font(theme.nameSize, QFont::DemiBold), theme.text);
    drawLine(painter, line, Qt::AlignVCenter | Qt::AlignRight, run.words.figures, text, theme.text);
    QRectF details = run.detailsBelow ? line.translated(0, line.height() - 2) : name;
    if (!run.detailsBelow)
        details.adjust(end + 14 - details.left(), theme.nameSize - theme.textSize, 0, 0);
    drawLine(painter, details, Qt::AlignVCenter, run.words.details, text, theme.dim);
}

void paintFooter(QPainter& painter, const SheetPlan& plan, const QRect& place)
{
    const Theme& theme = plan.theme;
    painter.setFont(theme.font(theme.textSize - 1));
    painter.setPen(theme.dim);
    QRectF rest(theme.margin, place.top() + theme.textSize, place.width() - 2 * theme.margin, place.height());
    for (const QString& paragraph : plan.words.footer) {
        QRectF used;
        painter.drawText(rest, Qt::TextWordWrap, paragraph, &used);
        rest.setTop(used.bottom() + 3);
    }
}

void paintLabels(QPainter& painter, const SheetPlan& plan, const RunPlan& run, const QRect& lanes,
                 const QRect& visible)
{
    const Theme& theme = plan.theme;
    const double high = theme.textSize * 1.4;
    for (std::size_t i = 0; i < run.lanes.lanes->size(); ++i) {
        const LaneBox& box = run.lanes.boxes[i];
        if (!box.labelled)
            continue;
        const double middle = lanes.top() + lanePadding + box.middle();
        if (middle + high < visible.top() || middle - high > visible.bottom())
            continue;
        const QRectF place(theme.margin, middle - high / 2, plan.left - theme.margin - 10, high);
        drawLine(painter, place, Qt::AlignRight | Qt::AlignVCenter, laneLabel((*run.lanes.lanes)[i]),
                 theme.font(theme.textSize), (*run.lanes.lanes)[i].depth == 0 ? theme.text : theme.dim,
                 Qt::ElideMiddle); // the number at its end tells it from the others
    }
}

void paintTotal(QPainter& painter, const SheetPlan& plan, const RunPlan& run, const QRect& lanes)
{
    const Theme& theme = plan.theme;
    const QFont bold = theme.font(theme.textSize + 1, QFont::Bold);
    const QFontMetricsF metrics(bold);
    const double share = seconds(run.lanes.end - run.from) / seconds(run.to - run.from);
    const bool visible = share >= 0 && share <= 1;
    const double x = lanes.left() + std::round(lanes.width() * std::clamp(share, 0.0, 1.0));
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (visible)
        painter.fillRect(QRectF(x, lanes.top() + 1, 2, lanes.height() - 1), theme.text);
    const QStringList lines =
        run.totalInOneLine || run.words.comparison.isEmpty()
            ? QStringList{(run.words.total + QStringLiteral("  ") + run.words.comparison).trimmed()}
            : QStringList{run.words.total, run.words.comparison};
    const double high = std::round(metrics.height() + 1);
    double y = lanes.center().y() + 0.5 - high * static_cast<double>(lines.size()) / 2;
    for (const QString& line : lines) {
        const QRectF place(x + 10, y, textWidth(line, bold) + 2, high);
        painter.fillRect(place, theme.background); // no grid line through the figures
        drawLine(painter, place, Qt::AlignVCenter, line, bold, theme.text);
        y += high;
    }
}

void paintArrow(QPainter& painter, const SheetPlan& plan, const QRect& lanes)
{
    const Theme& theme = plan.theme;
    const double y = lanes.bottom() + theme.textSize * 0.8;
    const double end = lanes.right() + 1;
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(theme.text, 2, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(lanes.left(), y), QPointF(end - 8, y));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text);
    painter.drawPolygon(QPolygonF({QPointF(end - 12, y - 6), QPointF(end, y), QPointF(end - 12, y + 6)}));
    drawLine(painter, QRectF(lanes.left(), y + 4, lanes.width(), theme.textSize * 1.5), Qt::AlignRight,
             QCoreApplication::translate("Timeline", "time"), theme.font(theme.textSize), theme.text);
}

} // namespace interleave::view
