// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace interleave::timeline {
namespace {

constexpr std::int32_t columnsAhead = 4;
constexpr std::size_t fewSpans = 24;     // are looked at faster than they are looked up
constexpr std::size_t farthestLook = 32; // past narrow spans, for what goes on behind them

std::int32_t columnAt(double x) { return static_cast<std::int32_t>(std::floor(x)); }

/// The border of a column.
struct Edge
{
    double x = 0;
    Instant at{};            ///< the first whose place is x or right of it
    std::size_t started = 0; ///< spans that start before it: all but the last of them are over
};

/// One lane's way from left to right: bars for wide spans, and where narrow ones are, column by column what
/// the summary says of them.
class Layouter
{
public:
    Layouter(const Lane& lane, const View& view, LaneLayout& result)
        : m_lane(lane),
          m_row(*lane.row),
          m_view(view),
          m_scale(view.pixelsPerNanosecond()),
          m_nanoseconds(1 / m_scale),
          m_size(lane.size()),
          m_layout(result)
    {
        m_layout.bars.clear();
        m_layout.columns.clear();
    }

    void run()
    {
        for (std::size_t i = m_lane.firstEndingAfter(m_view.from); i < m_size && x(i) < m_view.width;) {
            if (!narrow(i))
                addBar(i++);
            else
                i = merge(columnAt(std::max(x(i), 0.0)));
        }
    }

private:
    double x(std::size_t index) const { return xOf(m_lane.start(index)); }
    double endX(std::size_t index) const { return xOf(m_lane.end(index)); }
    double xOf(Instant at) const { return static_cast<double>((at - m_view.from).count()) * m_scale; }
    bool narrow(std::size_t index) const
    {
        return static_cast<double>(m_lane.length(index).count()) * m_scale < m_view.narrowestBar;
    }

    void addBar(std::size_t index)
    {
        const auto span = static_cast<std::uint32_t>(index);
        const bool starts =
            m_lane.start(index) >= m_view.from && std::ranges::binary_search(m_lane.starts, span);
        Bar bar{.x0 = std::max(x(index), 0.0),
                .x1 = std::min(endX(index), m_view.width),
                .span = span,
                .state = m_lane.state(index),
                .phase = m_lane.phase(index),
                .starts = starts,
                .goesOn = goesOn(index)};
        if (!m_layout.columns.empty() && bar.x0 < m_layout.columns.back().x + 1) {
            bar.x0 = m_layout.columns.back().x + 1; // the column has its begin
            bar.starts = false;
        }
        if (bar.x0 < bar.x1)
            m_layout.bars.push_back(bar);
    }

    /// Looks past touching spans that are too narrow for a bar: a merged column alone ends nothing.
    bool goesOn(std::size_t index) const
    {
        for (std::size_t i = index + 1; i < m_size && i <= index + farthestLook; ++i) {
            if (x(i) >= m_view.width)
                break;
            if (m_lane.start(i) != m_lane.end(i - 1))
                return i > index + 1;
            if (!narrow(i))
                return m_lane.taskOf(i) == m_lane.taskOf(index) && m_lane.state(i) == m_lane.state(index);
        }
        return index + 1 < m_size && x(index + 1) < m_view.width;
    }

    /// Merges columns from this one on, as long as narrow spans reach into the next.
    /// @return the first span that goes on to the right of them
    std::size_t merge(std::int32_t column)
    {
        if (m_layout.columns.empty()) // many more will follow, as a rule
            m_layout.columns.reserve(static_cast<std::size_t>(m_view.width) + 1);
        Edge left = edge(column);
        left.started = m_lane.startedBefore(left.at);
        for (;; ++column) {
            fetchAhead(column);
            Edge right = edge(std::min(column + 1.0, m_view.width));
            passSpans(left, right);
            takeBarsBack(column);
            addColumn(column, left, right);
            const std::size_t last = right.started - 1; // the column holds a span, so there is one
            const bool crosses = endX(last) > right.x;
            if (right.x >= m_view.width)
                return m_size;
            const std::size_t next = crosses ? last : right.started;
            if (next >= m_size || x(next) >= right.x + 1 || !narrow(next))
                return next;
            left = right;
        }
    }

    /// In a long run each column asks about spans that are far from those before: that would wait for memory.
    void fetchAhead(std::int32_t column) const
    {
        const auto instant = [&](std::int32_t at) {
            return m_view.from + Duration(static_cast<std::int64_t>(at * m_nanoseconds));
        };
        m_lane.summary.prefetchStep(instant(column + 2 * columnsAhead));
        m_lane.summary.prefetchSpans(*m_lane.row, instant(column + columnsAhead));
    }

    /// What the clock says is put right by what is drawn.
    Edge edge(double at) const
    {
        auto nanoseconds = static_cast<std::int64_t>(at * m_nanoseconds);
        while (static_cast<double>(nanoseconds) * m_scale < at)
            ++nanoseconds;
        while (static_cast<double>(nanoseconds - 1) * m_scale >= at)
            --nanoseconds;
        return {.x = at, .at = m_view.from + Duration(nanoseconds), .started = 0};
    }

