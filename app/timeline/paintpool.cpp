// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/paintpool.h"

#include <system_error>

namespace interleave::view {

PaintPool::PaintPool(unsigned threads)
{
    m_threads.reserve(threads);
    try {
        for (unsigned k = 0; k < threads; ++k)
            m_threads.emplace_back([this](const std::stop_token& stop) { help(stop); });
    } catch (const std::system_error&) { // no more of them
    }
}

PaintPool::~PaintPool() = default;

void PaintPool::paint(std::size_t count, const std::function<void(std::size_t)>& part)
{
    std::unique_lock guard(m_mutex);
    m_part = &part;
    m_next = 0;
    m_count = count;
    m_changed.notify_all();
    takeParts(guard);
    m_changed.wait(guard, [this] { return m_painting == 0; });
    m_part = nullptr;
}

void PaintPool::help(const std::stop_token& stop)
{
    std::unique_lock guard(m_mutex);
    while (m_changed.wait(guard, stop, [this] { return m_part && m_next < m_count; }))
        takeParts(guard);
}

void PaintPool::takeParts(std::unique_lock<std::mutex>& guard)
{
    while (m_next < m_count) {
        const std::size_t mine = m_next++;
        ++m_painting;
        guard.unlock();
        (*m_part)(mine);
        guard.lock();
        --m_painting;
    }
    m_changed.notify_all();
}

} // namespace interleave::view
