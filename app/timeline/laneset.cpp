// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/laneset.h"

#include "app/timeline/textwidth.h"
#include "app/timeline/words.h"

#include <algorithm>
#include <array>

namespace interleave::view {
namespace {

using timeline::Lane;

constexpr int mostFullLanes = 40;
constexpr int gapBetweenGroups = 8;
constexpr std::size_t enoughLabels = 50; // to tell how wide they are

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

bool isAmong(const Lane& lane, Rows rows)
{
    return rows == Rows::All || (rows == Rows::WithoutSlots && lane.kind != Lane::Kind::Slot);
}

bool isShown(const LaneSet& set, std::size_t lane)
{
    return isAmong((*set.lanes)[lane], set.rows) && (!set.filter || set.filter->shown[lane]);
}

/// @param total of a lane and its gap
Pitch pitchOf(int total, const Theme& theme)
{
    if (total >= theme.laneHeight + theme.laneGap)
        return {theme.laneHeight, theme.laneGap};
    total = std::max(thinnestLane + 1, total);
    const int gap = total >= 12 ? 3 : total >= 8 ? 2 : 1;
    return {total - gap, gap};
}

Pitch thinPitch(std::size_t lanes, int tallest, const Theme& theme)
{
    const int full = theme.laneHeight + theme.laneGap;
    const int total = lanes <= mostFullLanes ? full : full * mostFullLanes / static_cast<int>(lanes);
    return pitchOf(std::min(total, tallest), theme);
}

/// Every how manieth lane bears a label: a round number, with air between.
int labelStep(const Pitch& pitch, const Theme& theme)
{
    if (pitch.total() >= theme.textSize + 2)
        return 1;
    for (const int step : {2, 5, 10, 20, 50})
        if (step * pitch.total() >= 2 * theme.textSize)
            return step;
    return 100;
}

void place(LaneSet& set, const Theme& theme, int tallest)
{
    const std::vector<Lane>& lanes = *set.lanes;
    const auto isFull = [&](std::size_t i) { return set.rows == Rows::All && hasSlots(lanes, i); };
    std::size_t thin = 0;
    for (std::size_t i = 0; i < lanes.size(); ++i)
        thin += isFull(i) || !isShown(set, i) ? 0U : 1U;
    const Pitch full = pitchOf(tallest, theme);
    const Pitch narrow = thinPitch(thin, tallest, theme);
    const int step = labelStep(narrow, theme);
    int top = 0;
    int inGroup = 0;
    double labelledTo = -1e9;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        if (!isShown(set, i)) {
            set.boxes.push_back({.top = -1e6, .hidden = true});
            continue;
        }
        ++set.shown;
        const bool own = isFull(i);
        if (own && top > 0)
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
    if (set.rows != Rows::None)
        set.height = std::max(set.height, full.lane);
}

} // namespace

LaneSet laneSet(std::shared_ptr<const std::vector<Lane>> lanes, Instant end, const Theme& theme, int tallest,
                Rows rows, std::shared_ptr<const LaneFilter> filter)
{
    LaneSet set;
    set.rows = rows;
    if (filter && filter->lanes == lanes)
        set.filter = std::move(filter);
    set.unfiltered = static_cast<std::size_t>(
        std::ranges::count_if(*lanes, [rows](const Lane& lane) { return isAmong(lane, rows); }));
    set.lanes = std::move(lanes);
    set.end = end;
    place(set, theme, tallest);
    return set;
}

double labelWidth(const LaneSet& set, const Theme& theme)
{
    const QFont font = theme.font(theme.textSize);
    const bool collapsed = set.rows == Rows::None;
    const std::size_t count = set.lanes->size();
    double widest = 0;
    for (std::size_t i = 0; i < (collapsed ? std::min(count, enoughLabels) : count); ++i)
        if (set.boxes[i].labelled || collapsed)
            widest = std::max(widest, textWidth(laneLabel((*set.lanes)[i]), font));
    return widest;
}

} // namespace interleave::view
