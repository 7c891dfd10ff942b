// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/eventbuffer.h"

namespace interleave::engine {

EventBuffer::~EventBuffer()
{
    for (Chunk* chunk = m_read; chunk;) {
        Chunk* const next = chunk->next.load(std::memory_order_acquire);
        delete chunk;
        chunk = next;
    }
}

void EventBuffer::grow(const Event& event)
{
    auto* const chunk = new Chunk; // freed by the reader, or by the destructor
    chunk->events[0] = event;
    chunk->used.store(1, std::memory_order_relaxed);
    m_write->next.store(chunk, std::memory_order_release);
    m_write = chunk;
}

void EventBuffer::drain(std::vector<Event>& events)
{
    for (;;) {
        const std::size_t used = m_read->used.load(std::memory_order_acquire);
        const auto* const first = m_read->events.data();
        events.insert(events.end(), first + m_taken, first + used);
        m_taken = used;
        Chunk* const next = used == Chunk::size ? m_read->next.load(std::memory_order_acquire) : nullptr;
        if (!next)
            return;
        delete m_read;
        m_read = next;
        m_taken = 0;
    }
}

} // namespace interleave::engine
