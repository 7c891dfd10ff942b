// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/paintersurface.h"

#include "app/timeline/columnstack.h"
#include "app/timeline/textwidth.h"

#include <QPaintEngine>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

using timeline::Column;
using Pattern = StateLook::Pattern;

constexpr double finestStep = 0.25; // of a polygon's height

/// Appends a point, and takes those between it and the one of the same height before it away.
void addPoint(QPolygonF& line, double x, double y)
{
    const auto count = line.size();
    if (count >= 2 && line[count - 1].y() == y && line[count - 2].y() == y)
        line.last().setX(x);
    else
        line << QPointF(x, y);
}

} // namespace

PainterSurface::PainterSurface(QPainter& painter, const Theme& theme, double density)
    : m_painter(painter), m_theme(theme), m_density(density), m_tiles(theme, density)
{
}

void PainterSurface::drawColumns(std::span<const Column> columns, const QRectF& lane, int wide)
{
    forEachRun(columns, m_density / wide, [&](std::span<const Column> run, bool narrow) {
        drawPolygons(run, lane, wide / m_density, narrow);
    });
}

/// Each state's polygon reaches down to the foot of the column; those below it are drawn over it.
/// @param wide a column, logical pixels
void PainterSurface::drawPolygons(std::span<const Column> columns, const QRectF& lane, double wide,
                                  bool narrow)
{
    const auto x = [&](std::int32_t column) { return lane.left() + column * wide; };
    const auto rounded = [](double y) { return std::round(y / finestStep) * finestStep; };
    std::array<QPolygonF, allStates.size()> tops;
    std::array<QVector<QRectF>, allStates.size()> bands;
    QPolygonF foot;
    for (const Column& column : columns) {
        const ColumnStack stack(column, m_theme, lane.height(), narrow);
        double y = lane.top() + stack.bottom;
        addPoint(foot, x(column.x), rounded(y));
        addPoint(foot, x(column.x + 1), rounded(y));
        for (const State state : stackOrder) {
            const auto index = static_cast<std::size_t>(state);
            const double height = stack.height[index];
            y -= height;
            addPoint(tops[index], x(column.x), rounded(y));
            addPoint(tops[index], x(column.x + 1), rounded(y));
            if (height > 0)
                bands[index] += QRectF(x(column.x), y, wide, height);
        }
    }
    std::reverse(foot.begin(), foot.end());
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    for (auto state = stackOrder.rbegin(); state != stackOrder.rend(); ++state) {
        const auto index = static_cast<std::size_t>(*state);
        if (bands[index].empty())
            continue;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme[*state].colour);
        m_painter.drawPolygon(tops[index] + foot);
    }
    for (const State state : stackOrder)
        drawHatchOfColumns(state, bands[static_cast<std::size_t>(state)]);
}

void PainterSurface::drawHatchOfColumns(State state, std::span<const QRectF> bands)
{
    const StateLook& look = m_theme[state];
    QPainterPath path;
    if (look.pattern == Pattern::Diagonal || look.pattern == Pattern::Cross)
        addHatchOfBands(path, bands, hatchSpacing, HatchDirection::Rising);
    if (look.pattern == Pattern::Cross)
        addHatchOfBands(path, bands, hatchSpacing, HatchDirection::Falling);
    if (path.isEmpty())
        return;
    m_painter.setPen(QPen(look.lines, hatchWidth, Qt::SolidLine, Qt::FlatCap));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPath(path);
}

void PainterSurface::drawBars(State state, std::span<const QRectF> bars)
{
    if (bars.empty())
        return;
    const StateLook& look = m_theme[state];
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    if (look.pattern == Pattern::Outline)
        return drawOutlines(look.colour, bars);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(look.colour);
    if (look.pattern == Pattern::Solid)
        drawRects(bars);
    else if (m_painter.paintEngine()->type() == QPaintEngine::Raster)
        drawTiled(state, bars);
    else
        drawHatched(look, bars);
}

void PainterSurface::drawOutlines(const QColor& colour, std::span<const QRectF> bars)
{
    const double pen = 1 / m_density;
    m_painter.setPen(QPen(colour, 1));
    m_painter.setBrush(Qt::NoBrush);
    for (const QRectF& bar : bars)
        m_painter.drawRect(bar.adjusted(pen / 2, pen / 2, -1 + pen / 2, -1 + pen / 2));
}

/// A raster repeats the pattern much faster than it draws lines.
void PainterSurface::drawTiled(State state, std::span<const QRectF> bars)
{
    QBrush brush(m_tiles[state]);
    brush.setTransform(QTransform::fromScale(1 / m_density, 1 / m_density));
    const bool thin = bars.front().height() < thinnestHatchedBand;
    m_painter.setBrush(thin ? QBrush(m_theme[state].colour) : brush);
    drawRects(bars);
}

void PainterSurface::drawHatched(const StateLook& look, std::span<const QRectF> bars)
{
    drawRects(bars);
    QPainterPath path;
    for (const QRectF& bar : bars) {
        if (bar.height() < thinnestHatchedBand)
            continue;
        const QRectF inside = bar.adjusted(0, 0.5, 0, -0.5); // half a line's width
        addHatch(path, inside, hatchSpacing, HatchDirection::Rising);
        if (look.pattern == Pattern::Cross)
            addHatch(path, inside, hatchSpacing, HatchDirection::Falling);
    }
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    m_painter.setPen(QPen(look.lines, hatchWidth, Qt::SolidLine, Qt::FlatCap));
    m_painter.setBrush(Qt::NoBrush);
    if (!path.isEmpty())
        m_painter.drawPath(path);
}

void PainterSurface::fill(const QRectF& rect, const QColor& colour)
{
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.fillRect(rect, colour);
}

void PainterSurface::drawWord(State state, const QRectF& bar, const QString& word, const QFont& font)
{
    m_painter.setFont(font);
    m_painter.setPen(m_theme.onBar(state));
    m_painter.drawText(bar, Qt::AlignCenter | Qt::TextSingleLine, word);
}

double PainterSurface::wordWidth(const QString& word, const QFont& font) { return textWidth(word, font); }

} // namespace interleave::view
