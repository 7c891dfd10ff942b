// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/interpreterlock.h"

namespace interleave::engine {

void InterpreterLock::take(TaskId task)
{
    m_held = true;
    ++m_switches;
    m_requested.store(false, std::memory_order_relaxed);
    m_holder.store(task.value, std::memory_order_relaxed);
    m_switched.notify_all();
}

bool InterpreterLock::tryAcquire(TaskId task)
{
    const std::lock_guard guard(m_mutex);
    if (m_held)
        return false;
    take(task);
    return true;
}

void InterpreterLock::acquire(TaskId task)
{
    std::unique_lock guard(m_mutex);
    while (m_held) {
        const std::uint64_t before = m_switches;
        const bool timedOut = m_free.wait_for(guard, m_interval) == std::cv_status::timeout;
        if (timedOut && m_held && m_switches == before)
            m_requested.store(true, std::memory_order_relaxed);
    }
    take(task);
}

void InterpreterLock::release()
{
    std::unique_lock guard(m_mutex);
    const bool forced = m_requested.load(std::memory_order_relaxed);
    const std::uint64_t mine = m_switches;
    m_held = false;
    m_holder.store(TaskId::none, std::memory_order_relaxed);
    m_free.notify_one();
    // A request implies a waiter inside acquire(), which cannot leave without taking the lock.
    if (forced)
        m_switched.wait(guard, [&] { return m_switches != mine; });
}

} // namespace interleave::engine
