// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/summary.h"

#include <algorithm>

namespace interleave::timeline {

void Summary::follow(const SpanRow& row)
{
    if (m_size == 0 && !row.empty())
        m_origin = row.start(0);
    for (; m_size < row.size(); ++m_size) {
        if (m_size % spansPerSum == 0) {
            for (std::size_t state = 0; state < m_sums.size(); ++state)
                if (m_total[state] > 0 || !m_sums[state].empty()) {
                    m_sums[state].resize(m_sumCount); // zeros where it occurs from here on
                    m_sums[state].push_back(m_total[state]);
                }
            ++m_sumCount;
        }
        m_total[static_cast<std::size_t>(row.state(m_size))] += row.length(m_size).count();
        addStep(row.start(m_size), m_size);
    }
}

void Summary::addStep(Instant start, std::size_t index)
{
    while (stepOf(start) >= 64 + 2 * (index + 1) / spansPerStep)
        widenSteps();
    for (std::uint64_t step = stepOf(start); m_first.size() <= step;)
        m_first.push_back(static_cast<std::uint32_t>(index));
}

/// Every second step starts where a step of twice the width does.
void Summary::widenSteps()
{
    ++m_shift;
    for (std::size_t i = 0; 2 * i < m_first.size(); ++i)
        m_first[i] = m_first[2 * i];
    m_first.resize((m_first.size() + 1) / 2);
}

void Summary::truncate(const SpanRow& row, std::size_t size)
{
    if (size >= m_size)
        return;
    m_total = before(row, size);
    m_size = size;
    m_sumCount = (size + spansPerSum - 1) / spansPerSum;
    for (auto& sums : m_sums)
        sums.resize(std::min(sums.size(), m_sumCount));
    m_first.erase(std::ranges::lower_bound(m_first, static_cast<std::uint32_t>(size)), m_first.end());
}

void Summary::shrinkToFit()
{
    for (auto& sums : m_sums)
        sums.shrink_to_fit();
    m_first.shrink_to_fit();
}

std::size_t Summary::startedBefore(const SpanRow& row, Instant at) const
{
    if (m_size == 0 || at <= m_origin)
        return 0;
    const std::uint64_t step = stepOf(at);
    std::size_t from = m_first.back();
    std::size_t to = m_size;
    if (step + 1 < m_first.size()) {
        from = m_first[step];
        to = m_first[step + 1];
    }
    while (from < to) {
        const std::size_t middle = from + (to - from) / 2;
        if (row.start(middle) < at)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

StateTimes Summary::before(const SpanRow& row, std::size_t index) const
{
    if (index == m_size)
        return m_total;
    const std::size_t sum = index / spansPerSum;
    StateTimes times{};
    for (std::size_t state = 0; state < times.size(); ++state)
        if (!m_sums[state].empty())
            times[state] = m_sums[state][sum];
    for (std::size_t i = sum * spansPerSum; i < index; ++i)
        times[static_cast<std::size_t>(row.state(i))] += row.length(i).count();
    return times;
}

std::size_t Summary::bytes() const
{
    std::size_t bytes = sizeof *this + m_first.capacity() * sizeof m_first[0];
    for (const auto& sums : m_sums)
        bytes += sums.capacity() * sizeof(std::int64_t);
    return bytes;
}

} // namespace interleave::timeline
