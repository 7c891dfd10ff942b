// SPDX-License-Identifier: GPL-3.0-or-later
// How the tasks ended, and what is not known of them.
#include "core/analysis/findingrules.h"
#include "core/analysis/findingwords.h"
#include "core/analysis/measuredby.h"
#include "core/trace/durationtext.h"

#include <algorithm>
#include <cstdio>
#include <map>

namespace interleave::analysis {

std::optional<Finding> cancelled(const Facts& facts)
{
    if (!facts.trace.info.cancelled)
        return std::nullopt;
    Finding finding{.kind = FindingKind::Cancelled, .importance = 1, .to = facts.trace.end};
    finding.text = "The run was stopped after " + text(facts.makespan()) + ": " +
                   std::to_string(facts.figures.finished) + " of " +
                   counted(facts.figures.tasks, "task", "tasks") + " had finished.";
    return finding;
}

std::optional<Finding> failures(const Facts& facts)
{
    if (facts.figures.failed == 0)
        return std::nullopt;
    Finding finding{.kind = FindingKind::Failures, .importance = 1, .from = facts.trace.end};
    std::map<std::string, std::uint64_t> reasons;
    for (std::uint32_t k = 0; k < facts.trace.tasks.size(); ++k) {
        const Task& task = facts.trace.tasks[k];
        if (task.outcome != Outcome::Failed)
            continue;
        ++reasons[plain(task.reason)];
        if (finding.tasks.size() < mostTold)
            finding.tasks.emplace_back(k);
        finding.from = std::min(finding.from, task.taken.value_or(finding.from));
        finding.to = std::max(finding.to, task.stopped.value_or(finding.to));
    }
    const auto most = std::ranges::max_element(reasons, {}, [](const auto& each) { return each.second; });
    finding.text = std::to_string(facts.figures.failed) + " of " +
                   counted(facts.figures.tasks, "task", "tasks") + " failed";
    if (!most->first.empty())
        finding.text +=
            (reasons.size() == 1 ? ": " : ", " + std::to_string(most->second) + " of them: ") + most->first;
    finding.text += ".";
    return finding;
}

std::optional<Finding> untaken(const Facts& facts)
{
    constexpr std::uint64_t least = 3; // a packet may be lost on its way
    Finding finding{.kind = FindingKind::Untaken, .from = facts.trace.end};
    std::uint64_t connections = 0, tasks = 0;
    for (std::uint32_t k = 0; k < facts.trace.tasks.size(); ++k) {
        const Task& task = facts.trace.tasks[k];
        if (task.untaken == 0)
            continue;
        connections += task.untaken;
        ++tasks;
        if (finding.tasks.size() < mostTold)
            finding.tasks.emplace_back(k);
        finding.from = std::min(finding.from, task.taken.value_or(finding.from));
        finding.to = std::max(finding.to, task.stopped.value_or(finding.to));
    }
    if (connections < least)
        return std::nullopt;
    finding.importance =
        std::clamp(static_cast<double>(tasks) / static_cast<double>(facts.figures.tasks), 0.1, 1.0);
    finding.text = "The server did not take " + std::to_string(connections) + " connections at once, of " +
                   std::to_string(tasks) + " of " + counted(facts.figures.tasks, "task", "tasks") +
                   ": its queue of new connections is short. They were opened again";
    const RunInfo& info = facts.trace.info;
    const std::uint64_t places = std::uint64_t{workersBegun(info)} * info.inFlight;
    finding.text += places > 1 ? "; try fewer than " + std::to_string(places) + " in flight." : ".";
    return finding;
}

std::optional<Finding> notBegun(const Facts& facts)
{
    const RunInfo& info = facts.trace.info;
    if (info.workersNotBegun == 0)
        return std::nullopt;
    Finding finding{.kind = FindingKind::NotBegun, .importance = 0.95, .to = facts.trace.end};
    const bool process = info.workerKind == "process";
    finding.text = std::to_string(workersBegun(info)) + " of " +
                   counted(info.workers, process ? "process" : "thread", process ? "processes" : "threads") +
                   " began; the others did not: " + plain(info.notBegunWhy, 300) + ".";
    for (std::uint32_t k = 0; k < facts.trace.workers.size() && finding.workers.size() < mostTold; ++k)
        if (!facts.trace.workers[k].notBegun.empty())
            finding.workers.emplace_back(k);
    return finding;
}

std::optional<Finding> notRecorded(const Facts& facts)
{
    const double share = facts.shareOfHeld(facts.figures.notRecorded);
    if (share < 0.01)
        return std::nullopt;
    Finding finding{
        .kind = FindingKind::NotRecorded, .importance = std::min(1.0, share), .to = facts.trace.end};
    finding.text = percent(share) + " of the time that tasks were in flight was not recorded: what they did "
                                    "then is not known.";
    const SpanTable& spans = facts.trace.spans;
    for (auto at = spans.begin(); at != spans.end() && finding.spans.size() < mostTold; ++at)
        if (const Span span = *at;
            span.state == State::Unknown && span.phase == Phase::Unknown && span.task.valid())
            finding.spans.push_back(at.index());
    return finding;
}

std::optional<Finding> clockSet(const Facts& facts)
{
    const auto& steps = facts.trace.info.clockSteps;
    if (steps.empty())
        return std::nullopt;
    Finding finding{.kind = FindingKind::ClockSet, .importance = 0.1};
    finding.from = std::clamp(steps.front().at, Instant{}, facts.trace.end);
    finding.to = std::clamp(steps.back().at, finding.from, facts.trace.end);
    finding.text = clockStepsText(facts.trace.info) + ".";
    finding.text.front() = 'T';
    return finding;
}

std::optional<Finding> straggler(const Facts& facts)
{
    const std::optional<Percentiles>& spread = facts.figures.duration;
    if (!spread || spread->count < 5 || facts.trace.info.cancelled)
        return std::nullopt;
    TaskId last;
    Instant end, before; // when it stopped, and the last one before it
    for (std::uint32_t k = 0; k < facts.trace.tasks.size(); ++k) {
        const Task& task = facts.trace.tasks[k];
        if (!task.taken || !task.stopped)
            continue;
        if (!last.valid() || *task.stopped > end) {
            before = end;
            end = *task.stopped;
            last = TaskId(k);
        } else {
            before = std::max(before, *task.stopped);
        }
    }
    const Task& task = facts.trace[last];
    const Duration took = *task.stopped - *task.taken;
    const double share = facts.shareOfRun(end - before);
    if (task.outcome != Outcome::Finished || took < 3 * spread->p50 || share < 0.1)
        return std::nullopt;
    Finding finding{
        .kind = FindingKind::Straggler, .importance = std::min(1.0, share), .from = *task.taken, .to = end};
    finding.tasks = {last};
    finding.workers = {task.worker};
    finding.text = capital(nameOf(facts.trace, last)) + " took " + text(took) + ", the median is " +
                   text(spread->p50) + ": for the last " + text(end - before) +
                   " of the run no other task was left.";
    return finding;
}

} // namespace interleave::analysis
