// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/inbox.h"
#include "core/engine/interpreterlock.h"
#include "core/engine/recorder.h"
#include "core/engine/tasksource.h"
#include "core/engine/workload.h"
#include "core/trace/tracebuilder.h"

#include <QEvent>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <queue>
#include <stop_token>
#include <unordered_map>
#include <vector>

namespace interleave::engine {

/// What a worker needs from the run around it; all outlive it.
struct WorkerSetup
{
    WorkerId id;
    std::uint32_t inFlight = 1;
    const Workload& workload;
    TaskSource& source;
    EventBuffer& events;
    InterpreterLock* lock = nullptr; ///< null: none
    std::size_t ringSharers = 0;     ///< of observe::SwitchRecords; 0: do without switch records
    bool records = true;             ///< false: only how tasks ended
    std::stop_token stop;
    std::function<void(TaskReport)> report; ///< when a task has ended; worker's thread
    std::function<void()> pulse;            ///< at checkpoints and in every turn of the loop; may be empty
};

/// Executes tasks on the thread that calls run(): an event loop that resumes task coroutines. Ready tasks go
/// first, in order; a new one is taken only when none is ready and a slot is free, and is executed at once.
/// With one task in flight it does what a blocking thread does.
class Worker
{
public:
    explicit Worker(WorkerSetup setup);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// @pre this thread has an event loop (eventloop.h).
    /// Until the source is exhausted, or the stop was requested and all tasks in flight have ended.
    /// @return the worker's figures: CPU clock, run delay, switches
    interleave::Worker run();

    /// The worker whose run() this thread is in, or null.
    static Worker* ofThisThread();

    /// The run was stopped: a socket's events are of no use any more, its task is about to end.
    bool stopping() const { return m_setup.stop.stop_requested(); }

    bool owns(const QObject& object) const { return ownerOf(&object).context != nullptr; }

    /// While it lives, what the event loop delivers to `receiver` counts as computing of the task that owns
    /// it.
    class Delivery
    {
    public:
        Delivery(Worker& worker, QObject& receiver, QEvent::Type type);
        ~Delivery();
        Delivery(const Delivery&) = delete;
        Delivery& operator=(const Delivery&) = delete;

    private:
        Worker& m_worker;
        TaskContext* m_context;
    };

private:
    friend class TaskContext;
    friend class Wakeup;

    struct InFlight
    {
        InFlight(Worker& worker, TaskId task, SlotId slot) : context(worker, task, slot) {}
        TaskContext context;
        std::optional<Co<TaskResult>> coroutine;
    };

    struct Owner
    {
        TaskContext* context = nullptr;
        Posts posts = Posts::Itself;
    };

    void loop();
    bool takeOne();
    void resumeReady();
    void resume(TaskContext& context);
    void afterRunning(TaskContext& context);
    void finish(TaskContext& context);
    void cancelWaiting();
    void processEvents(bool wait);
    void makeReady(TaskContext& context, std::optional<Stamp> at);
    void tellOver(const Owner& owner, QObject& receiver, QEvent::Type type);
    void acquireLock(TaskContext& context);
    void releaseLock();
    void handLockOver(TaskContext& context);
    bool checkpoint(TaskContext& context);
    Owner ownerOf(const QObject* object) const;

    WorkerSetup m_setup;
    Recorder m_recorder;
    std::shared_ptr<Inbox> m_inbox;
    std::unique_ptr<WorkerLocal> m_local;
    std::vector<std::unique_ptr<InFlight>> m_slots;
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> m_freeSlots;
    std::deque<TaskContext*> m_ready;
    std::unordered_map<const QObject*, Owner> m_owners;
    TaskContext* m_delivering = nullptr; // the task whose socket's event is being delivered
    std::uint32_t m_inFlight = 0;
    TaskId m_lockTask; // on whose behalf the lock is held
    bool m_holdsLock = false;
    bool m_cancelled = false;
};

} // namespace interleave::engine
