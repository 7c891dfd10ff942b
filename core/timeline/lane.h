// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/summary.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace interleave::timeline {

/// A row of the picture: spans of one worker, slot, task or processor that follow one another in time.
struct Lane
{
    enum class Kind : std::uint8_t { Worker, Slot, Task, Processor };

    Kind kind = Kind::Worker;
    std::string label;      ///< "thread 1", "slot 3", "download 17", "processor 1"
    std::uint8_t depth = 0; ///< 1: a slot below its worker's row, or what overlaps the row above
    bool helper = false;    ///< of a thread that executes no task
    WorkerId worker;
    SlotId slot;
    TaskId task;
    ProcessorId processor;
    /// Its spans but for the open one; never null. A row of the trace itself where that has it as the lane
    /// needs it: then the trace must outlive the lane.
    std::shared_ptr<const SpanRow> row = std::make_shared<SpanRow>();
    Summary summary;                   ///< of as much of the row as the lane shows: that may have grown since
    std::vector<std::uint32_t> starts; ///< indices of the spans with which a task starts here, ascending
    std::size_t settled = 0;           ///< spans before this one were there at the last Lanes::follow() too
    std::optional<Span> open;          ///< the span after the row's last that goes on, as it is now

    std::size_t size() const { return summary.size() + (open ? 1U : 0U); }
    bool empty() const { return size() == 0; }
    /// @pre index < size(), likewise below
    Span span(std::size_t index) const { return index < summary.size() ? (*row)[index] : *open; }
    Instant start(std::size_t index) const
    {
        return index < summary.size() ? row->start(index) : open->start;
    }
    Duration length(std::size_t index) const
    {
        return index < summary.size() ? row->length(index) : open->length;
    }
    Instant end(std::size_t index) const { return start(index) + length(index); }
    State state(std::size_t index) const { return index < summary.size() ? row->state(index) : open->state; }
    Phase phase(std::size_t index) const { return index < summary.size() ? row->phase(index) : open->phase; }
    TaskId taskOf(std::size_t index) const { return index < summary.size() ? row->task(index) : open->task; }

    /// Number of spans that start before an instant.
    std::size_t startedBefore(Instant at) const;
    /// Index of the first span that ends after an instant; size() if none does.
    std::size_t firstEndingAfter(Instant at) const;
    /// How long the lane was in each state until an instant; in all.
    StateTimes timesUntil(Instant at) const;
    StateTimes times() const { return empty() ? StateTimes{} : timesUntil(end(size() - 1)); }
    /// Whether any of its spans is in this state and phase.
    bool has(State state, Phase phase) const;
};

/// A lane of these spans alone. @pre they follow one another
Lane laneOf(std::span<const Span> spans);

} // namespace interleave::timeline
