// SPDX-License-Identifier: GPL-3.0-or-later
// A task that kept others of its worker from going on.
#include "core/analysis/findingrules.h"
#include "core/analysis/findingwords.h"
#include "core/trace/durationtext.h"

#include <algorithm>
#include <set>

namespace interleave::analysis {

namespace {

constexpr Duration longHold = std::chrono::milliseconds(20); // in a run of any length
constexpr double largeShare = 0.05;  // of the run; what is longer than longHold counts as much at least
constexpr std::size_t mostTried = 8; // per worker: of the longest, one had others Ready, or none did

struct Place // of a span
{
    Span span;
    std::uint32_t index = 0;
};

/// A worker executed one task from here to there; pre-emptions are inside.
struct Hold
{
    TaskId task;
    Instant from, to;
    std::vector<std::uint32_t> spans;
    Duration length() const { return to - from; }
};

/// The spans of every worker, by start.
std::vector<std::vector<Place>> byWorker(const Trace& trace)
{
    std::vector<std::vector<Place>> workers(trace.workers.size());
    for (auto at = trace.spans.begin(); at != trace.spans.end(); ++at)
        if (const Span span = *at; span.worker.value < workers.size())
            workers[span.worker.value].push_back({span, at.index()});
    for (auto& places : workers)
        std::ranges::stable_sort(places, {}, [](const Place& place) { return place.span.start; });
    return workers;
}

std::vector<Hold> holdsOf(const std::vector<Place>& places)
{
    std::vector<Hold> holds;
    Instant preemptedUntil{}; // of the task of the last hold
    for (const auto& [span, index] : places) {
        Hold* const last = holds.empty() ? nullptr : &holds.back();
        if (span.state == State::Running) {
            const bool goesOn =
                last && last->task == span.task && (span.start == last->to || span.start == preemptedUntil);
            if (!goesOn)
                holds.push_back({.task = span.task, .from = span.start, .to = span.start, .spans = {}});
            holds.back().to = span.end();
            holds.back().spans.push_back(index);
        } else if (last && span.task == last->task && span.state == State::Ready && span.start == last->to) {
            preemptedUntil = span.end();
        }
    }
    std::erase_if(holds, [](const Hold& hold) { return !hold.task.valid(); }); // the worker's own work
    return holds;
}

/// Other tasks that were Ready at its end: nobody else could execute meanwhile, so they had been since they
/// became so.
std::vector<TaskId> readyDuring(const Hold& hold, const std::vector<Place>& places)
{
    std::set<TaskId> ready;
    for (const auto& [span, index] : places)
        if (span.state == State::Ready && span.task.valid() && span.task != hold.task &&
            span.start < hold.to && span.end() >= hold.to)
            ready.insert(span.task);
    return {ready.begin(), ready.end()};
}

Finding findingOf(const Facts& facts, const Hold& hold, const std::vector<TaskId>& ready)
{
    Finding finding{.kind = FindingKind::HeldLoop,
                    .importance = std::clamp(facts.shareOfRun(hold.length()), largeShare, 1.0),
                    .from = hold.from,
                    .to = hold.to,
                    .tasks = {hold.task},
                    .workers = {facts.trace[hold.task].worker},
                    .spans = hold.spans};
    for (const TaskId task : ready)
        if (finding.tasks.size() < mostTold)
            finding.tasks.push_back(task);
    finding.spans.resize(std::min(finding.spans.size(), mostTold));
    // What a busy loop had not yet heard of is Waiting or Unknown where the kernel's stamps are missing.
    const bool allKnown =
        facts.trace.info.sources.receiveStamps && facts.time(State::Unknown) == Duration::zero();
    finding.text = capital(nameOf(facts.trace, hold.task)) + " held the event loop for " +
                   text(hold.length()) + " while " + (allKnown ? "" : "at least ") +
                   counted(ready.size(), "task was", "tasks were") + " ready.";
    return finding;
}

} // namespace

std::optional<Finding> heldLoop(const Facts& facts)
{
    if (!facts.ours || facts.trace.info.inFlight < 2)
        return std::nullopt;
    std::optional<Finding> found;
    for (const std::vector<Place>& places : byWorker(facts.trace)) {
        std::vector<Hold> holds = holdsOf(places);
        std::ranges::stable_sort(holds, std::ranges::greater(), &Hold::length);
        holds.resize(std::min(holds.size(), mostTried));
        for (const Hold& hold : holds) {
            const bool counts = hold.length() >= longHold || facts.shareOfRun(hold.length()) >= largeShare;
            const std::vector<TaskId> ready = counts ? readyDuring(hold, places) : std::vector<TaskId>();
            if (ready.empty())
                continue;
            if (Finding finding = findingOf(facts, hold, ready);
                !found || finding.to - finding.from > found->to - found->from)
                found = std::move(finding);
            break;
        }
    }
    return found;
}

} // namespace interleave::analysis
