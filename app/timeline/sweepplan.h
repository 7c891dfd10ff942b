// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/sweepchart.h"
#include "app/timeline/theme.h"

#include <QPolygonF>
#include <QRectF>

#include <array>
#include <optional>
#include <vector>

namespace interleave::view {

struct SweepOptions
{
    Look look = Look::Light;
    double textScale = 1; ///< of all type; 0.5 to 4
    int width = 1280;     ///< logical pixels
    int height = 0;       ///< at least what is needed; 0: as much as looks well
    int margin = -1;      ///< around the picture; negative: the look's own
};

/// Everything about the chart of a sweep but the painting. Logical pixels.
struct SweepPlan
{
    struct Text
    {
        QRectF place;
        QString text;
    };
    struct Tick
    {
        double at = 0; ///< x or y
        QString label; ///< empty where there is no room for it
    };
    struct Line
    {
        std::uint32_t model = 0;
        QPolygonF points;
    };
    struct Mark
    {
        std::size_t point = 0; ///< in the chart's points
        std::uint32_t model = 0;
        QPointF at;
        double top = 0, bottom = 0; ///< y of the most and the least; both that of `at` where there are none
    };
    /// One of the two diagrams.
    struct Panel
    {
        QString caption, axis;
        QRectF area; ///< inside the axes
        std::vector<Tick> across, up;
        std::vector<Line> lines; ///< broken where a point has no figure
        std::vector<Mark> marks;
        QPolygonF ideal; ///< empty: none
        QPointF idealLabel;
    };

    Theme theme;
    int width = 0, height = 0;
    QString title, subtitle;
    double subtitleTop = 0;
    std::vector<Text> legend;    ///< a model each; its marker is at the left of the place
    std::array<Panel, 2> panels; ///< times, speed-ups
    std::vector<Text> footer;
};

SweepPlan planSweep(const SweepChart& chart, const SweepOptions& options);

/// The point nearest to this place, if one is near. @return its place in the chart's points
std::optional<std::size_t> pointAt(const SweepPlan& plan, const QPointF& at);

} // namespace interleave::view
