// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/accounts.h"

#include "core/engine/recorder.h"

#include <algorithm>

namespace interleave::tests {

namespace {

using Intervals = std::vector<Interval>;

/// What a switch may cost of a worker's CPU clock without being in any Running span. A sanitizer makes every
/// lock and every system call dearer.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr double switchCost = 150e-6;
#else
constexpr double switchCost = 15e-6;
#endif
/// Between the kernel's stamp on what wakes a thread and the first that is known of its being on a processor:
/// the record of that, or without records the first event that its loop delivers. More where that processor
/// was idle.
double wakeUpCost(const Worker& worker) { return switchCost + (worker.switchRecords == true ? 5e-6 : 20e-6); }
/// Of a run delay: what the kernel counts between two readings of ours without a switch that it tells of.
constexpr double leastDelay = 150e-6;

Intervals merged(Intervals intervals)
{
    std::ranges::sort(intervals);
    Intervals whole;
    for (const auto& [start, end] : intervals) {
        if (!whole.empty() && start <= whole.back().second)
            whole.back().second = std::max(whole.back().second, end);
        else
            whole.emplace_back(start, end);
    }
    return whole;
}

double secondsOf(const Intervals& intervals)
{
    double sum = 0;
    for (const auto& [start, end] : intervals)
        sum += seconds(end - start);
    return sum;
}

/// @param a,b merged
Intervals inBoth(const Intervals& a, const Intervals& b)
{
    Intervals both;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        const Instant start = std::max(a[i].first, b[j].first);
        const Instant end = std::min(a[i].second, b[j].second);
        if (start < end)
            both.emplace_back(start, end);
        ++(a[i].second < b[j].second ? i : j);
    }
    return both;
}

Intervals spansOf(const Trace& trace, WorkerId worker, State state)
{
    Intervals intervals;
    for (std::size_t i = 0; i < trace.spans.size(); ++i) {
        const Span span = trace.spans[i];
        if (span.worker == worker && span.state == state)
            intervals.emplace_back(span.start, span.end());
    }
    return merged(std::move(intervals));
}

} // namespace

QString disagreement(const Trace& trace, double stolen)
{
    QString wrong;
    for (std::uint32_t i = 0; i < trace.workers.size(); ++i) {
        const Worker& worker = trace.workers[i];
        if (worker.role != WorkerRole::Executes)
            continue;
        const auto runningSpans = spansOf(trace, WorkerId(i), State::Running);
        const auto readySpans = spansOf(trace, WorkerId(i), State::Ready);
        const double switches = double(*worker.voluntarySwitches + *worker.involuntarySwitches);
        const double cpu = seconds(*worker.cpuClock);
        const double running = secondsOf(runningSpans);
        // While its worker executes something else a task is Ready too: no delay of the kernel's.
        const double ready = secondsOf(readySpans) - secondsOf(inBoth(readySpans, runningSpans));
        const double delay = seconds(*worker.runDelay);
        // What it does after the last task has stopped is not in the trace.
        const double after = std::max(0.0, seconds(*worker.stopped - trace.end));
        const double doubt = after + (stolen > 0 ? stolen + 0.02 : 0);
        const double placed = leastDelay + wakeUpCost(worker) * double(*worker.voluntarySwitches);
        // Without records a pre-emption shorter than the engine asks about passes unseen.
        const double unseen = worker.switchRecords == true
                                  ? 0
                                  : seconds(engine::gapThreshold) * double(*worker.involuntarySwitches);
        const QString figures = QString::asprintf(
            "%s %s: Running %.3f ms, CPU clock %.3f ms, %.0f switches; Ready %.3f ms, run delay %.3f ms",
            trace.info.modelId.c_str(), worker.name.c_str(), running * 1e3, cpu * 1e3, switches, ready * 1e3,
            delay * 1e3);
        qInfo("%s", qPrintable(figures));
        // Without records nobody tells what it executes between coming onto a processor and the first event
        // that its loop delivers, nor when it wakes in a queue for the interpreter lock to ask for it: more
        // on a busy machine.
        const double untold = worker.switchRecords == true ? 0 : 50e-6 * switches;
        const double apart = 0.01 * cpu + switchCost * switches + doubt;
        const bool runs = running - cpu <= apart && cpu - running <= apart + untold;
        const bool waits =
            ready <= 1.05 * delay + placed + doubt && ready >= 0.95 * delay - placed - unseen - doubt;
        if (!runs || !waits)
            wrong += figures + QLatin1String(runs ? " (Ready)\n" : " (Running)\n");
    }
    return wrong;
}

std::uint64_t switchesIn(const std::vector<Event>& events, WorkerId worker)
{
    std::uint64_t count = 0;
    for (const Event& event : events) {
        if (event.worker != worker)
            continue;
        if (event.kind == EventKind::WorkerStarted && event.phase == Phase::None)
            count = 0;
        count += event.kind == EventKind::SwitchedOut && !(event.flags & Inferred);
    }
    return count;
}

Match matchGaps(const Trace& trace, const std::map<TaskId, std::vector<Interval>>& gaps)
{
    Match match;
    double spanSeconds = 0;
    double common = 0;
    for (const auto& [task, seen] : gaps) {
        const Intervals gapsOfTask = merged(seen);
        Intervals off;
        for (std::size_t i = 0; i < trace.spans.size(); ++i) {
            const Span span = trace.spans[i];
            if (span.task == task && (span.state == State::Ready || span.state == State::Waiting) &&
                span.start >= *trace[task].started)
                off.emplace_back(span.start, span.end());
        }
        off = merged(std::move(off));
        match.gaps += gapsOfTask.size();
        match.gapSeconds += secondsOf(gapsOfTask);
        spanSeconds += secondsOf(off);
        common += secondsOf(inBoth(gapsOfTask, off));
    }
    match.gapsInSpans = match.gapSeconds > 0 ? common / match.gapSeconds : 0;
    match.spansInGaps = spanSeconds > 0 ? common / spanSeconds : 0;
    return match;
}

} // namespace interleave::tests
