// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/invariants.h"

#include "core/trace/totalduration.h"
#include "core/trace/workers.h"

#include <algorithm>
#include <map>
#include <optional>

namespace interleave {

namespace {

std::string text(Instant at) { return std::to_string(at.time_since_epoch().count()) + " ns"; }

template <class Tag>
std::string text(Id<Tag> id)
{
    return id.valid() ? std::to_string(id.value) : "none";
}

std::string text(const Span& span)
{
    return std::string(name(span.state)) + " of task " + text(span.task) + " on worker " + text(span.worker) +
           " from " + text(span.start) + " to " + text(span.end());
}

/// One pass over one trace; each check is one invariant.
class Check
{
public:
    Check(const Trace& trace, std::size_t most) : m_trace(trace), m_most(most) {}

    void idsExist();
    void spansInsideRun();
    void sortSpans();
    void oneStatePerTaskAndInstant();
    void oneStartOneOutcome();
    void outcomesAddUp();
    void workerRunsOneTask();
    void processorRunsOneTask();
    void runningFitsProcessors();
    void slotHoldsOneTask();
    void eventsFit();
    void begunAddUp();

    std::vector<Violation> violations;

private:
    struct Tenure // of a slot by one task
    {
        Instant start, end;
        TaskId task;
    };
    using Spans = std::vector<Span>;

    void report(Invariant invariant, std::string where);
    void followTask(TaskId id, const Spans& spans);
    bool exists(TaskId id) const { return id.value < m_trace.tasks.size(); }
    bool exists(WorkerId id) const { return id.value < m_trace.workers.size(); }
    template <class Tolerance, class Key>
    void disjoint(Invariant invariant, Tolerance tolerance, Key key);
    Duration resolution(const Span& span) const;
    Duration unseen(const Worker& worker, Duration resolution, Duration running, std::uint64_t spans) const;

