// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/barpainter.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace interleave::view {
namespace {

using timeline::Bar;
using timeline::LaneLayout;
using Pattern = StateLook::Pattern;

constexpr double gapBetweenBars = 1;   // logical pixels
constexpr double narrowestWithGap = 3; // a narrower bar would lose too much of its width
constexpr double closestMarks = 4;
constexpr double besideAWord = 4;
constexpr double leastForAWord = 20;
constexpr double hair = 2.5;

/// What one task did in one state is one bar, whatever changed its phase or its processor in between.
/// @param gap the most that may lie between two that are joined
std::vector<Bar> joined(std::span<const Bar> bars, double gap = 0)
{
    std::vector<Bar> all;
    for (const Bar& bar : bars) {
        if (!all.empty() && all.back().goesOn && all.back().state == bar.state &&
            bar.x0 - all.back().x1 <= gap) {
            all.back().x1 = bar.x1;
            all.back().goesOn = bar.goesOn;
            if (all.back().phase != bar.phase)
                all.back().phase = Phase::None;
        } else {
            all.push_back(bar);
        }
    }
    return all;
}

} // namespace

BarPainter::BarPainter(LaneSurface& surface, const Theme& theme, double density, int step)
    : m_surface(surface), m_theme(theme), m_density(density), m_step(step)
{
}

double BarPainter::snapped(double logical) const { return std::round(logical * m_density) / m_density; }

QRectF BarPainter::placed(const QRectF& lane, double x0, double x1, double height) const
{
    const double pixels = std::max(1.0, height * lane.height());
    const double top = snapped(lane.center().y() - pixels / 2);
    return {x0, top, x1 - x0, std::max(1 / m_density, snapped(pixels))};
}

void BarPainter::draw(const LaneLayout& layout, const QRectF& lane, const WordOf& wordOf)
{
    m_surface.drawColumns(layout.columns, lane, m_step);
    const std::vector<Bar> bars = joined(layout.bars);
    drawBars(bars, lane);
    drawMarks(layout, lane);
    if (wordOf)
        drawWords(bars, lane, wordOf);
}

void BarPainter::drawBars(std::span<const Bar> bars, const QRectF& lane)
{
    std::array<std::vector<QRectF>, allStates.size()> rects;
    for (const Bar& bar : bars) {
        const double x0 = snapped(x(lane, bar.x0));
        double x1 = snapped(x(lane, bar.x1));
        if (!bar.goesOn && x1 - x0 >= narrowestWithGap)
            x1 -= gapBetweenBars;
        if (x1 > x0)
            rects[static_cast<std::size_t>(bar.state)].push_back(
                placed(lane, x0, x1, m_theme[bar.state].height));
    }
    for (const State state : allStates)
        m_surface.drawBars(state, rects[static_cast<std::size_t>(state)]);
}

/// Where starts crowd only the first of the crowd has a mark: a fence of marks would hide what they mark.
void BarPainter::drawMarks(const LaneLayout& layout, const QRectF& lane)
{
    double previous = -1e9;
    const auto mark = [&](double at) {
        if (at - std::exchange(previous, at) < closestMarks * m_density / m_step)
            return;
        const double start = snapped(x(lane, at));
        m_surface.fill(QRectF(start - 1, lane.top(), 1, lane.height()), m_theme.track);
        m_surface.fill(QRectF(start, lane.top(), 1, lane.height()), m_theme.text);
    };
    auto column = layout.columns.begin();
    const auto markColumnsBefore = [&](double at) {
        for (; column != layout.columns.end() && column->x < at; ++column)
            if (column->starts > 0)
                mark(column->x);
    };
    for (const Bar& bar : layout.bars)
        if (bar.starts) {
            markColumnsBefore(bar.x0);
            mark(bar.x0);
        }
    markColumnsBefore(std::numeric_limits<double>::max());
}

/// Only on solid bars, and nothing that is cut off. A word goes on over the hair of a short pre-emption.
void BarPainter::drawWords(std::span<const Bar> bars, const QRectF& lane, const WordOf& wordOf)
{
    const QFont font = m_theme.font(m_theme.textSize - 2);
    const double high = m_theme.textSize;
    for (const Bar& bar : joined(bars, hair * m_density / m_step)) {
        const double width = (bar.x1 - bar.x0) * m_step / m_density;
        const StateLook& look = m_theme[bar.state];
        if (look.pattern != Pattern::Solid || look.height * lane.height() < high || width < leastForAWord)
            continue;
        if (const QString word = wordOf(bar);
            !word.isEmpty() && m_surface.wordWidth(word, font) + 2 * besideAWord <= width)
            m_surface.drawWord(bar.state, QRectF(x(lane, bar.x0), lane.top(), width, lane.height()), word,
                               font);
    }
}

} // namespace interleave::view
