// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/hatch.h"
#include "app/timeline/lanesurface.h"
#include "app/timeline/theme.h"

#include <QImage>
#include <QPainter>
#include <QPoint>

namespace interleave::view {

/// Draws lanes by writing pixels, many times as fast as a painter would. Different images may be drawn on by
/// different threads.
class PixelSurface : public LaneSurface
{
public:
    /// @param image of QImage::Format_RGB32; @param origin pixels of the device from its corner to the
    /// image's
    /// @param theme, tiles outlive it; of the same density
    PixelSurface(QImage& image, QPoint origin, const Theme& theme, const HatchTiles& tiles);

    void drawColumns(std::span<const timeline::Column> columns, const QRectF& lane, int wide) override;
    void drawBars(State state, std::span<const QRectF> bars) override;
    void fill(const QRectF& rect, const QColor& colour) override;
    void drawWord(State state, const QRectF& bar, const QString& word, const QFont& font) override;
    double wordWidth(const QString& word, const QFont& font) override;

private:
    /// Pixels of the image, clipped to it.
    struct Box
    {
        int left = 0, top = 0, right = 0, bottom = 0;
        bool empty() const { return left >= right || top >= bottom; }
    };

    Box boxOf(const QRectF& rect) const;
    QRgb* row(int y) const { return m_bits + y * m_stride; }
    void fill(const Box& box, QRgb colour);
    void tile(const Box& box, const QImage& tile);

    QImage& m_image;
    QRgb* const m_bits;
    const qsizetype m_stride; // pixels
    const QPoint m_origin;
    const Theme& m_theme;
    const HatchTiles& m_tiles;
    const double m_density;
    QPainter m_painter; // of words; begun with the first
};

} // namespace interleave::view
