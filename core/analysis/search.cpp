// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/search.h"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace interleave::analysis {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool contains(std::string_view text, std::string_view part)
{
    return !std::ranges::search(text, part, {}, lower, lower).empty() || part.empty();
}

bool earlier(const Span& a, const Span& b)
{
    return std::tie(a.start, a.worker, a.task, a.length) < std::tie(b.start, b.worker, b.task, b.length);
}

/// Keeps the earliest ones, in O(1) each: what is too much is thrown away half the room at a time.
class Earliest
{
public:
    void add(const Span& span)
    {
        m_spans.push_back(span);
        if (m_spans.size() >= 2 * mostKeptMatches)
            cut();
    }
    std::vector<Span> sorted()
    {
        if (m_spans.size() > mostKeptMatches)
            cut();
        std::ranges::sort(m_spans, earlier);
        return std::move(m_spans);
    }

private:
    void cut()
    {
        std::ranges::nth_element(m_spans, m_spans.begin() + mostKeptMatches, earlier);
        m_spans.resize(mostKeptMatches);
    }

    std::vector<Span> m_spans;
};

bool isAsked(State state, Phase phase, Duration length, const SpanQuery& query)
{
    return (query.state ? state == *query.state : state != State::Queued) &&
           (!query.phase || phase == *query.phase) &&
           (query.longerThan <= Duration::zero() || length > query.longerThan);
}

} // namespace

SpanMatcher::SpanMatcher(const Trace& trace, const SpanQuery& query) : m_query(query)
{
    if (query.text.empty())
        return;
    for (const Task& task : trace.tasks)
        m_tasks.push_back(contains(task.label, query.text) || contains(task.subject, query.text) ? 1 : 0);
    for (const Worker& worker : trace.workers)
        m_workers.push_back(contains(worker.name, query.text) ? 1 : 0);
}

bool SpanMatcher::isNamed(const Span& span) const
{
    const auto named = [](const std::vector<char>& all, auto id) {
        return id.value < all.size() && all[id.value] != 0;
    };
    return m_query.text.empty() || named(m_tasks, span.task) || named(m_workers, span.worker);
}

bool SpanMatcher::operator()(const Span& span) const
{
    return !m_query.empty() && isAsked(span.state, span.phase, span.length, m_query) && isNamed(span);
}

Matches matches(const Trace& trace, const SpanQuery& query)
{
    Matches found;
    if (query.empty())
        return found;
    const SpanMatcher matcher(trace, query);
    Earliest earliest;
    for (const SpanTable::Row& row : trace.spans.rows())
        for (std::size_t i = 0; i < row.spans.size(); ++i) {
            // Most are told without the whole of the span.
            if (!isAsked(row.spans.state(i), row.spans.phase(i), row.spans.length(i), query))
                continue;
            const Span span = row.spans[i];
            if (!matcher.isNamed(span))
                continue;
            ++found.total;
            earliest.add(span);
        }
    found.spans = earliest.sorted();
    return found;
}

} // namespace interleave::analysis