    const Trace& m_trace;
    std::size_t m_most;
    Spans m_spans; // by start
};

void Check::report(Invariant invariant, std::string where)
{
    if (violations.size() < m_most)
        violations.push_back({invariant, std::move(where)});
}

void Check::sortSpans()
{
    m_spans.reserve(m_trace.spans.size());
    for (const Span span : m_trace.spans)
        m_spans.push_back(span);
    std::ranges::stable_sort(m_spans, {}, &Span::start);
}

void Check::idsExist()
{
    const auto wrong = [](auto id, bool known) { return id.valid() && !known; };
    for (const Span span : m_trace.spans) {
        if (wrong(span.task, exists(span.task)) || wrong(span.worker, exists(span.worker)) ||
            wrong(span.by, exists(span.by)))
            report(Invariant::IdsExist, text(span) + ", by task " + text(span.by));
    }
}

void Check::spansInsideRun()
{
    for (const Span span : m_trace.spans) {
        const bool outside = span.worker.valid() && (span.start < Instant{} || span.end() > m_trace.end);
        if (outside || span.length <= Duration::zero())
            report(Invariant::SpansInsideRun, text(span) + "; the run ends at " + text(m_trace.end));
    }
}

void Check::oneStatePerTaskAndInstant()
{
    std::vector<Spans> perTask(m_trace.tasks.size());
    for (const Span& span : m_spans)
        if (exists(span.task))
            perTask[span.task.value].push_back(span);
    for (std::uint32_t task = 0; task < perTask.size(); ++task)
        followTask(TaskId(task), perTask[task]);
}

/// @param spans of the task, by start
void Check::followTask(TaskId id, const Spans& spans)
{
    const Task& task = m_trace[id];
    const auto queuedEnd = task.taken ? task.taken : task.stopped;
    std::optional<Instant> at = task.taken;
    for (const Span& span : spans) {
        const bool queued = span.state == State::Queued;
        if (queued ? (queuedEnd && span.end() > *queuedEnd) : (!at || span.start != *at)) {
            const std::string expected = queued ? queuedEnd ? " it was queued until " + text(*queuedEnd) : ""
                                         : at   ? " its state before ended at " + text(*at)
                                                : " it was never taken";
            return report(Invariant::OneStatePerTaskAndInstant, text(span) + ";" + expected);
        }
        if (!queued)
            at = span.end();
    }
    if (at && task.stopped && *at != *task.stopped)
        report(Invariant::OneStatePerTaskAndInstant, "task " + text(id) + " has a state until " + text(*at) +
                                                         ", and stopped at " + text(*task.stopped));
}

void Check::oneStartOneOutcome()
{
    for (std::uint32_t i = 0; i < m_trace.tasks.size(); ++i) {
        const Task& task = m_trace.tasks[i];
        const std::string which = "task " + std::to_string(i);
        const auto complain = [&](std::string_view what) {
            report(Invariant::OneStartOneOutcome, which + std::string(what));
        };
        if (task.taken && (!task.stopped || task.outcome == Outcome::None))
            complain(" was taken at " + text(*task.taken) + " and has no outcome");
        if (task.outcome == Outcome::Finished && !(task.taken && task.started))
            complain(" is Finished and has no start");
        if (task.started && !task.taken)
            complain(" was started at " + text(*task.started) + " and not taken");
        if (task.started && task.taken && *task.started < *task.taken)
            complain(" was started at " + text(*task.started) + ", before it was taken at " +
                     text(*task.taken));
        if (const auto begin = task.started ? task.started : task.taken;
            begin && task.stopped && *task.stopped < *begin)
            complain(" stopped at " + text(*task.stopped) + ", before its start at " + text(*begin));
    }
}

void Check::outcomesAddUp()
{
    const auto ended = std::ranges::count_if(
        m_trace.tasks, [](Outcome outcome) { return outcome != Outcome::None; }, &Task::outcome);
    if (static_cast<std::size_t>(ended) != m_trace.tasks.size())
        report(Invariant::OutcomesAddUp, std::to_string(ended) + " outcomes for " +
                                             std::to_string(m_trace.tasks.size()) + " tasks planned");
}

/// Running spans with the same key do not overlap by more than the tolerance.
/// @param tolerance of two spans
/// @param key of a span; an invalid one is not looked at
template <class Tolerance, class Key>
void Check::disjoint(Invariant invariant, Tolerance tolerance, Key key)
{
    std::map<decltype(key(Span())), Span> latest; // per key, the span that ends last
    for (const Span& span : m_spans) {
        const auto id = key(span);
        if (span.state != State::Running || !id.valid())
            continue;
        const auto [entry, first] = latest.try_emplace(id, span);
        if (first)
            continue;
        // A pre-emption shorter than the resolution is not seen: its span lies inside the one that it
        // interrupted.
        if (std::min(span.end(), entry->second.end()) - span.start > tolerance(span, entry->second))
            report(invariant, text(span) + " overlaps " + text(entry->second) + " on " + text(id));
        if (span.end() > entry->second.end())
            entry->second = span;
    }
}

void Check::workerRunsOneTask()
{
    disjoint(
        Invariant::WorkerRunsOneTask, [](const Span&, const Span&) { return Duration::zero(); },
        [](const Span& span) { return span.worker; });
}

void Check::processorRunsOneTask()
{
    // Two boundaries meet: the end of the one and the start of the other.
    disjoint(
        Invariant::ProcessorRunsOneTask,
        [this](const Span& one, const Span& other) { return total(resolution(one), resolution(other)); },
        [](const Span& span) { return span.processor; });
}

/// How far its boundaries may be from the true ones: of a worker whose switches were recorded they are these.
Duration Check::resolution(const Span& span) const
{
    if (!exists(span.worker))
        return m_trace.info.resolution;
    const Worker& worker = m_trace[span.worker];
    if (worker.resolution)
        return *worker.resolution;
    return worker.switchRecords == true ? Duration::zero() : m_trace.info.resolution;
}

/// How much longer than it was it may be drawn Running: each time that it was pre-empted, and once more where
/// it began and ended.
/// @param running of the worker
/// @param spans how many those are
Duration Check::unseen(const Worker& worker, Duration resolution, Duration running, std::uint64_t spans) const
{
    const Duration each = total(2, resolution);
    if (worker.involuntarySwitches)
        return total(total(*worker.involuntarySwitches, each), each);
    return std::min(total(spans, each), running / 2); // it was killed, or the system does not count them
}

void Check::runningFitsProcessors()
{
    struct Of
    {
        Duration running{}, resolution{};
        std::uint64_t spans = 0;
    };
    std::map<WorkerId, Of> workers;
    Duration running{};
    for (const Span& span : m_spans) {
        const bool helper = exists(span.worker) && m_trace[span.worker].role == WorkerRole::Helper;
        if (span.state != State::Running || helper)
            continue;
        addTo(running, span.length);
        Of& of = workers[span.worker];
        addTo(of.running, span.length);
        of.resolution = resolution(span);
        ++of.spans;
    }
    const std::size_t processors = m_trace.info.processors.size();
    Duration available = total(processors, m_trace.makespan());
    for (const auto& [id, of] : workers)
        addTo(available, unseen(exists(id) ? m_trace[id] : Worker(), of.resolution, of.running, of.spans));
    if (processors > 0 && running > available)
        report(Invariant::RunningFitsProcessors, std::to_string(running.count()) + " ns Running in " +
                                                     std::to_string(m_trace.makespan().count()) + " ns on " +
                                                     std::to_string(processors) + " processors");
}

void Check::eventsFit()
{
    for (const auto& [kind, count] : m_trace.info.ignoredEvents)
        report(Invariant::EventsFit, std::to_string(count) + (count == 1 ? " event " : " events ") + kind +
                                         " told something impossible");
}

void Check::slotHoldsOneTask()
{
    std::map<std::pair<WorkerId, SlotId>, std::map<TaskId, Tenure>> slots;
    for (const Span& span : m_spans) {
        if (!span.worker.valid() || !span.slot.valid() || !span.task.valid())
            continue;
        auto [entry, first] =
            slots[{span.worker, span.slot}].try_emplace(span.task, Tenure{span.start, span.end(), span.task});
        entry->second.end = std::max(entry->second.end, span.end());
    }
    for (const auto& [slot, tasks] : slots) {
        std::vector<Tenure> tenures;
        for (const auto& [task, tenure] : tasks)
            tenures.push_back(tenure);
        std::ranges::sort(tenures, {}, &Tenure::start);
        for (std::size_t i = 1; i < tenures.size(); ++i)
            if (tenures[i].start < tenures[i - 1].end)
                report(Invariant::SlotHoldsOneTask,
                       "slot " + text(slot.second) + " of worker " + text(slot.first) + " holds task " +
                           text(tenures[i - 1].task) + " until " + text(tenures[i - 1].end) + " and task " +
                           text(tenures[i].task) + " from " + text(tenures[i].start));
    }
}

void Check::begunAddUp()
{
    for (std::uint32_t i = 0; i < m_trace.workers.size(); ++i) {
        const Worker& worker = m_trace.workers[i];
        if (worker.role == WorkerRole::Executes && worker.started.has_value() != worker.notBegun.empty())
            report(Invariant::BegunAddUp,
                   "worker " + std::to_string(i) +
                       (worker.started
                            ? " began at " + text(*worker.started) + ", and did not: " + worker.notBegun
                            : std::string(" never began, and does not say why")));
    }
    for (const Span& span : m_spans)
        if (exists(span.worker) && !m_trace[span.worker].notBegun.empty() && span.phase != Phase::StartUp)
            report(Invariant::BegunAddUp, text(span) + ", which never began");
    if (const auto lacking = notBegun(m_trace.workers).count; lacking != m_trace.info.workersNotBegun)
        report(Invariant::BegunAddUp, std::to_string(lacking) + " places where no worker began, " +
                                          std::to_string(m_trace.info.workersNotBegun) + " told");
}

} // namespace

std::string_view name(Invariant invariant)
{
    switch (invariant) {
    case Invariant::OneStatePerTaskAndInstant:
        return "OneStatePerTaskAndInstant";
    case Invariant::OneStartOneOutcome:
        return "OneStartOneOutcome";
    case Invariant::OutcomesAddUp:
        return "OutcomesAddUp";
    case Invariant::WorkerRunsOneTask:
        return "WorkerRunsOneTask";
    case Invariant::ProcessorRunsOneTask:
        return "ProcessorRunsOneTask";
    case Invariant::RunningFitsProcessors:
        return "RunningFitsProcessors";
    case Invariant::SpansInsideRun:
        return "SpansInsideRun";
    case Invariant::IdsExist:
        return "IdsExist";
    case Invariant::SlotHoldsOneTask:
        return "SlotHoldsOneTask";
    case Invariant::EventsFit:
        return "EventsFit";
    case Invariant::BegunAddUp:
        return "BegunAddUp";
    }
    return {};
}

std::vector<Violation> checkInvariants(const Trace& trace, std::size_t most)
{
    Check check(trace, most);
    check.idsExist();
    check.spansInsideRun();
    if (trace.info.origin == Origin::File)
        return check.violations;
    check.sortSpans();
    check.oneStatePerTaskAndInstant();
    check.oneStartOneOutcome();
    check.outcomesAddUp();
    check.workerRunsOneTask();
    check.processorRunsOneTask();
    check.runningFitsProcessors();
    check.slotHoldsOneTask();
    check.eventsFit();
    check.begunAddUp();
    return std::move(check.violations);
}

} // namespace interleave
