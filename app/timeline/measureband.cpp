// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/measureband.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

constexpr double slack = 40; // pixels of the band beyond the edge: its end is not seen there

} // namespace

Instant instantAt(const RunPlan& run, const QRect& lanes, double x)
{
    const double share = std::clamp((x - lanes.left()) / std::max(1, lanes.width()), 0.0, 1.0);
    const Duration within(std::llround(share * static_cast<double>((run.to - run.from).count())));
    return std::clamp(run.from + within, Instant(), Instant(run.range));
}

QRect bandIn(const RunPlan& run, const QRect& lanes, Instant from, Instant to)
{
    const auto x = [&](Instant at) {
        const double share = seconds(at - run.from) / seconds(run.to - run.from);
        return std::clamp(lanes.left() + share * lanes.width(), lanes.left() - slack, lanes.right() + slack);
    };
    const QRectF band(x(from), lanes.top(), std::max(1.0, x(to) - x(from)), lanes.height());
    return band.toAlignedRect() & lanes;
}

void paintMeasureBand(QPainter& painter, const MeasureBand& band, const Theme& theme, const QPalette& palette)
{
    const QColor colour = palette.color(QPalette::Highlight);
    QColor fill = colour;
    fill.setAlphaF(0.18F);
    painter.fillRect(band.place, fill);
    painter.setPen(QPen(colour, 1));
    for (const int x : {band.place.left(), band.place.right()})
        if (x > band.lanes.left() && x < band.lanes.right())
            painter.drawLine(x, band.place.top(), x, band.place.bottom());

    painter.setFont(theme.font(theme.textSize, QFont::DemiBold));
    const QFontMetricsF metrics(painter.font());
    QRectF label(0, 0, metrics.horizontalAdvance(band.length) + 14, metrics.height() + 4);
    label.moveCenter(QPointF(band.place.center().x() + 0.5, 0));
    label.moveTop(std::max(0, band.place.top()) + 3);
    label.moveLeft(std::clamp(label.left(), 0.0, std::max(0.0, band.width - label.width())));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(label, 4, 4);
    painter.setPen(palette.color(QPalette::HighlightedText));
    painter.drawText(label, Qt::AlignCenter | Qt::TextSingleLine, band.length);
}

} // namespace interleave::view
