// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/taskcontext.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace interleave::engine {

/// The locks that the tasks of one run share in one process (a lock of a process worker is that process's
/// own, as in multiprocessing). A task that wants a lock which another holds suspends: its worker goes on
/// with other tasks, and the interpreter lock, if there is one, is given back. First come, first served,
/// across all worker threads; whoever gives a lock back hands it to the first who waits.
///
/// A task whose wait would close a circle of tasks that wait for each other is refused instead, and so is one
/// that wants what it holds: everybody else goes on. Thread-safe: one mutex guards all locks of the set.
class TaskLocks
{
public:
    /// @param names of the locks, which are numbered in this order
    /// @param taskName for sentences; any thread
    TaskLocks(std::vector<std::string> names, std::function<std::string(TaskId)> taskName);
    ~TaskLocks();
    TaskLocks(const TaskLocks&) = delete;
    TaskLocks& operator=(const TaskLocks&) = delete;

    /// A lock that is held: gives it back when it ends. Task's thread only; ends before the task and the
    /// locks.
    class Held
    {
    public:
        Held(Held&& other) noexcept : m_locks(other.m_locks), m_context(other.m_context), m_lock(other.m_lock)
        {
            other.m_locks = nullptr;
        }
        Held& operator=(Held&&) = delete;
        ~Held();

    private:
        friend class TaskLocks;
        Held(TaskLocks& locks, TaskContext& context, std::size_t lock)
            : m_locks(&locks), m_context(context), m_lock(lock)
        {
        }
        TaskLocks* m_locks; // null: moved from
        TaskContext& m_context;
        std::size_t m_lock;
    };

    /// How an acquisition ended: held; refused, with a sentence; or neither: the user has stopped the run.
    struct Acquisition
    {
        std::optional<Held> held;
        std::string refusal; ///< "deadlock: cook 1 holds A and wants B, cook 2 holds B and wants A"
    };
    /// Waits for a lock (state Blocked, phase Lock, by its holder at that time), then is Ready from the
    /// instant when it was handed over. @pre lock < number of names
    Co<Acquisition> acquire(TaskContext& context, std::size_t lock);

private:
    struct Private;
    class Waiting;
    std::unique_ptr<Private> d;
};

} // namespace interleave::engine
