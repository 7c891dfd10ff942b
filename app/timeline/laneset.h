// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/theme.h"
#include "core/timeline/lanes.h"

#include <memory>
#include <vector>

namespace interleave::view {

inline constexpr int lanePadding = 5;  ///< logical pixels above and below a run's lanes
inline constexpr int thinnestLane = 3; ///< without its gap

/// Which rows of a run are shown.
enum class Rows {
    All,
    WithoutSlots, ///< of a worker with several tasks in flight only what it did itself
    None,
};

/// Where a lane stands: logical pixels below the top of the first.
struct LaneBox
{
    double top = 0;
    double height = 0;
    bool labelled = false; ///< there is room for its label
    bool hidden = false;   ///< it is nowhere: no height, far above

    double middle() const { return top + height / 2; }
};

/// Which of some lanes are shown.
struct LaneFilter
{
    std::shared_ptr<const std::vector<timeline::Lane>> lanes; ///< these; it says nothing of any others
    std::vector<bool> shown;                                  ///< one per lane
};

/// What of a run is drawn between its axes.
struct LaneSet
{
    std::shared_ptr<const std::vector<timeline::Lane>> lanes; ///< never null
    std::vector<LaneBox> boxes;                               ///< one per lane
    Instant end{};                                            ///< of the run: tracks reach to here
    int height = 0;                                           ///< of all lanes
    std::size_t shown = 0;                                    ///< lanes that are not hidden
    std::size_t unfiltered = 0;                               ///< that would not be without the filter
    Rows rows = Rows::All;
    std::shared_ptr<const LaneFilter> filter; ///< null: none, or it is of other lanes
};

/// Full lanes up to about forty; beyond that the picture grows no more and lanes get thinner, but never under
/// 3 pixels. A worker's own row above its slots stays full. Labels are thinned out so that they never
/// overlap.
///
/// @param tallest the most that a lane with its gap may take, in logical pixels
/// @param filter null: none
LaneSet laneSet(std::shared_ptr<const std::vector<timeline::Lane>> lanes, Instant end, const Theme& theme,
                int tallest = 1000, Rows rows = Rows::All, std::shared_ptr<const LaneFilter> filter = {});

/// The width of the column that its labels need, logical pixels. It is the same where no row is shown, so
/// that nothing moves to the side when a run is collapsed.
double labelWidth(const LaneSet& set, const Theme& theme);

} // namespace interleave::view
