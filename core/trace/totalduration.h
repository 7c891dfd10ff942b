// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <cstdint>
#include <limits>

/// Sums over tasks, spans and workers. One time fits in 64 bits of nanoseconds for 292 years, but a million
/// tasks that queue for five hours do not: such a sum stays at 292 years instead of becoming negative.
namespace interleave {

inline constexpr Duration longestTotal = Duration::max();

/// one + other, from -longestTotal to longestTotal
constexpr Duration total(Duration one, Duration other)
{
    if (other > Duration::zero() && one > longestTotal - other)
        return longestTotal;
    if (other < Duration::zero() && one < -longestTotal - other)
        return -longestTotal;
    return one + other;
}

constexpr void addTo(Duration& sum, Duration more) { sum = total(sum, more); }

/// times * duration, likewise. @pre duration >= 0
constexpr Duration total(std::uint64_t times, Duration duration)
{
    const auto most = static_cast<std::uint64_t>(longestTotal.count());
    if (duration <= Duration::zero() || times == 0)
        return Duration::zero();
    if (times > most / static_cast<std::uint64_t>(duration.count()))
        return longestTotal;
    return Duration(static_cast<Duration::rep>(times) * duration.count());
}

/// The same for counts and bytes: a sum stays at the largest number.
constexpr void addTo(std::uint64_t& sum, std::uint64_t more)
{
    sum = more > std::numeric_limits<std::uint64_t>::max() - sum ? std::numeric_limits<std::uint64_t>::max()
                                                                 : sum + more;
}

} // namespace interleave
