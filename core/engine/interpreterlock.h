// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/id.h"
#include "core/trace/time.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace interleave::engine {

/// CPython's global interpreter lock, by its protocol (Python/ceval_gil.h): one holder; a waiter that has
/// waited the switch interval without any switch asks for one; the holder gives way at its next checkpoint
/// and waits until somebody else has taken the lock.
class InterpreterLock
{
public:
    /// @param switchInterval CPython's default is 5 ms
    explicit InterpreterLock(Duration switchInterval) : m_interval(switchInterval) {}

    /// Takes the lock if nobody holds it.
    bool tryAcquire(TaskId task);
    /// Waits for the lock.
    void acquire(TaskId task);
    /// Gives the lock back; if a switch was requested, returns only when another has taken it.
    void release();
    /// The holder goes on with another task. @pre the caller holds the lock
    void passTo(TaskId task) { m_holder.store(task.value, std::memory_order_relaxed); }
    /// A waiter asked for the lock: the holder should release() and acquire() again at its next checkpoint.
    bool switchRequested() const { return m_requested.load(std::memory_order_relaxed); }
    /// The task that the holder executes; invalid when nobody holds it. May be outdated at once.
    TaskId holder() const { return TaskId(m_holder.load(std::memory_order_relaxed)); }

private:
    void take(TaskId task);

    const Duration m_interval;
    std::mutex m_mutex;
    std::condition_variable m_free;
    std::condition_variable m_switched;
    std::atomic<bool> m_requested{false};
    std::atomic<std::uint32_t> m_holder{TaskId::none};
    bool m_held = false;          // under m_mutex
    std::uint64_t m_switches = 0; // under m_mutex: how often it was taken
};

} // namespace interleave::engine
