// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/lanerow.h"
#include "core/trace/trace.h"

#include <memory>
#include <span>
#include <vector>

namespace interleave::timeline {

/// Three groupings of one table of spans.
enum class Grouping : std::uint8_t { Worker, Task, Processor };

/// Whether threads that execute no task have rows, where they recorded what they did.
enum class Helpers : std::uint8_t { Shown, Hidden };

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
