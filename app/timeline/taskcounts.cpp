// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/taskcounts.h"

#include <algorithm>

namespace interleave::view {
namespace {

using namespace std::chrono_literals;

/// What a run that goes on has more is counted now and then, the more seldom the longer it takes.
constexpr Duration leastPause = 200ms;
constexpr int leastPausePerCost = 30;

} // namespace

void TaskCounts::setRuns(const std::vector<std::shared_ptr<const Trace>>& runs)
{
    std::vector<Counted> next;
    for (const auto& run : runs) {
        const auto known = std::find_if(m_runs.begin(), m_runs.end(),
                                        [&](const Counted& counted) { return counted.run == run; });
        next.push_back(known == m_runs.end() ? Counted{run, nullptr} : std::move(*known));
    }
    m_runs = std::move(next);
    ++m_generation;
}

const timeline::Concurrency& TaskCounts::of(std::size_t run)
{
    Counted& counted = m_runs[run];
    if (!counted.tasks)
        counted.tasks = std::make_unique<timeline::Concurrency>(*counted.run);
    return *counted.tasks;
}

void TaskCounts::count(const Trace& soFar, std::span<const Span> open)
{
    const Stamp begun = stampNow();
    if (begun < m_next)
        return;
    m_live.follow(soFar, open);
    const Stamp now = stampNow();
    m_next = now + std::max<Duration>(leastPause, leastPausePerCost * (now - begun));
    ++m_generation;
}

void TaskCounts::endLive()
{
    m_live = {};
    m_next = {};
    ++m_generation;
}

} // namespace interleave::view
