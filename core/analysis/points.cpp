// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/points.h"

#include <algorithm>
#include <map>
#include <utility>

namespace interleave::analysis {

namespace {

bool complete(const Trace& trace)
{
    const auto finished = [](const Task& task) { return task.outcome == Outcome::Finished; };
    return !trace.tasks.empty() && std::ranges::all_of(trace.tasks, finished);
}

void summarise(Point& point, std::span<const PointRun> runs)
{
    std::vector<Duration> makespans;
    for (const std::size_t run : point.runs)
        if (complete(*runs[run].trace))
            makespans.push_back(runs[run].trace->makespan());
    point.incomplete = static_cast<std::uint32_t>(point.runs.size() - makespans.size());
    if (makespans.empty())
        return;
    std::ranges::sort(makespans);
    const std::size_t middle = makespans.size() / 2;
    const bool odd = makespans.size() % 2 == 1;
    point.median = odd ? makespans[middle] : (makespans[middle - 1] + makespans[middle]) / 2;
    point.least = makespans.front();
    point.most = makespans.back();
}

std::optional<double> speedUp(const Point& baseline, const Point& point)
{
    const Duration before = baseline.median.value_or(Duration());
    const Duration now = point.median.value_or(Duration());
    if (before <= Duration::zero() || now <= Duration::zero())
        return std::nullopt;
    return seconds(before) / seconds(now);
}

} // namespace

std::vector<Point> points(std::span<const PointRun> runs, Against against)
{
    std::map<std::pair<std::uint32_t, std::uint32_t>, Point> byPlace; // value, model
    for (std::size_t k = 0; k < runs.size(); ++k) {
        Point& point = byPlace[{runs[k].value, runs[k].model}];
        point.model = runs[k].model;
        point.value = runs[k].value;
        point.runs.push_back(k);
    }
    for (auto& [place, point] : byPlace)
        summarise(point, runs);
    std::vector<Point> points;
    for (auto& [place, point] : byPlace) {
        const auto baseline =
            against == Against::FirstValue ? byPlace.find({0, point.model}) : byPlace.find({point.value, 0});
        if (baseline != byPlace.end())
            point.speedUp = speedUp(baseline->second, point);
        points.push_back(point);
    }
    return points;
}

} // namespace interleave::analysis
