// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/columnpixels.h"

#include "app/timeline/columnstack.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace interleave::view {
namespace {

using timeline::Column;

constexpr int step = 8; // pixels copied at once

constexpr std::uint64_t channels = 0x00ff00ff00ff00ffU;

/// The channels of a colour, 16 bits apart: one multiplication is one for each of them.
std::uint64_t spread(QRgb colour)
{
    const std::uint64_t c = colour;
    return (c | c << 24) & channels;
}

/// @param sum of colours, each times its part in 256
QRgb mixed(std::uint64_t sum)
{
    const std::uint64_t c = (sum + 0x0080008000800080U) >> 8 & channels;
    return static_cast<QRgb>(c | c >> 24);
}

/// @param at in 256ths of a pixel @return the first pixel that begins there or above
int wholeFrom(int at) { return (at + 255) >> 8; }

/// @pre size > 0 @return 0 to size - 1, below 0 too
int modulo(int value, int size)
{
    const int rest = value % size;
    return rest < 0 ? rest + size : rest;
}

} // namespace

ColumnPixels::ColumnPixels(const Theme& theme, const HatchTiles& tiles, int height)
    : m_theme(theme),
      m_tiles(tiles),
      m_height(height),
      m_copied((height + step - 1) / step * step),
      m_tall(height + 1 + m_copied),
      m_tile(tiles.size()),
      m_hatchedFrom(qRound(256 * thinnestHatchedBand * tiles.density())),
      m_track(fillingOf(theme.track.rgb(), {}))
{
    m_pixels.resize(static_cast<std::size_t>(m_tall * columnsAtOnce));
}

ColumnPixels::Filling ColumnPixels::fillingOf(QRgb colour, const QImage& tile) const
{
    Filling filling{.colour = colour, .solid = {}, .pattern = {}};
    filling.solid.assign(static_cast<std::size_t>(m_copied), colour);
    if (!tile.isNull())
        for (int x = 0; x < m_tile; ++x)
            for (int up = 0; up < m_tile + m_copied; ++up)
                filling.pattern.push_back(tile.pixel(x, modulo(-up, m_tile)));
    return filling;
}

/// @param row above the foot, where the pattern begins
const QRgb* ColumnPixels::patternFrom(const Filling& filling, int row, QPoint device) const
{
    const int part = modulo(device.x(), m_tile) * (m_tile + m_copied);
    return filling.pattern.data() + part + modulo(row - device.y(), m_tile);
}

/// Fills a column from a height up. What stands below it has filled all of that, too.
void ColumnPixels::fill(QRgb* pixels, int from, const Below& below, QRgb colour, const QRgb* source) const
{
    QRgb& shared = pixels[from >> 8];
    // What is to go: of a pixel that the one below has for itself all, which may be of its pattern.
    const QRgb gone = from >> 8 >= wholeFrom(below.from) ? shared : below.colour;
    const auto part = static_cast<std::uint64_t>(256 - (from & 255));
    // Whole numbers: what is borrowed from the next channel for a difference below 0 comes back in the sum.
    shared = mixed((spread(shared) << 8) + (spread(colour) - spread(gone)) * part);
    QRgb* const to = pixels + wholeFrom(from);
    for (int i = 0; i < m_copied; i += step)
        std::memcpy(to + i, source + i, step * sizeof(QRgb)); // a copy_n() of so few calls a function
}

void ColumnPixels::make(QRgb* pixels, const Column& column, bool narrow, QPoint device)
{
    const auto height = [&](const Band& band) {
        return static_cast<int>(column.share[band.state] * band.scale + 0.5);
    };
    const int top = m_height << 8;
    int at = 0; // in 256ths of a pixel, likewise all heights
    Below below{.colour = m_track.colour, .from = 0};
    if (narrow) {
        for (const Band& band : m_bands)
            at += height(band);
        at = std::max(0, (top - at) / 2);
        std::copy_n(m_track.solid.data(), m_copied, pixels);
    }
    for (const Band& band : m_bands) {
        const Filling& filling = m_fillings[band.state];
        const int high = height(band);
        const bool hatched = high >= m_hatchedFrom && !filling.pattern.empty();
        fill(pixels, at, below, filling.colour,
             hatched ? patternFrom(filling, wholeFrom(at), device) : filling.solid.data());
        below = {.colour = filling.colour, .from = at};
        at = std::min(at + high, top);
    }
    if (at < top - static_cast<int>(m_bands.size())) // else it is what rounding has left
        fill(pixels, at, below, m_track.colour, m_track.solid.data());
}

void ColumnPixels::addBand(State state, bool narrow)
{
    const auto index = static_cast<std::size_t>(state);
    if (m_fillings[index].solid.empty()) // most lanes have few states
        m_fillings[index] = fillingOf(m_theme[state].colour.rgb(), m_tiles[state]);
    m_bands.push_back({.state = index, .scale = 256 * m_height * (narrow ? m_theme[state].height : 1)});
}

void ColumnPixels::write(std::span<const Column> run, bool narrow, const Place& place)
{
    m_bands.clear();
    for (const State state : stackOrder)
        if (std::ranges::any_of(run, [state](const Column& column) { return column[state] > 0; }))
            addBand(state, narrow);
    if (m_bands.empty())
        addBand(stackOrder.front(), narrow);
    for (std::size_t first = 0; first < run.size(); first += columnsAtOnce) {
        const auto count = static_cast<int>(std::min<std::size_t>(run.size() - first, columnsAtOnce));
        const int left = static_cast<int>(first);
        for (int x = 0; x < count; ++x)
            make(m_pixels.data() + x * m_tall, run[first + static_cast<std::size_t>(x)], narrow,
                 place.device + QPoint((left + x) * place.wide, 0));
        for (int y = 0; y < m_height; ++y) {
            QRgb* pixel = place.foot + left * place.wide + y * place.up;
            for (int x = 0; x < count; ++x)
                for (int i = 0; i < place.wide; ++i)
                    *pixel++ = m_pixels[static_cast<std::size_t>(x * m_tall + y)];
        }
    }
}

} // namespace interleave::view
