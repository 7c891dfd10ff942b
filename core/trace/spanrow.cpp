// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/spanrow.h"

#include <algorithm>

namespace interleave {
namespace {

constexpr std::uint16_t narrowNone = SpanRow::noNumber;

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

void SpanRow::append(const Span& span)
{
    m_ordered = m_ordered && span.length >= Duration::zero() && (empty() || span.start >= end(size() - 1));
    const std::int64_t length = span.length.count();
    const bool fits = length >= 0 && length < std::int64_t{beyond};
    if (!fits)
        m_longLengths.emplace_back(size(), span.length);
    m_start.push_back(span.start);
    m_length.push_back(fits ? static_cast<std::uint32_t>(length) : beyond);
    m_look.push_back(look(span.state, span.phase));
    m_looks.set(m_look.back());
    m_task.append(span.task.value);
    m_by.append(span.by.value);
    m_worker.append(narrowed(span.worker));
    m_slot.append(narrowed(span.slot));
    m_processor.append(narrowed(span.processor));
    m_attempt.append(span.attempt);
}

void SpanRow::truncate(std::size_t size)
{
    m_start.resize(size);
    m_length.resize(size);
    m_look.resize(size);
    while (!m_longLengths.empty() && m_longLengths.back().first >= size)
        m_longLengths.pop_back();
    m_task.truncate(size);
    m_by.truncate(size);
    m_worker.truncate(size);
    m_slot.truncate(size);
    m_processor.truncate(size);
    m_attempt.truncate(size);
}

void SpanRow::shrinkToFit()
{
    m_start.shrink_to_fit();
    m_length.shrink_to_fit();
    m_look.shrink_to_fit();
    m_longLengths.shrink_to_fit();
    m_task.shrinkToFit();
    m_by.shrinkToFit();
    m_worker.shrinkToFit();
    m_slot.shrinkToFit();
    m_processor.shrinkToFit();
    m_attempt.shrinkToFit();
}

std::size_t SpanRow::bytes() const
{
    return sizeof *this + m_start.capacity() * sizeof(Instant) + m_length.capacity() * sizeof(std::uint32_t) +
           m_look.capacity() + m_longLengths.capacity() * sizeof m_longLengths[0] + m_task.bytes() +
           m_by.bytes() + m_worker.bytes() + m_slot.bytes() + m_processor.bytes() + m_attempt.bytes();
}

Duration SpanRow::longLength(std::size_t index) const
{
    return std::ranges::lower_bound(m_longLengths, index, {}, [](const auto& entry) { return entry.first; })
        ->second;
}

Span SpanRow::operator[](std::size_t index) const
{
    return {.start = start(index),
            .length = length(index),
            .task = task(index),
            .worker = widened<WorkerId>(m_worker[index]),
            .slot = widened<SlotId>(m_slot[index]),
            .processor = widened<ProcessorId>(m_processor[index]),
            .by = TaskId(m_by[index]),
            .state = state(index),
            .phase = phase(index),
            .attempt = m_attempt[index]};
}

bool SpanRow::operator==(const SpanRow& other) const
{
    if (size() != other.size())
        return false;
    for (std::size_t i = 0; i < size(); ++i)
        if ((*this)[i] != other[i])
            return false;
    return true;
}

SpanRow rowOf(std::span<const Span> spans)
{
    SpanRow row;
    for (const Span& span : spans)
        row.append(span);
    return row;
}

} // namespace interleave
