// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/laneset.h"

#include <algorithm>
#include <array>

namespace interleave::view {
namespace {

using timeline::Lane;

constexpr int mostFullLanes = 40;
constexpr int thinnestLane = 3;
constexpr int gapBetweenGroups = 8;

struct Pitch
{
    int lane = 0;
    int gap = 0;
    int total() const { return lane + gap; }
};

bool hasSlots(const std::vector<Lane>& lanes, std::size_t index)
{
    return lanes[index].depth == 0 && index + 1 < lanes.size() && lanes[index + 1].depth > 0;
}

Pitch thinPitch(std::size_t lanes, const Theme& theme)
{
    const int full = theme.laneHeight + theme.laneGap;
    if (lanes <= mostFullLanes)
        return {theme.laneHeight, theme.laneGap};
    const int pitch = std::max(thinnestLane + 1, full * mostFullLanes / static_cast<int>(lanes));
    const int gap = pitch >= 12 ? 3 : pitch >= 8 ? 2 : 1;
    return {pitch - gap, gap};
}

/// Every how manieth lane bears a label: a round number, with air between.
int labelStep(const Pitch& pitch, const Theme& theme)
{
    if (pitch.lane == theme.laneHeight)
        return 1;
    for (const int step : {2, 5, 10, 20, 50})
        if (step * pitch.total() >= 2 * theme.textSize)
            return step;
    return 100;
}

void place(LaneSet& set, const Theme& theme)
{
    const auto& lanes = set.lanes;
    std::size_t thin = 0;
    for (std::size_t i = 0; i < lanes.size(); ++i)
        thin += hasSlots(lanes, i) ? 0U : 1U;
    const Pitch full{theme.laneHeight, theme.laneGap};
    const Pitch narrow = thinPitch(thin, theme);
    const int step = labelStep(narrow, theme);
    int top = 0;
    int inGroup = 0;
    double labelledTo = -1e9;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const bool own = hasSlots(lanes, i);
        if (own && i > 0)
            top += gapBetweenGroups;
        inGroup = own ? 0 : inGroup + 1;
        const Pitch& pitch = own ? full : narrow;
        LaneBox box{.top = static_cast<double>(top), .height = static_cast<double>(pitch.lane)};
        const double half = (theme.textSize + 2) / 2.0;
        box.labelled = (own || inGroup == 1 || inGroup % step == 0) && box.middle() - half >= labelledTo;
        if (box.labelled)
            labelledTo = box.middle() + half;
        set.boxes.push_back(box);
        top += pitch.total();
        set.height = top - pitch.gap;
    }
    set.height = std::max(set.height, theme.laneHeight);
}

} // namespace

LaneSet laneSet(const Trace& run, timeline::Grouping grouping, const Theme& theme)
{
    LaneSet set;
    set.lanes = timeline::lanesOf(run, grouping);
    set.end = run.end;
    place(set, theme);
    return set;
}

} // namespace interleave::view
