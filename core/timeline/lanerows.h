// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/lane.h"
#include "core/trace/trace.h"

#include <compare>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace interleave::timeline {

/// Three groupings of one table of spans.
enum class Grouping : std::uint8_t { Worker, Task, Processor };

/// Whether threads that execute no task have rows, where they recorded what they did.
enum class Helpers : std::uint8_t { Shown, Hidden };

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
    LaneKey key;
    std::shared_ptr<const SpanRow> row;
    std::size_t kept = 0; ///< spans that are as they were at the last call
    std::optional<Span> open;
    bool marksStarts = true;
};

/// The rows of a grouping, from top to bottom, of a run that may go on.
class LaneRows
{
public:
    virtual ~LaneRows() = default;

    /// @param trace the same at each call
    /// @param open its spans that go on, as they are `now`
    virtual std::vector<LaneRow> follow(const Trace& trace, std::span<const Span> open, Instant now) = 0;
};

/// @param helpers by worker only
std::unique_ptr<LaneRows> laneRows(Grouping grouping, Helpers helpers);

} // namespace interleave::timeline
