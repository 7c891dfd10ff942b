// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/squares.h"

#include "core/engine/recorder.h"

#include <algorithm>

namespace interleave::workloads {

namespace {

/// One addition that no compiler can move, vectorise or replace, together with its neighbours, by a formula.
inline void add(std::uint64_t& sum, std::uint64_t term)
{
#if defined(__GNUC__)
    sum += term;
    asm volatile("" : "+r"(sum));
#else
    volatile std::uint64_t kept = sum;
    kept = kept + term;
    sum = kept;
#endif
}

} // namespace

/// A function of its own, aligned (see CMakeLists.txt): the loop must be as fast in every program that it is
/// linked into, or models would be compared by where the linker put it.
#if defined(__GNUC__)
__attribute__((noinline))
#endif
std::uint64_t
addSquares(std::uint64_t sum, std::uint64_t from, std::uint64_t to)
{
    for (std::uint64_t i = from; i < to; ++i)
        add(sum, i * i);
    return sum;
}

/// Divided before multiplied, so that nothing is lost.
std::uint64_t squaresByFormula(std::uint64_t n)
{
    if (n == 0)
        return 0;
    std::uint64_t a = n - 1;
    std::uint64_t b = n;
    std::uint64_t c = 2 * n - 1;
    (a % 2 == 0 ? a : b) /= 2;
    (a % 3 == 0 ? a : b % 3 == 0 ? b : c) /= 3;
    return a * b * c;
}

void Slicer::measured(Duration duration)
{
    // Much longer than a slice: something else ran in between, which says nothing about our speed; unless it
    // is so every time.
    const bool outlier = duration > 4 * engine::sliceLength && ++m_outliers < 3;
    if (duration <= Duration{0} || outlier)
        return;
    m_outliers = 0;
    const double wanted = static_cast<double>(m_steps) * (seconds(engine::sliceLength) / seconds(duration));
    m_steps = std::clamp<std::uint64_t>(static_cast<std::uint64_t>(wanted), m_steps / 2 + 1, m_steps * 2);
}

} // namespace interleave::workloads
