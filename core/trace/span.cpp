// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/span.h"

namespace interleave {

namespace {

constexpr std::uint16_t narrowNone = 65535;

template <class Tag>
std::uint16_t narrowed(Id<Tag> id)
{
    return id.value < narrowNone ? static_cast<std::uint16_t>(id.value) : narrowNone;
}

template <class IdType>
IdType widened(std::uint16_t value)
{
    return value == narrowNone ? IdType() : IdType(value);
}

} // namespace

void SpanTable::append(const Span& span)
{
    m_start.push_back(span.start);
    m_length.push_back(span.length);
    m_task.push_back(span.task);
    m_by.push_back(span.by);
    m_worker.push_back(narrowed(span.worker));
    m_slot.push_back(narrowed(span.slot));
    m_processor.push_back(narrowed(span.processor));
    m_state.push_back(span.state);
    m_phase.push_back(span.phase);
    m_attempt.push_back(span.attempt);
}

Span SpanTable::operator[](std::size_t index) const
{
    return {.start = m_start[index],
            .length = m_length[index],
            .task = m_task[index],
            .worker = widened<WorkerId>(m_worker[index]),
            .slot = widened<SlotId>(m_slot[index]),
            .processor = widened<ProcessorId>(m_processor[index]),
            .by = m_by[index],
            .state = m_state[index],
            .phase = m_phase[index],
            .attempt = m_attempt[index]};
}

} // namespace interleave
