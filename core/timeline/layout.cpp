// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/layout.h"

#include <algorithm>
#include <cmath>

namespace interleave::timeline {
namespace {

std::int32_t columnOf(double x) { return static_cast<std::int32_t>(std::floor(x)); }
/// The column that holds what lies just before x.
std::int32_t columnBefore(double x) { return static_cast<std::int32_t>(std::ceil(x)) - 1; }

/// One lane's way through the visible spans: first the columns that narrow spans need, then what goes into
/// them and what stays a bar.
class Layouter
{
public:
    Layouter(const Lane& lane, const View& view) : m_lane(lane), m_view(view)
    {
        const auto& spans = lane.spans;
        const auto first = std::partition_point(spans.begin(), spans.end(),
                                                [&](const Span& span) { return span.end() <= view.from; });
        const auto last =
            std::partition_point(first, spans.end(), [&](const Span& span) { return span.start < view.to; });
        m_first = static_cast<std::uint32_t>(first - spans.begin());
        m_last = static_cast<std::uint32_t>(last - spans.begin());
    }

    LaneLayout run()
    {
        for (std::uint32_t i = m_first; i < m_last; ++i)
            if (const Bar bar = visible(i); narrow(i) && bar.x0 < bar.x1)
                needColumns(columnOf(bar.x0), columnBefore(bar.x1));
        for (std::uint32_t i = m_first; i < m_last; ++i)
            place(visible(i));
        return std::move(m_layout);
    }

private:
    bool narrow(std::uint32_t index) const
    {
        return static_cast<double>(m_lane.spans[index].length.count()) * m_view.pixelsPerNanosecond() < 1.0;
    }

    Bar visible(std::uint32_t index) const
    {
        const Span& span = m_lane.spans[index];
        const bool starts = span.start >= m_view.from &&
                            std::binary_search(m_lane.starts.begin(), m_lane.starts.end(), index);
        return {.x0 = std::clamp(m_view.x(span.start), 0.0, m_view.width),
                .x1 = std::clamp(m_view.x(span.end()), 0.0, m_view.width),
                .span = index,
                .state = span.state,
                .phase = span.phase,
                .starts = starts,
                .goesOn = !narrow(index) && goesOn(index)};
    }

    /// Looks past touching spans that are too narrow for a bar: a merged column alone ends nothing.
    bool goesOn(std::uint32_t index) const
    {
        const Span& span = m_lane.spans[index];
        for (std::uint32_t i = index + 1; i < m_last; ++i) {
            const Span& next = m_lane.spans[i];
            if (next.start != m_lane.spans[i - 1].end())
                return i > index + 1;
            if (!narrow(i))
                return next.task == span.task && next.state == span.state;
        }
        return m_last > index + 1;
    }

    void needColumns(std::int32_t first, std::int32_t last)
    {
        for (std::int32_t x = first; x <= last; ++x)
            if (m_layout.columns.empty() || m_layout.columns.back().x < x)
                m_layout.columns.push_back({.x = x});
    }

    /// The merged column at x, or null. Called with ascending x.
    Column* columnAt(std::int32_t x)
    {
        auto& columns = m_layout.columns;
        while (m_next < columns.size() && columns[m_next].x < x)
            ++m_next;
        return m_next < columns.size() && columns[m_next].x == x ? &columns[m_next] : nullptr;
    }

    void place(Bar bar)
    {
        if (bar.x0 >= bar.x1)
            return;
        // Narrow spans lie outside this one, so only its first and its last column can be merged ones.
        if (Column* column = columnAt(columnOf(bar.x0)))
            giveTo(*column, bar);
        if (bar.x0 >= bar.x1)
            return;
        const std::int32_t last = columnBefore(bar.x1);
        const double end = bar.x1;
        if (columnAt(last) != nullptr)
            bar.x1 = std::max(bar.x0, static_cast<double>(last));
        if (bar.x0 < bar.x1)
            m_layout.bars.push_back(bar);
        if (bar.x1 < end)
            giveTo(*columnAt(last), {.x0 = bar.x1, .x1 = end, .state = bar.state});
    }

    /// Moves what lies in the column from the bar into it.
    void giveTo(Column& column, Bar&& bar) const { giveTo(column, bar); }
    void giveTo(Column& column, Bar& bar) const
    {
        const double right = std::min(static_cast<double>(column.x) + 1.0, m_view.width);
        const double until = std::min(bar.x1, right);
        column[bar.state] += (until - bar.x0) / (right - static_cast<double>(column.x));
        column.starts = column.starts || bar.starts;
        bar.starts = false;
        bar.x0 = until;
    }

    const Lane& m_lane;
    const View& m_view;
    std::uint32_t m_first = 0;
    std::uint32_t m_last = 0;
    std::size_t m_next = 0;
    LaneLayout m_layout;
};

} // namespace

LaneLayout layout(const Lane& lane, const View& view) { return Layouter(lane, view).run(); }

} // namespace interleave::timeline
