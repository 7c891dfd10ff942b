// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/lanes.h"

#include <optional>
#include <unordered_map>

namespace interleave::timeline {

/// Which row of a picture shows a span. Made in the number of the rows, asked in O(1).
class LaneLookup
{
public:
    /// @param lanes must outlive it
    explicit LaneLookup(const std::vector<Lane>& lanes);

    /// Index of the lane; empty where the picture has none for it: a Queued span by worker, a wait by
    /// processor. Of a worker with slots, a task's span is shown by its slot; what
    /// overlaps is looked for in the rows below, and what none of them shows belongs to the first.
    std::optional<std::uint32_t> laneOf(const Span& span) const;
    /// The first of its rows, whether or not that shows it: for what is only drawn over them.
    std::optional<std::uint32_t> firstLaneOf(const Span& span) const;

private:
    using Rows = std::unordered_map<std::uint64_t, std::uint32_t>;

    const std::vector<Lane>& m_lanes;
    Rows m_workers, m_slots, m_tasks, m_processors;
};

/// Index of the lane's span that shows (a part of) a span of the trace; empty where it shows none.
std::optional<std::uint32_t> shownAs(const Lane& lane, const Span& span);

} // namespace interleave::timeline
