// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <cstdint>

namespace interleave::workloads {

/// Adds i*i for i in [from, to) to `sum`, modulo 2^64, one by one: computing that no compiler can leave out.
std::uint64_t addSquares(std::uint64_t sum, std::uint64_t from, std::uint64_t to);

/// What addSquares(0, 0, n) must come to: (n-1) n (2n-1) / 6 modulo 2^64.
std::uint64_t squaresByFormula(std::uint64_t n);

/// Finds, by a clock, how many additions make a slice (engine::sliceLength).
class Slicer
{
public:
    std::uint64_t steps() const { return m_steps; }
    /// @param duration of the last steps() additions
    void measured(Duration duration);

private:
    std::uint64_t m_steps = 50'000;
    int m_outliers = 0; // in a row
};

} // namespace interleave::workloads
