// SPDX-License-Identifier: GPL-3.0-or-later
// Against the baseline, and what starting the workers cost.
#include "core/analysis/findingrules.h"
#include "core/analysis/findingwords.h"
#include "core/trace/durationtext.h"

#include <algorithm>

namespace interleave::analysis {

namespace {

/// Why it is no faster; empty: the trace does not say.
std::string reasonOf(const Facts& facts)
{
    const RunInfo& info = facts.trace.info;
    const double computing = facts.shareOfRun(facts.time(State::Running));
    if (info.lock == "interpreter")
        return facts.computingKnown && computing >= 0.9
                   ? "under the lock one computed at a time, for " + percent(std::min(1.0, computing)) +
                         " of the run"
                   : "";
    if (!facts.busy || *facts.busy < 0.9)
        return {};
    return processorsOf(info) + " " + std::string(wereOf(info)) + " " + percent(*facts.busy) + " busy";
}

std::string baselineOf(const Facts& facts)
{
    return text(facts.baseline->makespan()) + " with " +
           plain(facts.baselineName.empty() ? facts.baseline->info.modelName : facts.baselineName);
}

/// Until the first task was taken, where starting its worker was recorded.
Duration startUpTime(const Facts& facts, Finding& finding)
{
    for (auto at = facts.trace.spans.begin(); at != facts.trace.spans.end(); ++at) {
        const Span span = *at;
        if (span.phase != Phase::StartUp || span.task.valid() ||
            span.worker.value >= facts.trace.workers.size() ||
            facts.trace[span.worker].role != WorkerRole::Executes)
            continue;
        if (finding.spans.size() < mostTold) {
            finding.spans.push_back(at.index());
            finding.workers.push_back(span.worker);
        }
    }
    std::optional<Instant> first;
    for (const Task& task : facts.trace.tasks)
        if (task.taken)
            first = std::min(first.value_or(*task.taken), *task.taken);
    finding.to = first.value_or(Instant{});
    return finding.spans.empty() ? Duration::zero() : finding.to - Instant{};
}

} // namespace

std::optional<Finding> noSpeedUp(const Facts& facts)
{
    const RunInfo& info = facts.trace.info;
    if (!facts.faster || *facts.faster >= 1.1 || !facts.ours ||
        std::uint64_t{workersBegun(info)} * info.inFlight < 2)
        return std::nullopt;
    const std::string reason = reasonOf(facts);
    if (reason.empty())
        return std::nullopt;
    Finding finding{.kind = FindingKind::NoSpeedUp, .importance = 0.9, .to = facts.trace.end};
    finding.text = (workersBegun(info) > 1
                        ? capital(workersOf(info))
                        : "Up to " + std::to_string(facts.figures.inFlightPeak) + " tasks in flight") +
                   " did not speed this up, " + text(facts.makespan()) + " and " + baselineOf(facts) + ": " +
                   reason + ".";
    return finding;
}

std::optional<Finding> startUpCost(const Facts& facts)
{
    if (!facts.ours || !facts.faster || *facts.faster >= 1)
        return std::nullopt;
    Finding finding{.kind = FindingKind::StartUpCost};
    const Duration cost = startUpTime(facts, finding);
    const Duration gained = facts.baseline->makespan() - (facts.makespan() - cost);
    finding.importance = std::min(1.0, facts.shareOfRun(cost));
    if (finding.importance < 0.05 || gained <= Duration::zero())
        return std::nullopt;
    finding.text = "Starting " + workersOf(facts.trace.info) + " took " + text(cost) + ", more than the " +
                   text(gained) + " gained: " + text(facts.makespan()) + " instead of " + baselineOf(facts) +
                   ".";
    return finding;
}

std::optional<Finding> startUp(const Facts& facts)
{
    if (!facts.ours)
        return std::nullopt;
    Finding finding{.kind = FindingKind::StartUp};
    const Duration cost = startUpTime(facts, finding);
    finding.importance = std::clamp(facts.shareOfRun(cost), 0.0, 1.0);
    if (finding.importance < 0.1)
        return std::nullopt;
    finding.text = "Starting " + workersOf(facts.trace.info) + " took " + text(cost) +
                   " until the first task, " + percent(finding.importance) + " of the run.";
    return finding;
}

} // namespace interleave::analysis
