// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/lanesraster.h"

#include "app/timeline/barpainter.h"
#include "app/timeline/pixelsurface.h"

#include <QtConcurrent/QtConcurrentMap>

#include <algorithm>

namespace interleave::view {
namespace {

/// Where a row is on the device, and in the image, which has row after row without what is between them.
struct Part
{
    const LanesRaster::Row* row = nullptr;
    QPoint origin;
    QImage image;
};

} // namespace

void LanesRaster::draw(QPainter& painter, const Theme& theme, const Frame& frame)
{
    if (frame.rows.empty())
        return;
    const auto onDevice = [&](double logical) { return qRound(logical * frame.density); };
    const double left = frame.rows.front().rect.left();
    const int begin = onDevice(left + frame.from);
    const int width = onDevice(left + frame.to) - begin;
    std::vector<Part> parts;
    int height = 0;
    for (const Row& row : frame.rows) {
        const int top = onDevice(row.rect.top());
        parts.push_back({.row = &row, .origin = {begin, top}, .image = {}});
        height += std::max(1, onDevice(row.rect.bottom()) - top);
    }
    if (width <= 0)
        return;
    if (m_image.width() < width || m_image.height() < height)
        m_image = QImage(std::max(width, m_image.width()), std::max(height, m_image.height()),
                         QImage::Format_RGB32);
    uchar* bits = m_image.bits();
    for (Part& part : parts) {
        const QRectF& rect = part.row->rect;
        const int rows = std::max(1, onDevice(rect.bottom()) - part.origin.y());
        part.image = QImage(bits, width, rows, m_image.bytesPerLine(), QImage::Format_RGB32);
        bits += rows * m_image.bytesPerLine();
    }
    const HatchTiles tiles(theme, frame.density);
    const auto paint = [&](Part& part) {
        part.image.fill(theme.track);
        PixelSurface surface(part.image, part.origin, theme, tiles);
        static thread_local timeline::LaneLayout layout; // its memory is used again
        timeline::layout(*part.row->lane, frame.view, layout);
        BarPainter(surface, theme, frame.density).draw(layout, part.row->rect);
    };
    if (frame.alone)
        std::ranges::for_each(parts, paint);
    else
        QtConcurrent::blockingMap(parts, paint);
    for (Part& part : parts) {
        part.image.setDevicePixelRatio(frame.density);
        painter.drawImage(QPointF(part.origin) / frame.density, part.image);
    }
}

} // namespace interleave::view
