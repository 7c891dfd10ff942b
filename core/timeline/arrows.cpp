// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/arrows.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace interleave::timeline {
namespace {

constexpr std::uint32_t mostBetween = 16; // pieces of Ready, parted by phases

bool isWait(State state) { return state == State::Waiting || state == State::Blocked; }

/// When the task of a span runs after it, if only Ready lies in between.
std::optional<Instant> resumed(const Lane& lane, std::uint32_t wait)
{
    Instant end = lane.end(wait);
    for (std::uint32_t i = wait + 1; i < lane.size() && i <= wait + mostBetween; ++i) {
        if (lane.taskOf(i) != lane.taskOf(wait) || lane.start(i) != end)
            return {};
        if (lane.state(i) == State::Running)
            return end;
        if (lane.state(i) != State::Ready)
            return {};
        end = lane.end(i);
    }
    return {};
}

void addOf(const Lane& lane, std::uint32_t from, std::uint32_t to, const View& view, std::vector<WakeUp>& all)
{
    for (const Bar& bar : layout(lane, view).bars) {
        const Instant end = lane.end(bar.span);
        if (!isWait(bar.state) || end > view.to)
            continue;
        const auto at = resumed(lane, bar.span);
        if (!at || *at > view.to)
            continue;
        const double x0 = view.x(end);
        const double x1 = view.x(*at);
        if (from != to || x1 - x0 >= view.narrowestBar)
            all.push_back({.from = from, .to = to, .x0 = x0, .x1 = x1, .wait = bar.x1 - bar.x0});
    }
}

} // namespace

std::vector<WakeUp> wakeUps(const std::vector<Lane>& lanes, const View& view, const WakeUpLimits& limits)
{
    std::vector<WakeUp> all;
    View bars = view;
    bars.narrowestBar = limits.narrowest;
    std::uint32_t worker = 0;
    for (std::uint32_t i = 0; i < lanes.size() && i < limits.lastLane; ++i) {
        const bool slot = lanes[i].kind == Lane::Kind::Slot;
        if (lanes[i].kind == Lane::Kind::Worker && lanes[i].depth == 0)
            worker = i;
        // The row of a worker with slots does not tell whose wait it is: its slots do.
        const bool hasSlots = !slot && i + 1 < lanes.size() && lanes[i + 1].kind == Lane::Kind::Slot;
        if (i >= limits.firstLane && !hasSlots)
            addOf(lanes[i], i, slot ? worker : i, bars, all);
    }
    if (all.size() <= limits.most)
        return all;
    std::ranges::nth_element(all, all.begin() + static_cast<std::ptrdiff_t>(limits.most),
                             std::ranges::greater(), &WakeUp::wait);
    all.resize(limits.most);
    std::ranges::sort(all, {}, [](const WakeUp& each) { return std::tuple(each.from, each.x0); });
    return all;
}

} // namespace interleave::timeline
