// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/barwords.h"
#include "app/timeline/hatch.h"
#include "app/timeline/theme.h"
#include "core/timeline/layout.h"

#include <QImage>
#include <QPainter>
#include <QRectF>

#include <span>
#include <vector>

namespace interleave::view {

/// Draws the lanes of a run on a raster: lays out and paints each into a part of one image, several at once.
/// Where that takes longer than a picture that moves can wait, columns are wider for as long as it moves.
class LanesRaster
{
public:
    struct Row
    {
        const timeline::Lane* lane = nullptr;
        QRectF rect; ///< logical pixels
    };

    struct Frame
    {
        std::vector<Row> rows; ///< one below the other, all of the same left edge and width
        timeline::View view;
        double from = 0, to = 0; ///< of the track, logical pixels from the rows' left edge
        double density = 1;      ///< device pixels per logical pixel
        BarWords words;
        /// By one thread: where something is measured more would take processors from it.
        bool alone = false;
        bool moving = false; ///< the next frame will follow soon
        int runs = 1;        ///< that are drawn for a frame
    };

    void draw(QPainter& painter, const Theme& theme, const Frame& frame);
    /// The last frame had wider columns than the device could show.
    bool coarse() const { return m_step > 1; }

private:
    int step(const Frame& frame) const;
    std::size_t draw(QPainter& painter, const Theme& theme, const HatchTiles& tiles, const Frame& frame,
                     std::span<const Row> rows);

    int m_step = 1;    // pixels of the device that one of the layout stands for
    double m_fine = 0; // ms that the last frame would have taken with a step of 1; 0: no matter
    QImage m_image;    // kept, since new memory costs as much as what is drawn
};

} // namespace interleave::view
