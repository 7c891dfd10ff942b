// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/workerrow.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <queue>
#include <tuple>

namespace interleave::timeline {
namespace {

/// From the least to the most telling.
constexpr std::array order{State::Queued,  State::Waiting, State::Unknown,
                           State::Blocked, State::Ready,   State::Running};

int rankOf(State state)
{
    constexpr auto ranks = [] {
        std::array<int, order.size()> byState{};
        for (std::size_t i = 0; i < order.size(); ++i)
            byState[static_cast<std::size_t>(order[i])] = static_cast<int>(i);
        return byState;
    }();
    return ranks[static_cast<std::size_t>(state)];
}

/// Shared by all spans of the state that are open: they say no more than the state.
bool anonymous(const Span& span) { return span.state != State::Running && span.task.valid(); }

bool joins(const Span& a, const Span& b)
{
    const auto identity = [](const Span& s) {
        return std::tie(s.task, s.worker, s.slot, s.processor, s.by, s.state, s.phase, s.attempt);
    };
    return a.end() == b.start && identity(a) == identity(b);
}

/// Walks all rows at once and writes what shows from one change to the next.
class Sweep
{
public:
    Sweep(SpanRow& out, Instant from) : m_out(out), m_at(from) {}

    void add(const SpanRow& row)
    {
        std::size_t first = row.size();
        while (first > 0 && row.end(first - 1) > m_at)
            --first;
        if (first < row.size())
            m_heads.push({row.start(first), &row, first, {}});
    }
    void add(const Span& open) { m_heads.push({open.start, nullptr, 0, open}); }

    void run()
    {
        while (!m_heads.empty() || !m_ends.empty()) {
            const bool begins =
                !m_heads.empty() && (m_ends.empty() || m_heads.top().start < m_ends.top().first);
            write(begins ? m_heads.top().start : m_ends.top().first);
            begins ? begin() : end();
        }
        flush();
    }

private:
    struct Head
    {
        Instant start;
        const SpanRow* row; // null: the span itself
        std::size_t index;
        Span span;
        bool operator<(const Head& other) const { return start > other.start; } // the earliest on top
    };
    using End = std::pair<Instant, int>; // of an open span: when, and its rank or `named`

    static constexpr int named = static_cast<int>(order.size());

    void begin()
    {
        Head head = m_heads.top();
        m_heads.pop();
        const Span span = head.row ? (*head.row)[head.index] : head.span;
        if (span.length > Duration::zero()) {
            m_worker = span.worker;
            if (anonymous(span))
                ++m_open[static_cast<std::size_t>(rankOf(span.state))];
            else
                m_named.push_back(span);
            m_ends.push({span.end(), anonymous(span) ? rankOf(span.state) : named});
        }
        if (head.row && ++head.index < head.row->size()) {
            head.start = head.row->start(head.index);
            m_heads.push(head);
        }
    }

    void end()
    {
        const auto [at, rank] = m_ends.top();
        m_ends.pop();
        if (rank == named)
            m_named.erase(std::ranges::find(m_named, at, [](const Span& span) { return span.end(); }));
        else
            --m_open[static_cast<std::size_t>(rank)];
    }

    void write(Instant until)
    {
        if (until > m_at) {
            if (std::optional<Span> piece = shown()) {
                piece->start = m_at;
                piece->length = until - m_at;
                put(*piece);
            }
            m_at = until;
        }
    }

    /// Of two in the same state what has a name shows, and of two of those the one that began last.
    std::optional<Span> shown() const
    {
        const auto best = std::ranges::max_element(m_named, [](const Span& a, const Span& b) {
            return std::pair(rankOf(a.state), a.start) < std::pair(rankOf(b.state), b.start);
        });
        const int least = best == m_named.end() ? -1 : rankOf(best->state);
        for (int rank = named - 1; rank > least; --rank)
            if (m_open[static_cast<std::size_t>(rank)] > 0)
                return Span{.worker = m_worker, .state = order[static_cast<std::size_t>(rank)]};
        return best == m_named.end() ? std::nullopt : std::optional(*best);
    }