    /// Finds the right edge's number of spans, and for the column how long those are, by state, that are
    /// neither its last nor started before it.
    void passSpans(const Edge& left, Edge& right)
    {
        m_times = {};
        const bool few = m_inColumn <= fewSpans; // as a rule as many as in the column before
        right.started = few ? passedOneByOne(left.started, right.at) : m_size;
        if (!few || right.started == left.started + fewSpans) {
            right.started = m_lane.startedBefore(right.at);
            if (right.started > left.started + 1)
                m_times = timesOf(left.started, right.started - 1);
        }
        m_inColumn = right.started - left.started;
    }

    /// @return number of spans that start before the instant; at most `fewSpans` more than `first`
    std::size_t passedOneByOne(std::size_t first, Instant at)
    {
        const std::size_t end = std::min(first + fewSpans, m_size - (m_lane.open ? 1U : 0U));
        std::size_t i = first;
        if (i < end && m_row.start(i) < at)
            while (++i < end && m_row.start(i) < at)
                m_times[static_cast<std::size_t>(m_row.state(i - 1))] += m_row.length(i - 1).count();
        if (i == end && i < m_size && i < first + fewSpans && m_lane.start(i) < at) {
            if (i > first)
                m_times[static_cast<std::size_t>(m_lane.state(i - 1))] += m_lane.length(i - 1).count();
            ++i; // the open one
        }
        return i;
    }

    /// How long the spans [first, last) are, by state.
    StateTimes timesOf(std::size_t first, std::size_t last)
    {
        if (m_sumIndex + 1 == first) // one span on from the column before
            m_sums[static_cast<std::size_t>(m_row.state(m_sumIndex))] += m_row.length(m_sumIndex).count();
        else
            m_sums = m_lane.summary.before(m_row, first);
        StateTimes times = m_lane.summary.before(m_row, last);
        for (std::size_t state = 0; state < times.size(); ++state)
            m_sums[state] = std::exchange(times[state], times[state] - m_sums[state]);
        m_sumIndex = last;
        return times;
    }

    /// What was a bar up to here, within the column, is part of the column.
    void takeBarsBack(std::int32_t column)
    {
        const auto left = static_cast<double>(column);
        while (!m_layout.bars.empty() && m_layout.bars.back().x1 > left) {
            m_layout.bars.back().x1 = left;
            if (m_layout.bars.back().x0 < left)
                return;
            m_layout.bars.pop_back();
        }
    }

    void addColumn(std::int32_t x, const Edge& left, const Edge& right)
    {
        Column& column = m_layout.columns.emplace_back();
        column.x = x;
        if (m_inColumn > 1) // in whole nanoseconds, however long ago the run began
            for (std::size_t state = 0; state < m_times.size(); ++state)
                column.share[state] = static_cast<double>(m_times[state]) * m_scale;
        if (left.started > 0 && left.started < right.started)
            addPart(column, left.started - 1, left, right);
        addPart(column, right.started - 1, left, right);
        if (const double width = right.x - left.x; width != 1)
            for (double& share : column.share)
                share /= width;
        column.starts = startsBetween(left, right);
    }

    void addPart(Column& column, std::size_t index, const Edge& left, const Edge& right) const
    {
        const double part = std::min(endX(index), right.x) - std::max(x(index), left.x);
        column[m_lane.state(index)] += std::max(part, 0.0);
    }

    std::uint32_t startsBetween(const Edge& left, const Edge& right)
    {
        const std::size_t from = nextStart(left.started);
        return static_cast<std::uint32_t>(nextStart(right.started) - from);
    }

    /// The first start of this span or a later one. Called with ascending spans: looks near the last answer.
    std::size_t nextStart(std::size_t span)
    {
        const auto& starts = m_lane.starts;
        std::size_t step = 1;
        std::size_t last = m_nextStart;
        while (last < starts.size() && starts[last] < span) {
            m_nextStart = last + 1;
            last += step;
            step *= 2;
        }
        const auto from = starts.begin() + static_cast<std::ptrdiff_t>(m_nextStart);
        const auto to = starts.begin() + static_cast<std::ptrdiff_t>(std::min(last, starts.size()));
        m_nextStart = static_cast<std::size_t>(std::lower_bound(from, to, span) - starts.begin());
        return m_nextStart;
    }

    const Lane& m_lane;
    const SpanRow& m_row;
    const View& m_view;
    const double m_scale;
    const double m_nanoseconds; // per pixel
    const std::size_t m_size;
    std::size_t m_inColumn = 0; // spans that start in the last column
    std::size_t m_nextStart = 0;
    std::size_t m_sumIndex = std::numeric_limits<std::size_t>::max() - 1; // what m_sums go up to
    StateTimes m_sums{};
    StateTimes m_times{}; // of the column's spans but its last
    LaneLayout& m_layout;
};

} // namespace

LaneLayout layout(const Lane& lane, const View& view)
{
    LaneLayout result;
    layout(lane, view, result);
    return result;
}

void layout(const Lane& lane, const View& view, LaneLayout& result) { Layouter(lane, view, result).run(); }

} // namespace interleave::timeline
