// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/event.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace interleave {

/// What an event is too small to carry: told once, when a task has ended.
struct TaskReport
{
    TaskId task;
    std::uint64_t bytes = 0;
    std::uint32_t attempts = 0;
    std::string reason; ///< why it failed; empty unless Failed
    std::string log;    ///< the line that the workload prints for it; empty: none
    std::uint32_t untaken = 0;
};

/// Turns the events of one run into its Trace, as they arrive. Events of one worker must come in the order in
/// which they happened (their stamps never decrease, TaskReady and inferred switches included); events of
/// different workers in any order. Not thread-safe: one thread owns it.
///
/// Nothing that an event says can break it: a stamp earlier than what its worker or task already did is moved
/// up to that; a TaskReady, which the stamp of another clock may be of, moves nothing, and where it is later
/// than what its task did next the end of the wait is Unknown; a span without length is left out, an event
/// about an unknown task or worker, about a task that is not in progress or that another worker has, a second
/// start or outcome, and an unknown kind are ignored and counted (RunInfo::ignoredEvents); an unknown phase
/// is Phase::Unknown, an unknown or missing outcome is Failed.
class TraceBuilder
{
public:
    /// @param zero the stamp of the run's zero.
    TraceBuilder(RunInfo info, Stamp zero);

    /// Announces the next task; ids count up from 0. Its TaskPlanned event may come later.
    TaskId addTask(std::string label, std::string subject);
    /// Announces a worker or helper, or replaces what is known of it (its figures at the end). `started` and
    /// `stopped` of an already known worker are kept.
    void setWorker(WorkerId id, Worker worker);
    void setSources(const Sources& sources) { m_trace.info.sources = sources; }
    /// The stamp of the run's zero.
    Stamp zero() const { return m_zero; }
    /// The wall clock was set: by so much, noticed at `at`.
    void addClockStep(Stamp at, Duration by) { m_trace.info.clockSteps.push_back({instant(at), by}); }
    void setCancelled() { m_trace.info.cancelled = true; }

    void apply(const Event& event);
    void apply(const TaskReport& report);

    /// What is known so far; spans still open are not in it.
    const Trace& trace() const { return m_trace; }
    /// The spans still open, as if they ended at `now` (those that began later are left out).
    std::vector<Span> openSpans(Stamp now) const;

    /// Ends the run: what is open closes at `end`; a task taken and never stopped becomes Failed with a
    /// reason, its unsent tail Unknown; a task never taken becomes Cancelled if the run was, else Failed.
    Trace finish(Stamp end) &&;

private:
    struct OpenTask
    {
        Span span;       // what it is in now; length unused
        Instant ready{}; // where `told`: its wait is said to be over then
        State told{};    // and what it is from then on; State::Queued: nothing was said
        bool open = false;
        bool wantsLock = false;
    };
    struct OpenWorker
    {
        TaskId current;             // the task that is Running, or was when the worker was switched out
        Span own;                   // start-up or dispatch; length unused
        Instant last{};             // of its latest event
        Phase before = Phase::None; // of what was Running when the worker was switched out
        bool ownOpen = false;
        bool switchedOut = false; // while something was Running
    };

    void ignore(const Event& event);
    void ignore(std::string_view kind);
    void applyTask(const Event& event, OpenTask& task, Instant at);
    void applyTaken(const Event& event, OpenTask& task, Instant at);
    void applyOwnWork(const Event& event, Instant at);
    void beginOwnWork(const Event& event, OpenWorker& worker, Instant at);
    void applyWorker(const Event& event, Instant at);
    void planned(const Event& event, Instant at);
    void taken(const Event& event, Instant at);
    void stopped(TaskId id, Outcome outcome, Instant at);
    void suspended(const Event& event, OpenTask& task, Instant at);
    void readyTold(const Event& event, OpenTask& task, Instant at);
    void settleReady(OpenTask& task, Instant by);
    void lockWanted(const Event& event, OpenTask& task, Instant at);
    void resumed(const Event& event, OpenTask& task, Instant at);
    void switchedOut(const Event& event, OpenWorker& worker, Instant at);
    void switchedIn(const Event& event, OpenWorker& worker, Instant at);
    void workerStarted(const Event& event, OpenWorker& worker, Instant at);
    void workerStopped(const Event& event, OpenWorker& worker, Instant at);

    Span* executing(OpenWorker& worker);
    void leave(TaskId id, const OpenTask& task);
    void closeOwn(OpenWorker& worker, Instant at);
    void change(Span& open, Span next, Instant at);
    void close(Span span, Instant end);
    void loseTail(OpenTask& task, Instant end);
    void stopUnfinished(TaskId id, Instant end);
    void cutOwnWork();
    void countRecorded();
    void countNotBegun();
    static Span in(Span span, State state, Phase phase, ProcessorId processor = {});
    Instant instant(Stamp stamp) const;
    bool knows(TaskId id) const { return id.value < m_tasks.size(); }
    bool knows(WorkerId id) const { return id.value < m_workers.size(); }

    Trace m_trace;
    Stamp m_zero;
    Instant m_latestEnd{}; // of all spans
    std::vector<OpenTask> m_tasks;
    std::vector<OpenWorker> m_workers;
};

} // namespace interleave
