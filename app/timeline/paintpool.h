// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace interleave::view {

/// Threads that paint parts of one picture at once. Where the system refuses some of them, or all, the others
/// do their part: the caller always takes one.
class PaintPool
{
public:
    /// @param threads beside the caller
    explicit PaintPool(unsigned threads);
    ~PaintPool();
    PaintPool(const PaintPool&) = delete;
    PaintPool& operator=(const PaintPool&) = delete;

    /// Paints parts 0 to count - 1, each once, in no order. Returns when all are painted. One caller at a
    /// time.
    void paint(std::size_t count, const std::function<void(std::size_t)>& part);

private:
    void help(const std::stop_token& stop);
    void takeParts(std::unique_lock<std::mutex>& guard);

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    const std::function<void(std::size_t)>* m_part = nullptr; // null: there is nothing to paint
    std::size_t m_next = 0, m_count = 0, m_painting = 0;
    std::vector<std::jthread> m_threads; // last: joined before the rest goes
};

} // namespace interleave::view
