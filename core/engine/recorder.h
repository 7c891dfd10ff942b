// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/eventbuffer.h"
#include "core/observe/scheduling.h"
#include "core/observe/switchrecords.h"
#include "core/trace/event.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace interleave::engine {

/// A computation calls its checkpoint about this often.
inline constexpr Duration sliceLength = std::chrono::microseconds(100);
/// Without switch records a gap between two checkpoints longer than this is asked for run delay; shorter
/// pre-emptions are not seen.
inline constexpr Duration gapThreshold = std::chrono::microseconds(150);

/// What a Recorder writes down.
enum class Told : std::uint8_t { All, Outcomes };

/// Writes the events of one worker: what the engine says, and between that what the kernel did with the
/// thread. That is read off its switch records where they are to be had; where not, the run delay counter is
/// asked around waits and in gaps. What the worker executes without a task running is its own work (phase
/// Dispatch). Lives on the worker's thread. Stamps of one recorder never decrease, but for those of TaskReady
/// and LockWanted.
class Recorder
{
public:
    /// @param ringSharers of SwitchRecords, or 0: do without switch records
    Recorder(WorkerId worker, EventBuffer& events, std::size_t ringSharers, Told told);

    /// The worker's first and last instant.
    void workerStarted(Stamp at);
    void workerStopped(Stamp at);
    void taken(TaskId task, SlotId slot);
    void started(TaskId task);
    /// The task goes on: Running, with the phase that it is in.
    void resumed(TaskId task, Phase phase);
    /// @return the instant
    Stamp suspended(TaskId task, Phase phase, unsigned attempt);
    void phase(TaskId task, Phase phase, unsigned attempt);
    /// The task's wait was over at this instant; one that is yet to come is now.
    /// @param flags Stamped or none
    void ready(TaskId task, Stamp at, EventFlags flags = NoFlags);
    /// The task's wait is over, at some time since the worker last looked at its events before this turn.
    /// @param since when the wait began
    /// @param latest it was over then, by the kernel's stamp; empty: when the worker began to look at its
    /// events
    void readyBy(TaskId task, Stamp since, std::optional<Stamp> latest);
    void stopped(TaskId task, Outcome outcome);
    /// The running task suspends: it wants a lock of the tasks that another one holds.
    void blocked(TaskId task, TaskId holder);
    /// The interpreter lock. @param since when the worker began to want it
    void lockWanted(TaskId task, TaskId holder, Stamp since);
    void lockTaken(TaskId task);
    /// @return the stamp of the release
    Stamp lockReleased(TaskId task);

    /// Between two slices of the running task: draws a pre-emption or a migration since the last call.
    void checkpoint();

    /// The worker is about to look at its events without waiting for them.
    void beginPoll();
    /// The worker is about to leave the processor by its own act.
    void beginWait();
    /// The same, for a wait that began with the end of what the running task has been accounted for: what has
    /// kept the worker off the processor since counts.
    void beginWaitAt(Stamp since);
    /// What has kept the worker off the processor up to here is drawn already.
    void forgetDelay()
    {
        if (!hasSwitchRecords())
            delaySinceLastRead();
    }
    /// The worker runs again, or still does.
    /// @return the instant from which it could have run: now, or earlier by the run delay if it has just been
    /// woken
    Stamp activity();

    /// Whether the kernel's records tell of this thread's switches.
    bool hasSwitchRecords() const { return m_records && m_records->available(); }
    /// How far an inferred instant may be from the true one so far: the gaps that pre-emptions were placed
    /// in, less the pre-emptions themselves. Without records at least what passes unseen; with them nothing,
    /// unless some were lost.
    Duration resolution() const { return m_resolution; }

private:
    /// A record and, where the worker came back, for how long it was away.
    struct Drawn
    {
        observe::SwitchRecord record;
        Duration away{};
        Duration woken{};      // of it, when it could have run
        bool returned = false; // from an absence by its own act
    };

    void emit(EventKind kind, Stamp at, TaskId task = {}, std::uint32_t value = 0, Phase phase = Phase::None,
              std::uint8_t flags = NoFlags, Outcome outcome = Outcome::None);
    void push(EventKind kind, Stamp at, TaskId task, std::uint32_t value, Phase phase, std::uint8_t flags,
              Outcome outcome);
    bool executing() const { return m_running.valid() || m_dispatching; }
    void confirmFromHere();
    void beginDispatch(Stamp at);
    void endDispatch();
    void takeUp(TaskId task);
    void drawRecords(Stamp until);
    void shareOutDelay();
    void draw(const Drawn& drawn);
    void settle();
    void settleGap(Stamp before);
    void drawSwitch(Stamp out, Duration length, std::uint8_t flags);
    Stamp wokenAt();
    Duration unexplained(Duration ran);
    Duration delaySinceLastRead();

    WorkerId m_worker;
    EventBuffer& m_events;
    const Told m_told;
    std::optional<observe::SwitchRecords> m_records;
    observe::RunDelay m_delay;
    Duration m_lastDelay{};
    Stamp m_checked{}; // what it executes is accounted for up to here
    Stamp m_waitBegan{};
    Stamp m_polled{};    // when it began to look at its events
    Stamp m_wokenLast{}; // in the turn before: what comes later has not been seen in that
    Stamp m_woken{};     // in this turn; m_polled: it did not have to wait
    Duration m_resolution = gapThreshold;
    ProcessorId m_processor;
    bool m_waiting = false;
    bool m_dispatching = false;   // it executes what belongs to no task
    std::uint32_t m_inFlight = 0; // tasks
    bool m_wantsLock = false;     // the interpreter lock
    TaskId m_running;             // Running on this worker, accounted for up to m_checked; invalid: none

    // Of the records.
    Stamp m_in{};  // the last time it came onto a processor
    Stamp m_out{}; // the last time it left one
    bool m_outPreempted = false;
    Stamp m_drawn{};        // up to here they have been read
    Stamp m_wokenAt{};      // before m_in, when it could have come onto one
    Duration m_preempted{}; // since the run delay was last read
    std::vector<Drawn> m_batch;

    // Without them: of the running task since it was started or taken up with, how much of it the thread CPU
    // clock can confirm.
    Duration m_drawnRunning{};
    Duration m_cpuAtStart{};
};

} // namespace interleave::engine
