// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/timecover.h"

#include <algorithm>

namespace interleave::analysis {

void TimeCover::add(Instant from, Instant to)
{
    if (from >= to)
        return;
    m_parts.emplace_back(from, to);
    m_united = false;
}

Duration TimeCover::within(Instant from, Instant to)
{
    unite();
    return from < to ? before(to) - before(from) : Duration::zero();
}

const std::vector<std::pair<Instant, Instant>>& TimeCover::parts()
{
    unite();
    return m_parts;
}

void TimeCover::unite()
{
    if (m_united)
        return;
    m_united = true;
    std::ranges::sort(m_parts);
    std::vector<std::pair<Instant, Instant>> united;
    for (const auto& part : m_parts) {
        if (!united.empty() && part.first <= united.back().second)
            united.back().second = std::max(united.back().second, part.second);
        else
            united.push_back(part);
    }
    m_parts = std::move(united);
    m_before.clear();
    Duration sum{};
    for (const auto& [from, to] : m_parts) {
        m_before.push_back(sum);
        sum += to - from;
    }
}

/// How much is covered before an instant.
Duration TimeCover::before(Instant at) const
{
    const auto after =
        std::ranges::upper_bound(m_parts, at, {}, &std::pair<Instant, Instant>::first); // begins later
    if (after == m_parts.begin())
        return Duration::zero();
    const auto last = static_cast<std::size_t>(after - m_parts.begin()) - 1;
    return m_before[last] + std::min(at, m_parts[last].second) - m_parts[last].first;
}

} // namespace interleave::analysis
