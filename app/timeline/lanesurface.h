// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/layout.h"

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QString>

#include <span>

namespace interleave::view {

/// What lanes are drawn on. Rectangles are in logical pixels and begin and end on pixels of the device.
class LaneSurface
{
public:
    LaneSurface() = default;
    LaneSurface(const LaneSurface&) = delete;
    LaneSurface& operator=(const LaneSurface&) = delete;
    virtual ~LaneSurface() = default;

    /// Merged columns as stacked shares of their time.
    /// @param columns of a lane, from left to right
    /// @param lane the lane's full height; its left edge is x = 0 of the columns
    /// @param wide how many pixels of the device a column is wide
    virtual void drawColumns(std::span<const timeline::Column> columns, const QRectF& lane, int wide) = 0;
    /// Bars of one state, all of one height, in its colour and with its pattern.
    virtual void drawBars(State state, std::span<const QRectF> bars) = 0;
    virtual void fill(const QRectF& rect, const QColor& colour) = 0;
    /// In the middle of a bar of this state.
    virtual void drawWord(State state, const QRectF& bar, const QString& word, const QFont& font) = 0;
    /// How wide a word is, in logical pixels. Remembered: a frame has many, mostly those of the last.
    virtual double wordWidth(const QString& word, const QFont& font) = 0;
};

} // namespace interleave::view
