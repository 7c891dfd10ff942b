// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/hatch.h"
#include "app/timeline/lanesurface.h"
#include "app/timeline/theme.h"

#include <QPainter>
#include <QVector>

namespace interleave::view {

/// Draws lanes with a painter. In vector files nothing becomes a raster: the columns of a state are one
/// polygon, hatches are lines.
class PainterSurface : public LaneSurface
{
public:
    /// @param painter, theme outlive it
    /// @param density device pixels per logical pixel
    PainterSurface(QPainter& painter, const Theme& theme, double density);

    void drawColumns(std::span<const timeline::Column> columns, const QRectF& lane, int wide) override;
    void drawBars(State state, std::span<const QRectF> bars) override;
    void fill(const QRectF& rect, const QColor& colour) override;
    void drawWord(State state, const QRectF& bar, const QString& word, const QFont& font) override;
    double wordWidth(const QString& word, const QFont& font) override;

private:
    void drawPolygons(std::span<const timeline::Column> columns, const QRectF& lane, double wide,
                      bool narrow);
    void drawHatchOfColumns(State state, std::span<const QRectF> bands);
    void drawOutlines(const QColor& colour, std::span<const QRectF> bars);
    void drawTiled(State state, std::span<const QRectF> bars);
    void drawHatched(const StateLook& look, std::span<const QRectF> bars);
    void drawRects(std::span<const QRectF> rects)
    {
        m_painter.drawRects(rects.data(), static_cast<int>(rects.size()));
    }

    QPainter& m_painter;
    const Theme& m_theme;
    const double m_density;
    HatchTiles m_tiles;
};

} // namespace interleave::view
