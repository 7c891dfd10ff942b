// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <utility>
#include <vector>

namespace interleave::analysis {

/// A set of instants made of intervals, and how much of it lies within another interval.
class TimeCover
{
public:
    void add(Instant from, Instant to);
    /// O(log n); the first call after an add() sorts.
    Duration within(Instant from, Instant to);
    /// Disjoint, ascending.
    const std::vector<std::pair<Instant, Instant>>& parts();

private:
    void unite();
    Duration before(Instant at) const;

    std::vector<std::pair<Instant, Instant>> m_parts;
    std::vector<Duration> m_before; // covered before each part
    bool m_united = true;
};

} // namespace interleave::analysis
