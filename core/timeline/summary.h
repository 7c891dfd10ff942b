// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/spanrow.h"

#include <array>
#include <cstdint>
#include <vector>

namespace interleave::timeline {

/// Nanoseconds by State.
using StateTimes = std::array<std::int64_t, allStates.size()>;

/// What a row of spans that follow one another has spent in each state up to any instant: exact, at a cost
/// that does not depend on how many spans there are. Two columns beside the row: sums up to every eighth
/// span, and for even steps of time the first span from there on; 2 to 4 bytes a span.
class Summary
{
public:
    /// Takes in what the row has more than before; costs the spans that are new. @pre row.ordered()
    void follow(const SpanRow& row);
    /// Forgets all spans from this one on. @param row before it was cut off itself, or after
    void truncate(const SpanRow& row, std::size_t size);

    std::size_t size() const { return m_size; }
    /// Number of spans that start before the instant.
    std::size_t startedBefore(const SpanRow& row, Instant at) const;
    /// How long the spans before this one are together, by state. @pre index <= size()
    StateTimes before(const SpanRow& row, std::size_t index) const;
    std::size_t bytes() const;

    /// Tells the processor's cache that the summary and the row will be asked about this instant: in two
    /// steps, since the second needs what the first fetches. Says nothing about the answers.
    void prefetchStep(Instant at) const;
    void prefetchSpans(const SpanRow& row, Instant at) const;

private:
    static constexpr std::size_t spansPerSum = 8;
    static constexpr std::size_t spansPerStep = 8;

    void addStep(Instant start, std::size_t index);
    void widenSteps();
    void addState(std::size_t state, std::size_t spans);
    std::uint64_t stepOf(Instant at) const
    {
        return static_cast<std::uint64_t>((at - m_origin).count()) >> m_shift;
    }

    std::size_t m_size = 0;
    StateTimes m_total{};
    std::array<std::uint8_t, allStates.size()> m_stateAt{}; // by place, where there is one
    std::array<std::uint8_t, allStates.size()>
        m_place{};                    // of a state's sum among the others, from 1; 0: none yet
    std::size_t m_states = 0;         // that have occurred
    std::vector<std::int64_t> m_sums; // m_states of them for each eighth span
    Instant m_origin{};
    int m_shift = 0;                    // a step is 2^shift nanoseconds
    std::vector<std::uint32_t> m_first; // by step: the first span that starts in it or later
};

} // namespace interleave::timeline
