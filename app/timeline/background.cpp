// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/background.h"

#include <QPagedPaintDevice>
#include <QPainter>

namespace interleave::view {

void fillBackground(QPainter& painter, const QColor& colour)
{
    // A page tells its size in whole pixels, but is of whole points: what is too much is cut off.
    const int more = dynamic_cast<const QPagedPaintDevice*>(painter.device()) ? 1 : 0;
    painter.save();
    painter.resetTransform();
    painter.fillRect(QRect(0, 0, painter.device()->width() + more, painter.device()->height() + more),
                     colour);
    painter.restore();
}

} // namespace interleave::view
