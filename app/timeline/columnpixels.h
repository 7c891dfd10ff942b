// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/hatch.h"
#include "app/timeline/theme.h"
#include "core/timeline/layout.h"

#include <QPoint>
#include <QRgb>

#include <array>
#include <span>
#include <vector>

namespace interleave::view {

/// Writes merged columns of one lane as stacked shares. Several columns are made side by side in memory that
/// the processor has at hand, each from below: every band fills all that is left of the column. So no step
/// hangs on how high the bands are, which changes from column to column and could not be foreseen.
class ColumnPixels
{
public:
    /// @param theme, tiles outlive it
    /// @param height of the lane, pixels
    ColumnPixels(const Theme& theme, const HatchTiles& tiles, int height);

    struct Place
    {
        QRgb* foot = nullptr; ///< the lowest pixel of the first column
        qsizetype up = 0;     ///< from a pixel to the one above it
        int wide = 1;         ///< a column, pixels
        QPoint device;        ///< where `foot` is on the device: patterns of neighbours meet
    };

    /// @param run columns that touch one another
    /// @param narrow see ColumnStack
    void write(std::span<const timeline::Column> run, bool narrow, const Place& place);

private:
    /// What fills a band, from any row up.
    struct Filling
    {
        QRgb colour = 0;
        std::vector<QRgb> solid;
        std::vector<QRgb> pattern; ///< a part for each pixel of the tile's width; empty: there is none
    };

    struct Band
    {
        std::size_t state = 0;
        double scale = 0; ///< of a share, 256ths of a pixel
    };

    /// What fills a column from a height up, in 256ths of a pixel; the pixel where it begins is solid.
    struct Below
    {
        QRgb colour = 0;
        int from = 0;
    };

    static constexpr int columnsAtOnce = 16;

    void addBand(State state, bool narrow);
    Filling fillingOf(QRgb colour, const QImage& tile) const;
    void make(QRgb* pixels, const timeline::Column& column, bool narrow, QPoint device);
    void fill(QRgb* pixels, int from, const Below& below, QRgb colour, const QRgb* source) const;
    const QRgb* patternFrom(const Filling& filling, int row, QPoint device) const;

    const Theme& m_theme;
    const HatchTiles& m_tiles;
    const int m_height;
    const int m_copied; // pixels for a band: the height in whole steps
    const int m_tall;   // pixels of memory for a column: bands end beyond it
    const int m_tile;   // pixels, of all patterns
    const int m_hatchedFrom;
    Filling m_track;
    std::array<Filling, allStates.size()> m_fillings; // by State; of those that have occurred
    std::vector<Band> m_bands;                        // of the states that occur in a run, from below
    std::vector<QRgb> m_pixels;
};

} // namespace interleave::view
