// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/event.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <vector>

namespace interleave::engine {

/// The events of one writer, on their way to one reader, in order, none lost. The writer never waits: it
/// fills chunks of 1024 events and publishes each event with one release store; the reader frees what it has
/// read.
class EventBuffer
{
public:
    EventBuffer() : m_write(new Chunk), m_read(m_write) {}
    ~EventBuffer();
    EventBuffer(const EventBuffer&) = delete;
    EventBuffer& operator=(const EventBuffer&) = delete;

    /// Writer's thread.
    void push(const Event& event)
    {
        const std::size_t used = m_write->used.load(std::memory_order_relaxed);
        if (used == Chunk::size) {
            grow(event);
            return;
        }
        m_write->events[used] = event;
        m_write->used.store(used + 1, std::memory_order_release);
    }
    /// Reader's thread: appends what has come since the last call.
    void drain(std::vector<Event>& events);

private:
    struct Chunk
    {
        static constexpr std::size_t size = 1024;
        std::array<Event, size> events;
        std::atomic<std::size_t> used{0};
        std::atomic<Chunk*> next{nullptr};
    };

    void grow(const Event& event);

    Chunk* m_write;          // writer's
    Chunk* m_read;           // reader's
    std::size_t m_taken = 0; // of m_read, reader's
};

} // namespace interleave::engine
