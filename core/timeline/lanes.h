// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/lanerows.h"

#include <memory>
#include <span>
#include <vector>

namespace interleave::timeline {

/// The lanes of one run, which may go on: what comes is appended, nothing is made anew.
///
/// By worker: one row per worker that executes. With one task in flight it shows the task's spans; with more
/// it shows what the worker itself did (WorkerRow), and below it a row per slot; then the helpers that
/// recorded what they did, such as the window. By task: one row per task in planned order, Queued included.
/// By processor: one row per processor of the run; only Running spans.
///
/// A task starts where it is taken (by worker, slot or task) or first Running (by processor); the row of a
/// worker with several tasks in flight shows no starts: its slots do. A worker and a processor do one thing
/// at a time: of their spans that overlap the one that began last shows, and the other goes on after it. What
/// overlaps in another's file or in a slot has rows of its own below it, one deeper.
class Lanes
{
public:
    explicit Lanes(Grouping grouping, Helpers helpers = Helpers::Shown) : m_rows(laneRows(grouping, helpers))
    {
    }

    /// Takes in what the trace has more than at the last call.
    /// @param trace the same at each call; must outlive the lanes
    /// @param open its spans that go on, as they are `now`: TraceBuilder::openSpans()
    void follow(const Trace& trace, std::span<const Span> open = {}, Instant now = {});

    /// From top to bottom. A lane stays where it is until the next follow().
    const std::vector<Lane>& lanes() const { return m_lanes; }
    /// Memory taken beside the trace's own.
    std::size_t bytes() const;

private:
    struct Known
    {
        LaneKey key;
        std::size_t startsRead = 0; // spans that were looked at for starts
    };

    void arrange(const std::vector<LaneRow>& rows, const Trace& trace);
    void update(std::size_t index, const LaneRow& row, const Trace& trace);

    std::unique_ptr<LaneRows> m_rows;
    std::vector<Known> m_known; // by lane
    std::vector<Lane> m_lanes;
};

/// The lanes of a run that is over, or of a moment of one that goes on. The trace must outlive them.
std::vector<Lane> lanesOf(const Trace& trace, Grouping grouping, std::span<const Span> open = {});

} // namespace interleave::timeline
