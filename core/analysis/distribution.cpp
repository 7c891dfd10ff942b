// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/distribution.h"

#include "core/trace/totalduration.h"

#include <algorithm>

namespace interleave::analysis {

namespace {

bool finished(const Task& task) { return task.outcome == Outcome::Finished && task.taken && task.stopped; }

} // namespace

std::optional<Percentiles> percentilesOf(std::vector<Duration> durations)
{
    if (durations.empty())
        return std::nullopt;
    const std::size_t count = durations.size();
    const auto ranked = [&](std::size_t percent) {
        const std::size_t rank = (percent * count + 99) / 100; // from 1
        const auto place = durations.begin() + static_cast<std::ptrdiff_t>(rank - 1);
        std::nth_element(durations.begin(), place, durations.end());
        return *place;
    };
    return Percentiles{count, ranked(50), ranked(95), ranked(99)};
}

std::optional<Percentiles> taskDurations(const Trace& trace)
{
    std::vector<Duration> durations;
    for (const Task& task : trace.tasks)
        if (finished(task))
            durations.push_back(*task.stopped - *task.taken);
    return percentilesOf(std::move(durations));
}

PhaseTimes phaseTimes(const Trace& trace)
{
    std::vector<std::array<Duration, allPhases.size()>> perTask(trace.tasks.size());
    for (const Span span : trace.spans) {
        if (span.state != State::Queued && span.task.value < perTask.size() && finished(trace[span.task]))
            addTo(perTask[span.task.value][static_cast<std::size_t>(span.phase)], span.length);
    }
    PhaseTimes found;
    for (std::size_t phase = 0; phase < allPhases.size(); ++phase) {
        std::vector<Duration> times;
        for (const auto& task : perTask)
            if (task[phase] > Duration::zero())
                times.push_back(task[phase]);
        found.of[phase] = percentilesOf(std::move(times));
    }
    return found;
}

} // namespace interleave::analysis
