// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/theme.h"

#include <QImage>
#include <QPainterPath>
#include <QRectF>

#include <span>

namespace interleave::view {

// Logical pixels.
inline constexpr double hatchSpacing = 6;
inline constexpr double hatchWidth = 1.2;
inline constexpr double thinnestHatchedBand = 6; ///< a thinner one would be all line

/// The state's colour with its pattern, to be repeated from the device's corner; null for states without
/// lines.
/// @param density device pixels per logical pixel
QImage hatchTile(const StateLook& look, double density);
/// How wide and high it is, pixels.
int hatchPeriod(double density);

/// The tiles of all states of a look.
class HatchTiles
{
public:
    HatchTiles(const Theme& theme, double density);
    const QImage& operator[](State state) const { return m_tiles[static_cast<std::size_t>(state)]; }
    double density() const { return m_density; }
    int size() const { return hatchPeriod(m_density); } ///< of each, pixels

private:
    double m_density;
    std::array<QImage, allStates.size()> m_tiles; // by State
};

/// 45 degree lines clipped to a rectangle, by arithmetic: clip paths are lost in SVG, brush patterns become
/// rasters there. The lines of all rectangles of a picture belong to one pattern, so those of neighbours
/// meet.
enum class HatchDirection { Rising, Falling };
void addHatch(QPainterPath& path, const QRectF& rect, double spacing, HatchDirection direction);

/// Likewise for bands of merged columns, from left to right, not overlapping; those that are too thin are
/// left out. A line that crosses touching bands is one line.
void addHatchOfBands(QPainterPath& path, std::span<const QRectF> bands, double spacing,
                     HatchDirection direction);

} // namespace interleave::view
