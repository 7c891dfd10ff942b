// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/lanesraster.h"

#include "app/timeline/barpainter.h"
#include "app/timeline/paintpool.h"
#include "app/timeline/pixelsurface.h"

#include <QElapsedTimer>

#include <algorithm>
#include <thread>

namespace interleave::view {
namespace {

constexpr double mostMilliseconds = 3; // for the lanes: about what the rest of a frame takes, too
constexpr std::size_t fewColumns = 10'000;
constexpr int widestStep = 4;
constexpr int mostPixels = 16 << 20; // of the image: that of an exported picture may be large as it is

/// Where a row is on the device, and in the image, which has row after row without what is between them.
struct Part
{
    const LanesRaster::Row* row = nullptr;
    QPoint origin;
    int height = 0; ///< pixels
    QImage image{};
    std::size_t columns = 0;
};

/// Of the window's thread, as painting is.
PaintPool& paintPool()
{
    static PaintPool pool(std::max(2u, std::thread::hardware_concurrency()) - 1);
    return pool;
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
    QElapsedTimer timer;
    timer.start();
    m_step = step(frame);
    const HatchTiles tiles(theme, frame.density);
    std::size_t columns = 0;
    for (std::span<const Row> rows = frame.rows; !rows.empty();) {
        const double most = static_cast<double>(mostPixels) / std::max(1.0, frame.view.width);
        std::size_t count = 1;
        while (count < rows.size() &&
               (rows[count].rect.bottom() - rows.front().rect.top()) * frame.density <= most)
            ++count;
        columns += draw(painter, theme, tiles, frame, rows.first(count));
        rows = rows.subspan(count);
    }
    m_fine = columns > fewColumns ? static_cast<double>(timer.nsecsElapsed()) / 1e6 * m_step : 0;
}

/// @return merged columns
std::size_t LanesRaster::draw(QPainter& painter, const Theme& theme, const HatchTiles& tiles,
                              const Frame& frame, std::span<const Row> rows)
{
    const auto onDevice = [&](double logical) { return qRound(logical * frame.density); };
    const double left = rows.front().rect.left();
    const int begin = onDevice(left + frame.from);
    const int width = onDevice(left + frame.to) - begin;
    if (width <= 0)
        return 0;
    std::vector<Part> parts;
    int height = 0;
    for (const Row& row : rows) {
        const int top = onDevice(row.rect.top());
        parts.push_back(
            {.row = &row, .origin = {begin, top}, .height = std::max(1, onDevice(row.rect.bottom()) - top)});
        height += parts.back().height;
    }
    if (m_image.width() < width + widestStep || m_image.height() < height)
        m_image = QImage(width + widestStep, height, QImage::Format_RGB32);
    // A column may stand out over the right edge, for there are whole ones only.
    uchar* bits = m_image.bits();
    for (Part& part : parts) {
        part.image =
            QImage(bits, width + m_step - 1, part.height, m_image.bytesPerLine(), QImage::Format_RGB32);
        bits += part.height * m_image.bytesPerLine();
    }
    timeline::View view = frame.view;
    view.width /= m_step;
    view.narrowestBar /= m_step;
    const auto paintPart = [&](Part& part) { paint(part, theme, tiles, frame, view, m_step); };
    if (frame.alone)
        std::ranges::for_each(parts, paintPart);
    else
        paintPool().paint(parts.size(), [&](std::size_t part) { paintPart(parts[part]); });
    std::size_t columns = 0;
    for (const Part& part : parts) {
        QImage image(part.image.constBits(), width, part.height, m_image.bytesPerLine(),
                     QImage::Format_RGB32);
        image.setDevicePixelRatio(frame.density);
        painter.drawImage(QPointF(part.origin) / frame.density, image);
        columns += part.columns;
    }
    return columns;
}

} // namespace interleave::view
