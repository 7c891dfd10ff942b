// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/findings.h"

#include "core/analysis/findingrules.h"
#include "core/trace/totalduration.h"

#include <algorithm>
#include <array>

namespace interleave::analysis {

namespace {

constexpr std::size_t mostFindings = 5;
constexpr double leastImportance = 0.02;

constexpr std::array<Rule, 20> rules{cancelled,   failures,    untaken,   notBegun,          notRecorded,
                                     clockSet,    startUpCost, noSpeedUp, overlappedWaiting, computedAtOnce,
                                     waitedAlone, lockTurns,   lockWaits, poolWait,          heldLoop,
                                     straggler,   startUp,     saturated, fewPlaces,         disturbed};

bool told(const std::vector<Finding>& findings, FindingKind kind)
{
    return std::ranges::find(findings, kind, &Finding::kind) != findings.end();
}

} // namespace

std::string_view name(FindingKind kind)
{
    switch (kind) {
    case FindingKind::Cancelled:
        return "cancelled";
    case FindingKind::Failures:
        return "failures";
    case FindingKind::NotRecorded:
        return "not-recorded";
    case FindingKind::ClockSet:
        return "clock-set";
    case FindingKind::StartUpCost:
        return "start-up-cost";
    case FindingKind::NoSpeedUp:
        return "no-speed-up";
    case FindingKind::OverlappedWaiting:
        return "overlapped-waiting";
    case FindingKind::ComputedAtOnce:
        return "computed-at-once";
    case FindingKind::WaitedAlone:
        return "waited-alone";
    case FindingKind::LockTurns:
        return "lock-turns";
    case FindingKind::LockWaits:
        return "lock-waits";
    case FindingKind::PoolWait:
        return "pool-wait";
    case FindingKind::Untaken:
        return "untaken";
    case FindingKind::HeldLoop:
        return "held-loop";
    case FindingKind::Straggler:
        return "straggler";
    case FindingKind::StartUp:
        return "start-up";
    case FindingKind::Saturated:
        return "saturated";
    case FindingKind::NotBegun:
        return "not-begun";
    case FindingKind::FewPlaces:
        return "few-places";
    case FindingKind::Disturbed:
        return "disturbed";
    }
    return {};
}

Facts::Facts(const Trace& run, const Trace* other)
    : trace(run), baseline(other == &run ? nullptr : other), figures(statistics(run))
{
    for (const Task& task : run.tasks)
        if (task.taken && task.stopped)
            addTo(held, *task.stopped - *task.taken);
    const RunInfo& info = run.info;
    ours = info.origin == Origin::Run && info.workers > 0;
    statesKnown = ours && figures.notRecorded == Duration::zero();
    computingKnown =
        statesKnown &&
        (info.sources.runDelay || (info.sources.switchRecords && info.workersWithoutRecords == 0)) &&
        info.lostRecords == 0;
    allFinished = figures.tasks > 0 && figures.finished == figures.tasks && !info.cancelled;
    if (ours && (computingKnown || figures.switchCost)) // it is there where all clocks are
        busy = figures.processorUse;
    if (baseline)
        faster = speedUp(*baseline, run);
}

double Facts::shareOfHeld(Duration time) const
{
    return held > Duration::zero() ? seconds(time) / seconds(held) : 0;
}

double Facts::shareOfRun(Duration time) const { return seconds(time) / seconds(makespan()); }

std::vector<Finding> findings(const Trace& trace, const Trace* baseline, std::string_view baselineName)
{
    std::vector<Finding> found;
    if (trace.makespan() <= Duration::zero())
        return found;
    Facts facts(trace, baseline);
    facts.baselineName = baselineName;
    for (const Rule rule : rules)
        if (std::optional<Finding> finding = rule(facts); finding && finding->importance >= leastImportance)
            found.push_back(std::move(*finding));
    // What another sentence already says with more in it.
    std::erase_if(found, [&](const Finding& finding) {
        return (finding.kind == FindingKind::StartUp && told(found, FindingKind::StartUpCost)) ||
               (finding.kind == FindingKind::Saturated && told(found, FindingKind::NoSpeedUp));
    });
    std::ranges::stable_sort(found, std::ranges::greater(), &Finding::importance);
    if (found.size() > mostFindings)
        found.resize(mostFindings);
    return found;
}

} // namespace interleave::analysis
