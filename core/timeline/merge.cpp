// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/merge.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace interleave::timeline {
namespace {

bool overlapping(const std::vector<Span>& sorted)
{
    return std::adjacent_find(sorted.begin(), sorted.end(),
                              [](const Span& a, const Span& b) { return b.start < a.end(); }) != sorted.end();
}

int rank(State state)
{
    constexpr std::array order{State::Queued,  State::Waiting, State::Unknown,
                               State::Blocked, State::Ready,   State::Running};
    return static_cast<int>(std::find(order.begin(), order.end(), state) - order.begin());
}

/// Orders the open spans; the greatest is the one to show. The index makes equal ones definite.
struct Open
{
    int rank;
    Instant start;
    std::size_t index;
    auto operator<=>(const Open&) const = default;
};

class Sweep
{
public:
    Sweep(const std::vector<Span>& sorted, Precedence precedence) : m_spans(sorted), m_precedence(precedence)
    {
        m_ends.reserve(sorted.size());
        for (std::size_t i = 0; i < sorted.size(); ++i)
            m_ends.emplace_back(sorted[i].end(), i);
        std::sort(m_ends.begin(), m_ends.end());
    }

    std::vector<Span> row()
    {
        std::size_t next = 0;
        for (const auto& [end, closing] : m_ends) {
            for (; next < m_spans.size() && m_spans[next].start < end; ++next) {
                emitUntil(m_spans[next].start);
                m_open.insert(key(next));
            }
            emitUntil(end);
            m_open.erase(key(closing));
        }
        return std::move(m_row);
    }

private:
    Open key(std::size_t index) const
    {
        const Span& span = m_spans[index];
        return {m_precedence == Precedence::State ? rank(span.state) : 0, span.start, index};
    }

    void emitUntil(Instant until)
    {
        if (!m_open.empty() && until > m_at)
            push(piece(m_spans[m_open.rbegin()->index], until));
        m_at = std::max(m_at, until);
    }

    Span piece(const Span& shown, Instant until) const
    {
        Span span = shown;
        if (m_precedence == Precedence::State && span.state != State::Running && span.task.valid()) {
            span = Span();
            span.worker = shown.worker;
            span.state = shown.state;
        }
        span.start = m_at;
        span.length = until - m_at;
        return span;
    }

    void push(const Span& span)
    {
        if (!m_row.empty() && m_row.back().end() == span.start && joins(m_row.back(), span))
            m_row.back().length += span.length;
        else
            m_row.push_back(span);
    }

    static bool joins(const Span& a, const Span& b)
    {
        const auto identity = [](const Span& s) {
            return std::tie(s.task, s.worker, s.slot, s.processor, s.by, s.state, s.phase, s.attempt);
        };
        return identity(a) == identity(b);
    }

    const std::vector<Span>& m_spans;
    const Precedence m_precedence;
    std::vector<std::pair<Instant, std::size_t>> m_ends;
    std::set<Open> m_open;
    Instant m_at = Instant::min();
    std::vector<Span> m_row;
};

} // namespace

std::vector<Span> mergedRow(std::vector<Span> spans, Precedence precedence)
{
    std::erase_if(spans, [](const Span& span) { return span.length <= Duration::zero(); });
    std::stable_sort(spans.begin(), spans.end(),
                     [](const Span& a, const Span& b) { return a.start < b.start; });
    if (precedence == Precedence::Latest && !overlapping(spans))
        return spans;
    return Sweep(spans, precedence).row();
}

} // namespace interleave::timeline
