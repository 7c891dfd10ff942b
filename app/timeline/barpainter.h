// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/lanesurface.h"
#include "app/timeline/theme.h"
#include "core/timeline/layout.h"

#include <QRectF>

#include <functional>
#include <span>

namespace interleave::view {

/// Draws the layouts of lanes: bars, merged columns, hatches, marks. The same code for screen, PNG, SVG, PDF
/// and legend.
class BarPainter
{
public:
    /// @param surface, theme outlive it
    /// @param density device pixels per logical pixel: rectangles are in logical ones
    /// @param step device pixels that one pixel of the layouts stands for
    BarPainter(LaneSurface& surface, const Theme& theme, double density, int step = 1);

    /// What is to be written in a bar, if it has room.
    using WordOf = std::function<QString(const timeline::Bar&)>;

    /// @param lane the lane's full height; its left edge is x = 0 of the layout.
    void draw(const timeline::LaneLayout& layout, const QRectF& lane, const WordOf& wordOf = {});

private:
    double x(const QRectF& lane, double laidOut) const { return lane.left() + laidOut * m_step / m_density; }
    double snapped(double logical) const;
    QRectF placed(const QRectF& lane, double x0, double x1, double height) const;
    void drawBars(std::span<const timeline::Bar> bars, const QRectF& lane);
    void drawMarks(const timeline::LaneLayout& layout, const QRectF& lane);
    void drawWords(std::span<const timeline::Bar> bars, const QRectF& lane, const WordOf& wordOf);

    LaneSurface& m_surface;
    const Theme& m_theme;
    const double m_density;
    const int m_step;
};

} // namespace interleave::view
