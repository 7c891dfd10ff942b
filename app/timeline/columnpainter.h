// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/hatch.h"
#include "app/timeline/theme.h"
#include "core/timeline/layout.h"

#include <QPainter>
#include <QRectF>

#include <span>

namespace interleave::view {

/// Draws merged columns as stacked shares of their time, Running from below: as an image on a raster, as one
/// polygon for each state in a vector file. A run of columns fills the lane's height, so that heights are
/// shares; one that is narrower than its neighbours keeps to the heights of the states.
class ColumnPainter
{
public:
    /// @param density device pixels per logical pixel
    ColumnPainter(QPainter& painter, const Theme& theme, double density);

    /// @param columns of a lane, from left to right
    /// @param lane the lane's full height; its left edge is x = 0 of the columns
    void draw(std::span<const timeline::Column> columns, const QRectF& lane);
    /// The state's pattern to be repeated from the device's corner; null for states without lines.
    const QImage& tile(State state) const { return m_tiles[static_cast<std::size_t>(state)]; }

private:
    /// Where the shares of a column stand, in logical pixels from the lane's top.
    struct Stack
    {
        double bottom = 0;
        std::array<double, allStates.size()> height{}; // by State
    };

    Stack stackOf(const timeline::Column& column, double laneHeight, bool narrow) const;
    bool isNarrow(std::span<const timeline::Column> run) const;
    void drawImage(std::span<const timeline::Column> columns, const QRectF& lane);
    void drawPolygons(std::span<const timeline::Column> columns, const QRectF& lane, bool narrow);
    void drawHatch(State state, std::span<const QRectF> bands);

    QPainter& m_painter;
    const Theme& m_theme;
    const double m_density;
    std::array<QImage, allStates.size()> m_tiles; // by State
};

} // namespace interleave::view
