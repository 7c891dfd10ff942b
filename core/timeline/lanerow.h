// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/lane.h"

#include <compare>
#include <limits>
#include <span>

namespace interleave::timeline {

/// Which lane a row is for.
struct LaneKey
{
    Lane::Kind kind = Lane::Kind::Worker;
    std::uint32_t number = 0; ///< of the worker, task or processor
    SlotId slot;
    std::size_t level = 0; ///< of what overlaps: below the row of level 0
    auto operator<=>(const LaneKey&) const = default;
};

/// What a lane shows. The row belongs to the trace or to whoever made it; its spans follow one another.
struct LaneRow
{
    static constexpr std::size_t all = std::numeric_limits<std::size_t>::max();

    LaneKey key;
    std::shared_ptr<const SpanRow> row;
    std::size_t kept = 0; ///< spans that are as they were at the last call; `all`: those that there were
    std::optional<Span> open;
    bool marksStarts = true;
};

/// A row that the trace keeps itself.
std::shared_ptr<const SpanRow> borrowed(const SpanRow& row);

/// Adds the row, or where its spans overlap one for each level of them.
void addRow(std::vector<LaneRow>& rows, LaneRow row);

/// The latest of the open spans that are told apart by `matches`.
template <class Matches>
std::optional<Span> openOf(std::span<const Span> open, Matches matches)
{
    std::optional<Span> latest;
    for (const Span& span : open)
        if (matches(span) && (!latest || span.start >= latest->start))
            latest = span;
    return latest;
}

} // namespace interleave::timeline
