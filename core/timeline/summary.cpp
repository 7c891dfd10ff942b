// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/summary.h"

#include <algorithm>

namespace interleave::timeline {
namespace {

void prefetch([[maybe_unused]] const void* place)
{
#if defined(__GNUC__)
    __builtin_prefetch(place);
#endif
}

} // namespace

void Summary::follow(const SpanRow& row)
{
    if (m_size == 0 && !row.empty())
        m_origin = row.start(0);
    for (; m_size < row.size(); ++m_size) {
        if (m_size % spansPerSum == 0)
            for (std::size_t place = 0; place < m_states; ++place)
                m_sums.push_back(m_total[m_stateAt[place]]);
        const auto state = static_cast<std::size_t>(row.state(m_size));
        if (m_place[state] == 0)
            addState(state, row.size());
        m_total[state] += row.length(m_size).count();
        addStep(row.start(m_size), m_size);
    }
}

/// Makes room for the sums of one more state, which until here are 0.
/// @param spans that there will be at least
void Summary::addState(std::size_t state, std::size_t spans)
{
    const std::size_t count = m_size / spansPerSum + 1;
    std::vector<std::int64_t> sums;
    sums.reserve((spans / spansPerSum + 1) * (m_states + 1));
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t place = 0; place < m_states; ++place)
            sums.push_back(m_sums[i * m_states + place]);
        sums.push_back(0);
    }
    m_sums = std::move(sums);
    m_stateAt[m_states++] = static_cast<std::uint8_t>(state);
    m_place[state] = static_cast<std::uint8_t>(m_states);
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
    m_sums.resize((size + spansPerSum - 1) / spansPerSum * m_states);
    m_first.erase(std::ranges::lower_bound(m_first, static_cast<std::uint32_t>(size)), m_first.end());
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
    for (std::size_t place = 0; place < m_states; ++place)
        times[m_stateAt[place]] = m_sums[sum * m_states + place];
    for (std::size_t i = sum * spansPerSum; i < index; ++i)
        times[static_cast<std::size_t>(row.state(i))] += row.length(i).count();
    return times;
}

std::size_t Summary::bytes() const
{
    return sizeof *this + m_first.capacity() * sizeof m_first[0] + m_sums.capacity() * sizeof m_sums[0];
}

void Summary::prefetchStep(Instant at) const
{
    if (at > m_origin && stepOf(at) < m_first.size())
        prefetch(&m_first[stepOf(at)]);
}

void Summary::prefetchSpans(const SpanRow& row, Instant at) const
{
    if (at <= m_origin || stepOf(at) >= m_first.size())
        return;
    const std::size_t index = m_first[stepOf(at)];
    if (index < m_size) {
        row.visitPlaces(index, prefetch);
        prefetch(&m_sums[index / spansPerSum * m_states]);
    }
}

} // namespace interleave::timeline
