// SPDX-License-Identifier: GPL-3.0-or-later
// Waits for a lock or for a connection.
#include "core/analysis/findingrules.h"
#include "core/analysis/findingwords.h"
#include "core/trace/durationtext.h"
#include "core/trace/totalduration.h"

#include <algorithm>
#include <set>

namespace interleave::analysis {

namespace {

/// All spans of a kind, and the longest of them to look at.
struct Waits
{
    std::set<TaskId> tasks;
    std::set<WorkerId> workers;
    Duration total{};
    Span longest;
    std::vector<std::uint32_t> spans; // the longest first
};

template <class Matches>
Waits waitsOf(const Trace& trace, Matches matches)
{
    Waits waits;
    for (auto at = trace.spans.begin(); at != trace.spans.end(); ++at) {
        const Span span = *at;
        if (span.task.value >= trace.tasks.size() || !matches(span))
            continue;
        waits.tasks.insert(span.task);
        waits.workers.insert(span.worker);
        addTo(waits.total, span.length);
        if (span.length > waits.longest.length)
            waits.longest = span;
        waits.spans.push_back(at.index());
    }
    const auto top =
        waits.spans.begin() + static_cast<std::ptrdiff_t>(std::min(mostTold, waits.spans.size()));
    std::ranges::partial_sort(waits.spans, top, std::ranges::greater(),
                              [&](std::uint32_t i) { return trace.spans[i].length; });
    waits.spans.erase(top, waits.spans.end());
    return waits;
}

Finding findingOf(const Facts& facts, FindingKind kind, Waits waits)
{
    Finding finding{.kind = kind, .importance = std::min(1.0, facts.shareOfHeld(waits.total))};
    const Span& span = waits.longest;
    finding.from = std::max(Instant{}, span.start - span.length / 2);
    finding.to = std::min(facts.trace.end, span.end() + span.length / 2);
    finding.spans = std::move(waits.spans);
    for (const std::uint32_t i : finding.spans) {
        const Span each = facts.trace.spans[i];
        if (std::ranges::find(finding.tasks, each.task) == finding.tasks.end())
            finding.tasks.push_back(each.task);
        if (std::ranges::find(finding.workers, each.worker) == finding.workers.end())
            finding.workers.push_back(each.worker);
    }
    return finding;
}

Waits blocked(const Facts& facts)
{
    return waitsOf(facts.trace, [](const Span& span) { return span.state == State::Blocked; });
}

constexpr double leastShare = 0.05;

} // namespace

std::optional<Finding> lockTurns(const Facts& facts)
{
    const RunInfo& info = facts.trace.info;
    if (!facts.ours || info.lock != "interpreter" ||
        facts.shareOfHeld(facts.time(State::Blocked)) < leastShare)
        return std::nullopt;
    Waits waits = blocked(facts);
    const std::string text = "Computing took turns: " + counted(waits.workers.size(), "thread", "threads") +
                             " waited " + interleave::text(waits.total) + " in all for the lock.";
    Finding finding = findingOf(facts, FindingKind::LockTurns, std::move(waits));
    finding.text = text;
    return finding;
}

std::optional<Finding> lockWaits(const Facts& facts)
{
    if (facts.trace.info.lock == "interpreter" || facts.shareOfHeld(facts.time(State::Blocked)) < leastShare)
        return std::nullopt;
    Waits waits = blocked(facts);
    const Span longest = waits.longest;
    std::string sentence = counted(waits.tasks.size(), "task", "tasks") + " waited " + text(waits.total) +
                           " in all for a lock; the longest, " + nameOf(facts.trace, longest.task) +
                           ", waited " + text(longest.length);
    if (longest.by.value < facts.trace.tasks.size())
        sentence += " for " + nameOf(facts.trace, longest.by);
    Finding finding = findingOf(facts, FindingKind::LockWaits, std::move(waits));
    finding.text = sentence + ".";
    return finding;
}

std::optional<Finding> poolWait(const Facts& facts)
{
    Waits waits = waitsOf(facts.trace, [](const Span& span) {
        return span.state == State::Waiting && span.phase == Phase::PoolWait;
    });
    if (facts.shareOfHeld(waits.total) < leastShare)
        return std::nullopt;
    const std::string sentence = std::to_string(waits.tasks.size()) + " of " +
                                 counted(facts.figures.tasks, "task", "tasks") +
                                 " waited for a free connection, " + text(waits.total) +
                                 " in all; the longest wait was " + text(waits.longest.length) + ".";
    Finding finding = findingOf(facts, FindingKind::PoolWait, std::move(waits));
    finding.text = sentence;
    return finding;
}

} // namespace interleave::analysis
