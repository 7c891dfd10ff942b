// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/processorrow.h"

#include <algorithm>
#include <iterator>

namespace interleave::timeline {
namespace {

/// Takes the last spans off a row, from this one on.
std::vector<Span> cutOff(SpanRow& row, std::size_t from)
{
    std::vector<Span> spans;
    for (std::size_t i = from; i < row.size(); ++i)
        spans.push_back(row[i]);
    row.truncate(from);
    return spans;
}

void append(SpanRow& row, Span span, Instant from, Instant to)
{
    span.start = std::max(span.start, from);
    span.length = to - span.start;
    if (span.length > Duration::zero())
        row.append(span);
}

} // namespace

/// @param span that begins no earlier than those put before
void ProcessorRow::put(const Span& span)
{
    std::size_t over = m_row->size();
    while (over > 0 && m_row->end(over - 1) > span.start)
        --over;
    const std::vector<Span> others = cutOff(*m_row, over);
    for (const Span& other : others)
        append(*m_row, other, other.start, std::min(other.end(), span.start));
    append(*m_row, span, span.start, span.end());
    for (const Span& other : others)
        append(*m_row, other, span.end(), other.end());
}

std::size_t ProcessorRow::settle()
{
    const auto byStart = [](const Span& a, const Span& b) { return a.start < b.start; };
    std::ranges::stable_sort(m_news, byStart);
    std::size_t kept = m_row->size();
    while (!m_news.empty() && kept > 0 && m_row->end(kept - 1) > m_news.front().start)
        --kept;
    const std::vector<Span> tail = cutOff(*m_row, kept);
    std::vector<Span> merged;
    std::ranges::merge(tail, m_news, std::back_inserter(merged), byStart);
    for (const Span& span : merged)
        put(span);
    m_news.clear();
    return kept;
}

} // namespace interleave::timeline
