// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/latestrow.h"

#include <algorithm>
#include <iterator>
#include <utility>

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

/// Of two that begin together the one that is Running shows.
bool comesBefore(const Span& a, const Span& b)
{
    return std::pair(a.start, a.state == State::Running) < std::pair(b.start, b.state == State::Running);
}

} // namespace

/// The first span that ends after an instant.
std::size_t LatestRow::firstAfter(Instant at) const
{
    std::size_t first = m_row->size();
    while (first > 0 && m_row->end(first - 1) > at)
        --first;
    return first;
}

/// @param span that begins no earlier than those put before
void LatestRow::put(const Span& span)
{
    const std::vector<Span> others = cutOff(*m_row, firstAfter(span.start));
    for (const Span& other : others)
        append(*m_row, other, other.start, std::min(other.end(), span.start));
    append(*m_row, span, span.start, span.end());
    for (const Span& other : others)
        append(*m_row, other, span.end(), other.end());
}

std::size_t LatestRow::takeBackOpen()
{
    if (m_hasOpen) {
        m_row->truncate(m_closed);
        for (const Span& span : m_covered)
            m_row->append(span);
    }
    const std::size_t kept = m_hasOpen ? m_closed : m_row->size();
    m_covered.clear();
    m_hasOpen = false;
    return kept;
}

/// Puts spans where they belong. @return how many of the row are as they were
std::size_t LatestRow::insert(std::vector<Span>& spans)
{
    std::ranges::stable_sort(spans, comesBefore);
    const std::size_t kept = firstAfter(spans.front().start);
    const std::vector<Span> tail = cutOff(*m_row, kept);
    std::vector<Span> merged;
    std::ranges::merge(tail, spans, std::back_inserter(merged), comesBefore);
    for (const Span& span : merged)
        put(span);
    return kept;
}

std::size_t LatestRow::settle(std::span<const Span> open)
{
    std::size_t kept = takeBackOpen();
    if (std::vector<Span> news = std::exchange(m_news, {}); !news.empty()) {
        const bool most = news.size() > m_row->size();
        kept = std::min(kept, insert(news));
        if (most) // as a rule a run that is over, all at once
            m_row->shrinkToFit();
    }
    if (!open.empty()) {
        std::vector<Span> goingOn(open.begin(), open.end());
        m_hasOpen = true;
        m_closed = firstAfter(std::ranges::min(goingOn, {}, &Span::start).start);
        for (std::size_t i = m_closed; i < m_row->size(); ++i)
            m_covered.push_back((*m_row)[i]);
        kept = std::min(kept, insert(goingOn));
    }
    return kept;
}

} // namespace interleave::timeline