    void put(const Span& piece)
    {
        if (m_last.length > Duration::zero() && joins(m_last, piece)) {
            m_last.length += piece.length;
        } else {
            flush();
            m_last = piece;
        }
    }

    void flush()
    {
        if (m_last.length > Duration::zero())
            m_out.append(m_last);
        m_last = Span();
    }

    SpanRow& m_out;
    Instant m_at;
    std::priority_queue<Head> m_heads;
    std::priority_queue<End, std::vector<End>, std::greater<>> m_ends; // of what is open
    std::array<std::size_t, order.size()> m_open{};                    // anonymous spans, by rank
    std::vector<Span> m_named;                                         // the others: one as a rule
    WorkerId m_worker;
    Span m_last; // not yet written: it may go on
};

/// @param last what the rest may go on with; of no length: nothing
void append(SpanRow& row, Span last, SpanRow rest)
{
    if (row.empty() && last.length <= Duration::zero()) { // as a rule a run that is over, all at once
        row = std::move(rest);
        row.shrinkToFit();
        return;
    }
    for (std::size_t i = 0; i < rest.size(); ++i) {
        Span piece = rest[i];
        if (last.length > Duration::zero() && joins(last, piece)) {
            piece.start = last.start;
            piece.length += last.length;
        } else if (last.length > Duration::zero()) {
            row.append(last);
        }
        last = Span();
        row.append(piece);
    }
    if (last.length > Duration::zero())
        row.append(last);
}

} // namespace

/// What was known of the time before this instant has proved true.
Instant WorkerRow::changedFrom(std::span<const SpanRow* const> rows, std::span<const Span> open,
                               Instant now) const
{
    Instant from = std::min(m_now, now);
    const auto note = [&](const Span& span, bool ended) {
        const bool known = std::ranges::any_of(m_open, [&](const Span& before) {
            return before.start == span.start && before.state == span.state && before.task == span.task;
        });
        from = std::min(from, !known ? span.start : ended ? span.end() : m_now);
    };
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t k = i < m_taken.size() ? m_taken[i] : 0; k < rows[i]->size(); ++k)
            note((*rows[i])[k], true);
    for (const Span& span : open)
        note(span, false);
    return from;
}

/// Leaves what is before the instant.
void WorkerRow::cutAt(Instant at)
{
    SpanRow& row = *m_row;
    std::size_t size = row.size();
    while (size > 0 && row.end(size - 1) >= at) // what ends there may go on
        --size;
    m_kept = size;
    if (size == row.size())
        return;
    Span cut = row[size];
    row.truncate(size);
    cut.length = at - cut.start;
    if (cut.length > Duration::zero())
        row.append(cut);
}

void WorkerRow::follow(std::span<const SpanRow* const> rows, std::span<const Span> open, Instant now)
{
    const bool first = m_taken.empty();
    const Instant from = first ? Instant::min() : changedFrom(rows, open, now);
    cutAt(from);
    SpanRow& row = *m_row;
    // The last piece that stays may go on: it is written again with the rest.
    Span last = row.empty() ? Span() : row[row.size() - 1];
    if (!row.empty() && last.end() == from)
        row.truncate(row.size() - 1);
    else
        last = Span();
    SpanRow rest;
    Sweep sweep(rest, from);
    for (const SpanRow* of : rows)
        sweep.add(*of);
    for (const Span& span : open)
        sweep.add(span);
    sweep.run();
    append(row, last, std::move(rest));
    m_kept = std::min(m_kept, row.size());
    m_taken.clear();
    for (const SpanRow* of : rows)
        m_taken.push_back(of->size());
    m_open.assign(open.begin(), open.end());
    m_now = now;
}

} // namespace interleave::timeline
