// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/laneset.h"
#include "app/timeline/theme.h"
#include "app/timeline/words.h"

#include <QRectF>

#include <memory>
#include <optional>
#include <vector>

namespace interleave::view {

struct SheetOptions
{
    timeline::Grouping grouping = timeline::Grouping::Worker;
    Look look = Look::Light;
    bool sameScale = true; ///< all runs on one zero and scale; false: each run fills the width
    QString title;         ///< empty: made from the runs
    int width = 1280;      ///< logical pixels
};

/// One entry of the legend; without a state it is the mark "task starts".
struct LegendEntry
{
    std::optional<State> state;
    QString word;
    QString meaning; ///< empty where there is no room for it
    QRectF place;    ///< in the heading
};

struct RunPlan
{
    RunWords words;
    std::shared_ptr<const LaneSet> lanes;
    Duration range{}; ///< of the time axis, from zero
    int headingHeight = 0;
    bool detailsBelow = false;   ///< the details have a line of their own
    bool totalInOneLine = false; ///< no room for two beside the lanes
};

/// Everything about a picture of some runs but the painting: words, sizes, places. Logical pixels.
struct SheetPlan
{
    Theme theme;
    SheetWords words;
    std::vector<LegendEntry> legend;
    std::vector<RunPlan> runs;
    bool ownAxes = false; ///< every run has its own time axis
    int width = 0;
    int headingHeight = 0;
    int footerHeight = 0;
    int axisHeight = 0; ///< below a run with an axis
    int left = 0;       ///< of the lanes, from the picture's edge
    int right = 0;      ///< beside the lanes: room for the total time

    int plotWidth() const { return width - left - right; }
    int height() const;
};

/// @pre runs is not empty
SheetPlan planSheet(const std::vector<const Trace*>& runs, const SheetOptions& options);

} // namespace interleave::view
