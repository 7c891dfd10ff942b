// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/tasklocks.h"

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>
#include <utility>

namespace interleave::engine {

namespace {

/// A task in a lock's queue.
struct Waiter
{
    TaskId task;
    std::function<void()> wake; // any thread
};

struct Lock
{
    TaskId holder; // invalid: nobody
    std::deque<Waiter> waiters;
};

enum class Entered {
    Taken,
    Queued,
    Refused,
};

} // namespace

struct TaskLocks::Private
{
    std::vector<std::string> names;
    std::function<std::string(TaskId)> taskName;
    std::mutex mutex;
    std::vector<Lock> locks;               // under mutex
    std::map<TaskId, std::size_t> waitFor; // under mutex: which lock each waiting task wants

    Entered enter(TaskId task, std::size_t lock, TaskId& holder, std::function<void()> wake,
                  std::string& refusal);
    bool holds(TaskId task, std::size_t lock);
    void leave(TaskId task, std::size_t lock);
    std::string circle(TaskId task, std::size_t lock) const;
    std::string link(TaskId task, std::size_t held, std::size_t wanted) const;
};

/// Takes the lock if it is free, else queues up, unless that would never end.
/// @param holder set to who holds it, when Queued
Entered TaskLocks::Private::enter(TaskId task, std::size_t lock, TaskId& holder, std::function<void()> wake,
                                  std::string& refusal)
{
    const std::lock_guard guard(mutex);
    if (!locks[lock].holder.valid()) {
        locks[lock].holder = task;
        return Entered::Taken;
    }
    refusal = circle(task, lock);
    if (!refusal.empty())
        return Entered::Refused;
    holder = locks[lock].holder;
    locks[lock].waiters.push_back({task, std::move(wake)});
    waitFor.emplace(task, lock);
    return Entered::Queued;
}

bool TaskLocks::Private::holds(TaskId task, std::size_t lock)
{
    const std::lock_guard guard(mutex);
    return locks[lock].holder == task;
}

/// Gives the lock back and hands it to the first who waits; or, when the task does not hold it, leaves the
/// queue.
void TaskLocks::Private::leave(TaskId task, std::size_t lock)
{
    std::function<void()> wake;
    {
        const std::lock_guard guard(mutex);
        Lock& left = locks[lock];
        if (left.holder != task) {
            std::erase_if(left.waiters, [task](const Waiter& waiter) { return waiter.task == task; });
            waitFor.erase(task);
        } else if (left.waiters.empty()) {
            left.holder = {};
        } else {
            left.holder = left.waiters.front().task;
            wake = std::move(left.waiters.front().wake);
            left.waiters.pop_front();
            waitFor.erase(left.holder);
        }
    }
    if (wake)
        wake();
}

std::string TaskLocks::Private::link(TaskId task, std::size_t held, std::size_t wanted) const
{
    return taskName(task) + " holds " + names[held] + " and wants " + names[wanted];
}

/// What would wait for each other if the task waited for the lock: from its holder on to whom that one waits
/// for, and so on. A circle that others close among themselves cannot be: they would have been refused.
/// @return a sentence; empty when there is no circle
std::string TaskLocks::Private::circle(TaskId task, std::size_t lock) const
{
    if (locks[lock].holder == task)
        return taskName(task) + " holds " + names[lock] + " and wants it again: no task gets a lock twice";
    std::string others;
    std::size_t held = lock; // by the one that is looked at
    for (TaskId next = locks[lock].holder; next != task; next = locks[held].holder) {
        const auto wanted = waitFor.find(next);
        if (wanted == waitFor.end())
            return {};
        others += ", " + link(next, held, wanted->second);
        held = wanted->second;
    }
    return "deadlock: " + link(task, held, lock) + others;
}

TaskLocks::TaskLocks(std::vector<std::string> names, std::function<std::string(TaskId)> taskName)
    : d(new Private)
{
    d->locks.resize(names.size());
    d->names = std::move(names);
    d->taskName = std::move(taskName);
}

TaskLocks::~TaskLocks() = default;

TaskLocks::Held::~Held()
{
    if (!m_locks)
        return;
    m_context.lockReleased();
    m_locks->d->leave(m_context.task(), m_lock);
}

/// A place in the queue: left when the wait ends without the lock, whatever ends it.
class TaskLocks::Waiting
{
public:
    Waiting(Private& locks, TaskId task, std::size_t lock) : m_locks(locks), m_task(task), m_lock(lock) {}
    ~Waiting()
    {
        if (!m_over)
            m_locks.leave(m_task, m_lock);
    }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

    bool hasLock() const { return m_locks.holds(m_task, m_lock); }
    void over() { m_over = true; }

private:
    Private& m_locks;
    TaskId m_task;
    std::size_t m_lock;
    bool m_over = false;
};

Co<TaskLocks::Acquisition> TaskLocks::acquire(TaskContext& context, std::size_t lock)
{
    Wakeup wakeup(context);
    Acquisition result;
    TaskId holder;
    const Entered entered = d->enter(context.task(), lock, holder, wakeup.remote(), result.refusal);
    if (entered == Entered::Refused)
        co_return result;
    if (entered == Entered::Queued) {
        Waiting waiting(*d, context.task(), lock);
        const Phase before = context.m_phase;
        const unsigned attempt = context.m_attempt;
        while (!waiting.hasLock()) {
            const WaitResult woken = co_await wakeup.waitForLock(holder);
            if (woken == WaitResult::Cancelled)
                co_return result;
        }
        waiting.over();
        context.phase(before, attempt);
    }
    context.lockTaken();
    result.held.emplace(Held(*this, context, lock));
    co_return result;
}

} // namespace interleave::engine
