// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/compactcolumn.h"
#include "core/trace/span.h"

#include <algorithm>
#include <bitset>
#include <span>
#include <utility>
#include <vector>

namespace interleave {

/// Spans as columns, in the order in which they were appended: 15 to 25 bytes each. Worker, slot and
/// processor numbers from 65535 up are kept as "none".
class SpanRow
{
public:
    static constexpr std::uint32_t noNumber = 65535;

    void append(const Span& span);
    /// Keeps the first `size` spans. @pre size <= size()
    void truncate(std::size_t size);
    /// Gives back what growing has reserved.
    void shrinkToFit();

    std::size_t size() const { return m_start.size(); }
    bool empty() const { return m_start.empty(); }
    /// The spans follow one another in time: each starts when the one before has ended, or later.
    bool ordered() const { return m_ordered; }
    /// Memory taken, what is reserved for more included.
    std::size_t bytes() const;

    /// @pre for all of them: index < size()
    Span operator[](std::size_t index) const;
    Instant start(std::size_t index) const { return m_start[index]; }
    Duration length(std::size_t index) const
    {
        return m_length[index] != beyond ? Duration(m_length[index]) : longLength(index);
    }
    Instant end(std::size_t index) const { return start(index) + length(index); }
    State state(std::size_t index) const { return static_cast<State>(m_look[index] & stateMask); }
    Phase phase(std::size_t index) const { return static_cast<Phase>(m_look[index] >> stateBits); }
    TaskId task(std::size_t index) const { return TaskId(m_task[index]); }
    /// Whether any span is, or was before it was cut off, in this state and phase.
    bool has(State state, Phase phase) const { return m_looks[look(state, phase)]; }

    bool operator==(const SpanRow& other) const;

    /// Calls `visit` with where start, length and state of a span are kept: for who wants to have them soon.
    template <class Visit>
    void visitPlaces(std::size_t index, Visit visit) const
    {
        visit(&m_start[index]);
        visit(&m_start[std::min(index + 8, m_start.size() - 1)]); // the line of the cache behind it
        visit(&m_length[index]);
        visit(&m_look[index]);
    }

private:
    // A state and a phase share a byte; a length of 4.3 s and more has its place elsewhere.
    static constexpr int stateBits = 3;
    static constexpr std::uint8_t stateMask = (1U << stateBits) - 1;
    static constexpr std::uint32_t beyond = 0xffffffffU;
    static_assert(allStates.size() <= 8 && allPhases.size() <= 32);

    static std::uint8_t look(State state, Phase phase)
    {
        return static_cast<std::uint8_t>(static_cast<unsigned>(state) | static_cast<unsigned>(phase)
                                                                            << stateBits);
    }
    Duration longLength(std::size_t index) const;

    std::vector<Instant> m_start;
    std::vector<std::uint32_t> m_length; // nanoseconds, or `beyond`
    std::vector<std::uint8_t> m_look;
    std::vector<std::pair<std::size_t, Duration>> m_longLengths; // by index, ascending
    CompactColumn<std::uint32_t> m_task;
    CompactColumn<std::uint32_t> m_by;
    CompactColumn<std::uint16_t> m_worker; // 65535: none
    CompactColumn<std::uint16_t> m_slot;
    CompactColumn<std::uint16_t> m_processor;
    CompactColumn<std::uint8_t> m_attempt;
    std::bitset<256> m_looks;
    bool m_ordered = true;
};

/// @return spans as a row, in the order given
SpanRow rowOf(std::span<const Span> spans);

} // namespace interleave
