// SPDX-License-Identifier: GPL-3.0-or-later
// What went on at the same time.
#include "core/analysis/findingrules.h"
#include "core/analysis/findingwords.h"
#include "core/trace/durationtext.h"
#include "core/trace/totalduration.h"

#include <algorithm>

namespace interleave::analysis {

namespace {

Finding ofWholeRun(const Facts& facts, FindingKind kind, double importance)
{
    return {.kind = kind, .importance = std::clamp(importance, 0.0, 1.0), .to = facts.trace.end};
}

std::string overlapping(const Facts& facts)
{
    const RunInfo& info = facts.trace.info;
    if (info.inFlight == 1)
        return capital(workersOf(info)) + " overlapped their waiting: ";
    return capital(workersOf(info)) + " overlapped the waiting of up to " +
           std::to_string(facts.figures.inFlightPeak) + " tasks: ";
}

/// Else one after another the waits might have been shorter: a busy loop hears late that one is over, and a
/// server that does not take all connections at once lets them wait for their turn.
bool wouldWaitAsLongAlone(const Facts& facts)
{
    const RunInfo& info = facts.trace.info;
    return (info.inFlight == 1 || info.sources.receiveStamps) &&
           std::ranges::all_of(facts.trace.tasks, [](const Task& task) { return task.untaken == 0; });
}

} // namespace

std::optional<Finding> overlappedWaiting(const Facts& facts)
{
    const Duration waiting = facts.time(State::Waiting);
    const Duration running = facts.time(State::Running);
    const Duration work = total(running, waiting);
    if (!facts.statesKnown || !facts.allFinished || facts.figures.inFlightPeak < 2 || waiting < running ||
        2 * seconds(work) < 3 * seconds(facts.makespan()))
        return std::nullopt;
    Finding finding =
        ofWholeRun(facts, FindingKind::OverlappedWaiting, 1 - seconds(facts.makespan()) / seconds(work));
    finding.text = overlapping(facts) + std::to_string(facts.figures.tasks) + " × " +
                   text(work / static_cast<Duration::rep>(facts.figures.tasks));
    if (wouldWaitAsLongAlone(facts))
        finding.text += " took " + text(facts.makespan()) + " instead of " + text(work) + ".";
    else
        finding.text += ", " + text(work) + " in all, took " + text(facts.makespan()) + ".";
    return finding;
}

std::optional<Finding> waitedAlone(const Facts& facts)
{
    const Duration waiting = facts.time(State::Waiting);
    const double share = facts.shareOfRun(waiting);
    if (!facts.statesKnown || facts.figures.inFlightPeak != 1 || facts.figures.tasks < 2 || share < 0.5)
        return std::nullopt;
    Finding finding = ofWholeRun(facts, FindingKind::WaitedAlone, share);
    finding.text = "One task at a time: for " + text(waiting) + " of " + text(facts.makespan()) +
                   " it waited, and nothing else was done meanwhile.";
    return finding;
}

std::optional<Finding> computedAtOnce(const Facts& facts)
{
    const RunInfo& info = facts.trace.info;
    const Duration running = facts.time(State::Running);
    if (!facts.computingKnown || workersBegun(info) < 2 || info.processors.size() < 2 ||
        facts.shareOfRun(running) < 1.2)
        return std::nullopt;
    Finding finding =
        ofWholeRun(facts, FindingKind::ComputedAtOnce, 1 - seconds(facts.makespan()) / seconds(running));
    finding.text = capital(workersOf(info)) + " computed at the same time: " + text(running) +
                   " of computing took " + text(facts.makespan()) + ".";
    return finding;
}

std::optional<Finding> saturated(const Facts& facts)
{
    const Duration ready = facts.time(State::Ready);
    const RunInfo& info = facts.trace.info;
    if (!facts.computingKnown || !facts.busy || *facts.busy < 0.9 || facts.shareOfHeld(ready) < 0.1 ||
        info.lock == "interpreter")
        return std::nullopt;
    Finding finding = ofWholeRun(facts, FindingKind::Saturated, facts.shareOfHeld(ready));
    finding.text = capital(processorsOf(info)) + " " + std::string(wereOf(info)) + " " +
                   percent(*facts.busy) + " busy: tasks were Ready, and could not compute, for " +
                   text(ready) + " in all.";
    return finding;
}

std::optional<Finding> disturbed(const Facts& facts)
{
    const RunInfo& info = facts.trace.info;
    const Duration ready = facts.time(State::Ready);
    const double share = facts.shareOfHeld(ready);
    if (!facts.computingKnown || info.lock == "interpreter" || info.inFlight > 1 ||
        workersBegun(info) > info.processors.size() || share < 0.1)
        return std::nullopt;
    Finding finding = ofWholeRun(facts, FindingKind::Disturbed, share);
    const std::string each = info.workerKind == "process" ? "process" : "thread";
    finding.text = "Tasks were Ready for " + text(ready) + " in all with a processor for each " + each +
                   ": other programs had it" +
                   (workersBegun(info) > 1 ? ", or the kernel put two on one." : ".");
    return finding;
}

std::optional<Finding> fewPlaces(const Facts& facts)
{
    const RunInfo& info = facts.trace.info;
    const std::uint64_t places = std::uint64_t{workersBegun(info)} * info.inFlight;
    const double waiting = facts.shareOfHeld(facts.time(State::Waiting));
    if (!facts.statesKnown || !facts.busy || *facts.busy > 0.5 || waiting < 0.5 || places < 2 ||
        facts.figures.tasks <= places || facts.trace.tasks.empty())
        return std::nullopt;
    Instant lastTaken{};
    for (const Task& task : facts.trace.tasks)
        lastTaken = std::max(lastTaken, task.taken.value_or(lastTaken));
    Duration full{};
    const auto& steps = facts.figures.inFlight;
    for (std::size_t k = 0; k + 1 < steps.size() && steps[k].at < lastTaken; ++k)
        if (steps[k].tasks >= places)
            addTo(full, std::min(steps[k + 1].at, lastTaken) - steps[k].at);
    const double share = facts.shareOfRun(full);
    if (share < 0.5)
        return std::nullopt;
    // Half: it is what the others leave over.
    Finding finding = ofWholeRun(facts, FindingKind::FewPlaces, share * (1 - *facts.busy) / 2);
    finding.text = "For " + text(full) + " of " + text(facts.makespan()) +
                   (places == 2 ? " both" : " all " + std::to_string(places)) +
                   " places for tasks were held and others queued, while tasks waited for " +
                   percent(waiting) + " of their time and " + processorsOf(info) + " " +
                   std::string(wereOf(info)) + " " + percent(1 - *facts.busy) + " idle.";
    return finding;
}

} // namespace interleave::analysis
