// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <cstdint>
#include <string>
#include <vector>

/// Only for the .cpp files of this folder.
namespace interleave::formats {

/// A row of a foreign viewer: it wants the events of one row to nest, and these are even disjoint.
struct ChromeLane
{
    WorkerId worker;
    SlotId slot; ///< invalid: the worker's own row
    std::string name;
};

/// One span on its row, cut to what is not before zero.
struct ChromeEvent
{
    Instant start;
    std::size_t span = 0; ///< its index in the trace
    std::uint32_t run = 0;
    std::uint32_t lane = 0; ///< its index in ChromeLanes::lanes
};

struct ChromeLanes
{
    std::vector<ChromeLane> lanes;   ///< by worker, the worker's own row first, then its slots
    std::vector<ChromeEvent> events; ///< by start
};

/// A row for each worker, and, for a worker with several tasks in flight, one for each of its slots. Spans
/// that overlap what is on their row already go to a further row of the same name. Queued spans have no
/// worker and no row.
ChromeLanes chromeLanes(const Trace& trace, std::uint32_t run);

} // namespace interleave::formats
