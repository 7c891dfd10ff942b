// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/coroutine.h"
#include "core/engine/wakeup.h"
#include "core/trace/event.h"

#include <optional>

class QObject;

namespace interleave::engine {

class Worker;

/// Who posts the calls (QEvent::MetaCall) that the event loop delivers to an object.
enum class Posts {
    Itself,       ///< while its own events were delivered: its task could have gone on since then
    OtherThreads, ///< nobody knows when: since the loop last looked at its events
};

/// A task's view of the worker that executes it: given to Workload::execute(), valid until that coroutine
/// ends. Worker's thread only.
class TaskContext
{
public:
    TaskContext(Worker& worker, TaskId task, SlotId slot) : m_worker(worker), m_task(task), m_slot(slot) {}
    TaskContext(const TaskContext&) = delete;
    TaskContext& operator=(const TaskContext&) = delete;

    TaskId task() const { return m_task; }
    SlotId slot() const { return m_slot; }

    /// True once the user has stopped the run.
    bool cancelled() const;

    /// To be called between slices (about 0.1 ms) of a computation: hands the interpreter lock over if asked,
    /// notices pre-emption and migration, and lets a process worker look at its input.
    /// @return false: stop now and return Outcome::Cancelled.
    [[nodiscard]] bool checkpoint();

    /// The reason of the present state changes: a task that waits goes from Connect to Tls, one that runs
    /// from Receive to Parse. May be called from signal handlers while the task is suspended.
    /// @param attempt 0 for the first try; each retry and each redirect counts one up
    void phase(Phase phase, unsigned attempt);
    /// The same, in the present attempt.
    void phase(Phase newPhase) { phase(newPhase, m_attempt); }

    /// Waits for a time, phase Sleep. Millisecond resolution, never early.
    Co<WaitResult> sleep(Duration duration);

    /// From now on events that the event loop delivers to `object` or its descendants are this task's
    /// computing (a TLS handshake, a read), until disown(). Must be disowned before the object dies or the
    /// task ends.
    void own(QObject& object, Posts posts = Posts::Itself);
    void disown(QObject& object);

private:
    friend class TaskLocks;
    void lockTaken();
    void lockReleased();

    friend class Wakeup;
    friend class Worker;
    Worker& m_worker;
    TaskId m_task;
    SlotId m_slot;
    Wakeup* m_waiting = nullptr; // what it is suspended on
    const Stamp m_began = stampNow();
    Stamp m_since{};            // its present wait
    std::optional<Stamp> m_due; // when the timer that it waits for expires
    Phase m_phase = Phase::Compute;
    unsigned m_attempt = 0;
    bool m_queued = false; // its wait is over, it is in the worker's queue of ready tasks
};

} // namespace interleave::engine
