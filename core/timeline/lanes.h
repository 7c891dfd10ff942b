// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace interleave::timeline {

/// Three groupings of one table of spans.
enum class Grouping : std::uint8_t { Worker, Task, Processor };

/// A row of the picture: spans of one worker, slot, task or processor, sorted by start, never overlapping.
struct Lane
{
    enum class Kind : std::uint8_t { Worker, Slot, Task, Processor };

    Kind kind = Kind::Worker;
    std::string label;      ///< "thread 1", "slot 3", "download 17", "processor 1"
    std::uint8_t depth = 0; ///< 1: a slot below its worker's row
    bool helper = false;    ///< of a thread that executes no task
    WorkerId worker;
    SlotId slot;
    TaskId task;
    ProcessorId processor;
    std::vector<Span> spans;
    std::vector<std::uint32_t> starts; ///< indices of the spans with which a task starts here, ascending

    std::size_t size() const { return spans.size(); }
    bool empty() const { return spans.empty(); }
    /// @pre index < size()
    Span span(std::size_t index) const { return spans[index]; }
    /// Index of the first span that ends after an instant; size() if none does.
    std::size_t firstEndingAfter(Instant at) const;
};

/// By worker: one row per worker that executes. With one task in flight it shows the task's spans; with more
/// it shows what the worker itself did (Running, Ready, its own work; Waiting only where all its tasks wait),
/// and below it a row per slot; then the helpers that recorded what they did, such as the window. By task:
/// one row per task in planned order, Queued included. By processor: one row per processor of the run; only
/// Running spans.
///
/// A task starts where it is taken (by worker, slot or task) or first Running (by processor); the row of a
/// worker with several tasks in flight shows no starts: its slots do. Where spans of a row overlap (foreign
/// files, inferred instants), the one that began last is shown and the other goes on after it.
///
/// @param open spans still open, as they are now, of a run that goes on: TraceBuilder::openSpans()
std::vector<Lane> lanesOf(const Trace& trace, Grouping grouping, std::span<const Span> open = {});

} // namespace interleave::timeline
