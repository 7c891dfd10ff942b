// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/lanesraster.h"

#include "app/timeline/barpainter.h"
#include "app/timeline/pixelsurface.h"

#include <QElapsedTimer>
#include <QtConcurrent/QtConcurrentMap>

#include <algorithm>

namespace interleave::view {
namespace {

constexpr double mostMilliseconds = 3; // for the lanes: about what the rest of a frame takes, too
constexpr std::size_t fewColumns = 10'000;
constexpr int widestStep = 4;

/// Where a row is on the device, and in the image, which has row after row without what is between them.
struct Part
{
    const LanesRaster::Row* row = nullptr;
    QPoint origin;
    QImage image;
    std::size_t columns = 0;
};

int rowsOf(const Part& part, double density)
{
    return std::max(1, qRound(part.row->rect.bottom() * density) - part.origin.y());
}

void paint(Part& part, const Theme& theme, const HatchTiles& tiles, const LanesRaster::Frame& frame,
           const timeline::View& view, int step)
{
    part.image.fill(theme.track);
    PixelSurface surface(part.image, part.origin, theme, tiles);
    static thread_local timeline::LaneLayout layout; // its memory is used again
    const timeline::Lane& lane = *part.row->lane;
    timeline::layout(lane, view, layout);
    part.columns = layout.columns.size();
    BarPainter(surface, theme, frame.density, step)
        .draw(layout, part.row->rect, [&](const timeline::Bar& bar) { return frame.words.of(lane, bar); });
}

} // namespace

int LanesRaster::step(const Frame& frame) const
{
    int step = 1;
    while (frame.moving && step < widestStep && m_fine / step > mostMilliseconds / frame.runs)
        step *= 2;
    return step;
}

void LanesRaster::draw(QPainter& painter, const Theme& theme, const Frame& frame)
{
    if (frame.rows.empty())
        return;
    QElapsedTimer timer;
    timer.start();
    m_step = step(frame);
    const auto onDevice = [&](double logical) { return qRound(logical * frame.density); };
    const double left = frame.rows.front().rect.left();
    const int begin = onDevice(left + frame.from);
    const int width = onDevice(left + frame.to) - begin;
    std::vector<Part> parts;
    int height = 0;
    for (const Row& row : frame.rows) {
        parts.push_back({.row = &row, .origin = {begin, onDevice(row.rect.top())}, .image = {}});
        height += rowsOf(parts.back(), frame.density);
    }
    if (width <= 0)
        return;
    if (m_image.width() < width + widestStep || m_image.height() < height)
        m_image = QImage(std::max(width + widestStep, m_image.width()), std::max(height, m_image.height()),
                         QImage::Format_RGB32);
    // A column may stand out over the right edge, for there are whole ones only.
    const auto imageAt = [&](uchar* bits, int wide, int rows) {
        return QImage(bits, wide, rows, m_image.bytesPerLine(), QImage::Format_RGB32);
    };
    uchar* bits = m_image.bits();
    for (Part& part : parts) {
        const int rows = rowsOf(part, frame.density);
        part.image = imageAt(bits, width + m_step - 1, rows);
        bits += rows * m_image.bytesPerLine();
    }
    timeline::View view = frame.view;
    view.width /= m_step;
    view.narrowestBar /= m_step;
    const HatchTiles tiles(theme, frame.density);
    const auto paintPart = [&](Part& part) { paint(part, theme, tiles, frame, view, m_step); };
    if (frame.alone)
        std::ranges::for_each(parts, paintPart);
    else
        QtConcurrent::blockingMap(parts, paintPart);
    std::size_t columns = 0;
    for (Part& part : parts) {
        QImage image = imageAt(part.image.bits(), width, part.image.height());
        image.setDevicePixelRatio(frame.density);
        painter.drawImage(QPointF(part.origin) / frame.density, image);
        columns += part.columns;
    }
    m_fine = columns > fewColumns ? static_cast<double>(timer.nsecsElapsed()) / 1e6 * m_step : 0;
}

} // namespace interleave::view
