// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/hatch.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace interleave::view {
namespace {

using Pattern = StateLook::Pattern;

/// How much of a pixel a line covers: 0 to 1.
/// @param along where the pixel is in the pattern, 0 to `period`
double coverage(int along, int period, double density)
{
    const double distance = std::min(along, period - along) / std::numbers::sqrt2;
    return std::clamp(0.5 + hatchWidth / 2 * density - distance, 0.0, 1.0);
}

QRgb between(QRgb a, QRgb b, double share)
{
    const auto mix = [share](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * share)); };
    return qRgb(mix(qRed(a), qRed(b)), mix(qGreen(a), qGreen(b)), mix(qBlue(a), qBlue(b)));
}

/// A rising line is x + y = c, a falling one x - y = c; this is the part of it within a rectangle, from left
/// to right.
struct Line
{
    double c, sign;
    double yAt(double x) const { return sign * (c - x); }
};

struct Part
{
    double x0, x1;
    bool empty() const { return x1 <= x0; }
};

Part partIn(const QRectF& rect, const Line& line)
{
    const double top = line.sign > 0 ? rect.top() : -rect.bottom();
    const double bottom = line.sign > 0 ? rect.bottom() : -rect.top();
    return {std::max(rect.left(), line.c - bottom), std::min(rect.right(), line.c - top)};
}

void add(QPainterPath& path, const Line& line, const Part& part)
{
    path.moveTo(part.x0, line.yAt(part.x0));
    path.lineTo(part.x1, line.yAt(part.x1));
}

} // namespace

int hatchPeriod(double density) { return std::max(3, qRound(hatchSpacing * density)); }

QImage hatchTile(const StateLook& look, double density)
{
    if (look.pattern != Pattern::Diagonal && look.pattern != Pattern::Cross)
        return {};
    const int period = hatchPeriod(density);
    QImage tile(period, period, QImage::Format_RGB32);
    for (int y = 0; y < period; ++y)
        for (int x = 0; x < period; ++x) {
            double share = coverage((x + y) % period, period, density);
            if (look.pattern == Pattern::Cross)
                share = std::max(share, coverage((x - y + period) % period, period, density));
            tile.setPixel(x, y, between(look.colour.rgb(), look.lines.rgb(), share));
        }
    return tile;
}

HatchTiles::HatchTiles(const Theme& theme, double density) : m_density(density)
{
    for (const State state : allStates)
        m_tiles[static_cast<std::size_t>(state)] = hatchTile(theme[state], density);
}

void addHatch(QPainterPath& path, const QRectF& rect, double spacing, HatchDirection direction)
{
    const double sign = direction == HatchDirection::Rising ? 1 : -1;
    const double top = sign > 0 ? rect.top() : -rect.bottom();
    const double bottom = sign > 0 ? rect.bottom() : -rect.top();
    for (double c = std::ceil((rect.left() + top) / spacing) * spacing; c < rect.right() + bottom;
         c += spacing)
        if (const Part part = partIn(rect, {c, sign}); !part.empty())
            add(path, {c, sign}, part);
}

void addHatchOfBands(QPainterPath& path, std::span<const QRectF> bands, double spacing,
                     HatchDirection direction)
{
    if (bands.empty())
        return;
    const double sign = direction == HatchDirection::Rising ? 1 : -1;
    double top = bands.front().top();
    double bottom = bands.front().bottom();
    for (const QRectF& band : bands) {
        top = std::min(top, band.top());
        bottom = std::max(bottom, band.bottom());
    }
    const double least = sign > 0 ? top : -bottom;
    const double most = sign > 0 ? bottom : -top;
    for (double c = std::ceil((bands.front().left() + least) / spacing) * spacing;
         c < bands.back().right() + most; c += spacing) {
        Part joined{0, 0};
        const auto first =
            std::ranges::partition_point(bands, [&](const QRectF& band) { return band.right() < c - most; });
        for (auto band = first; band != bands.end() && band->left() < c - least; ++band) {
            const Part part = partIn(*band, {c, sign});
            if (part.empty() || band->height() < thinnestHatchedBand)
                continue;
            if (!joined.empty() && part.x0 - joined.x1 > 1e-6) {
                add(path, {c, sign}, joined);
                joined = part;
            } else {
                joined = {joined.empty() ? part.x0 : joined.x0, part.x1};
            }
        }
        if (!joined.empty())
            add(path, {c, sign}, joined);
    }
}

} // namespace interleave::view
