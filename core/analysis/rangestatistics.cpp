// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/rangestatistics.h"

#include "core/analysis/preemptions.h"
#include "core/trace/totalduration.h"

#include <algorithm>

namespace interleave::analysis {
namespace {

void addSpans(const Trace& trace, RangeStatistics& figures)
{
    PreEmptions preEmptions(trace);
    for (const Span span : trace.spans) {
        if (preEmptions.beginsWith(span) && span.start >= figures.from && span.start < figures.to)
            ++figures.preEmptions;
        const Duration within = std::min(span.end(), figures.to) - std::max(span.start, figures.from);
        if (within <= Duration::zero() || span.task.value >= trace.tasks.size())
            continue;
        addTo(figures.tasks[span.state], within);
        ++figures.spans;
    }
}

/// @return time in flight of all tasks together
Duration addTasks(const Trace& trace, RangeStatistics& figures)
{
    Duration inFlight{};
    for (const Task& task : trace.tasks) {
        if (task.outcome == Outcome::Finished && task.stopped && *task.stopped >= figures.from &&
            *task.stopped < figures.to)
            ++figures.finished;
        if (!task.taken)
            continue;
        const Instant stopped = task.stopped.value_or(std::max(trace.end, *task.taken));
        const Duration within = std::min(stopped, figures.to) - std::max(*task.taken, figures.from);
        addTo(inFlight, std::max(Duration::zero(), within));
    }
    return inFlight;
}

} // namespace

RangeStatistics rangeStatistics(const Trace& trace, Instant from, Instant to)
{
    RangeStatistics figures{.from = from, .to = to};
    addSpans(trace, figures);
    const Duration inFlight = addTasks(trace, figures);
    if (figures.length() <= Duration::zero())
        return figures;
    figures.concurrency = seconds(inFlight) / seconds(figures.length());
    if (const std::size_t processors = trace.info.processors.size(); processors > 0)
        figures.processorShare = std::clamp(seconds(figures.tasks[State::Running]) /
                                                (static_cast<double>(processors) * seconds(figures.length())),
                                            0.0, 1.0);
    return figures;
}

} // namespace interleave::analysis
