// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/eventbuffer.h"
#include "core/observe/scheduling.h"
#include "core/trace/event.h"

#include <chrono>

namespace interleave::engine {

/// A computation calls its checkpoint about this often.
inline constexpr Duration sliceLength = std::chrono::microseconds(100);
/// A gap between two checkpoints longer than this is asked for run delay; shorter pre-emptions are not seen.
inline constexpr Duration gapThreshold = std::chrono::microseconds(150);
/// Writes the events of one worker and asks the kernel, around waits and in gaps, how long the worker could
/// have run but did not. Lives on the worker's thread. Stamps of one recorder never decrease.
class Recorder
{
public:
    Recorder(WorkerId worker, EventBuffer& events);

    void workerStarted();
    void workerStopped();
    void taken(TaskId task, SlotId slot);
    void started(TaskId task);
    /// The task goes on: Running, with the phase that it is in.
    void resumed(TaskId task, Phase phase);
    void suspended(TaskId task, Phase phase, unsigned attempt);
    void phase(TaskId task, Phase phase, unsigned attempt);
    void ready(TaskId task, Stamp at);
    void stopped(TaskId task, Outcome outcome);
    /// @param since when the worker began to want it
    void lockWanted(TaskId task, TaskId holder, Stamp since);
    void lockTaken(TaskId task);
    /// @return the stamp of the release
    Stamp lockReleased(TaskId task);

    /// Between two slices of the running task: draws a pre-emption or a migration since the last call.
    void checkpoint();

    /// The worker is about to leave the processor by its own act.
    void beginWait();
    /// The same, for a wait that began with the end of what the running task has been accounted for: what has
    /// kept the worker off the processor since counts.
    void beginWaitAt(Stamp since);
    /// What has kept the worker off the processor up to here is drawn already.
    void forgetDelay() { delaySinceLastRead(); }
    /// The worker runs again, or still does.
    /// @return the instant from which it could have run: now, or earlier by the run delay if it has just been
    /// woken
    Stamp activity();

    /// How far an inferred instant may be from the true one so far: the gaps that pre-emptions were placed
    /// in, less the pre-emptions themselves. At least what passes unseen.
    Duration resolution() const { return m_resolution; }

private:
    void emit(EventKind kind, Stamp at, TaskId task = {}, std::uint32_t value = 0, Phase phase = Phase::None,
              std::uint8_t flags = NoFlags, Outcome outcome = Outcome::None);
    void settle();
    void drawSwitch(Stamp out, Duration length, std::uint8_t flags);
    Duration unexplained(Duration ran);
    Duration delaySinceLastRead();

    WorkerId m_worker;
    EventBuffer& m_events;
    observe::RunDelay m_delay;
    Duration m_lastDelay{};
    Stamp m_checked{}; // the running task is accounted for up to here
    Stamp m_waitBegan{};
    Duration m_resolution = gapThreshold;
    ProcessorId m_processor;
    bool m_waiting = false;
    TaskId m_running; // Running on this worker, accounted for up to m_checked; invalid: none
    // Of the running task since it was started or taken up with: how much of it the thread CPU clock can
    // confirm.
    Duration m_drawnRunning{};
    Duration m_cpuAtStart{};
};

} // namespace interleave::engine
