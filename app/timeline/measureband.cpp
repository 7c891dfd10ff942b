// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/measureband.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace interleave::view {

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
