// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/summary.h"

#include <memory>
#include <span>
#include <vector>

namespace interleave::timeline {

/// What a worker with several tasks in flight did itself: one row made of those of its slots and of its own
/// work. At each instant it is Running if anything is, else Ready, Blocked, Unknown, Waiting, Queued: Waiting
/// only where all its tasks wait. Pieces that are not Running lose their task, slot and phase, since several
/// tasks share them. Follows a run that goes on at the cost of what changed.
class WorkerRow
{
public:
    /// @param rows of the worker; more at each call, or longer ones
    /// @param open its spans that go on, up to `now`
    void follow(std::span<const SpanRow* const> rows, std::span<const Span> open, Instant now);

    const std::shared_ptr<SpanRow>& row() const { return m_row; }
    /// Spans of the row before this one are as they were before the last follow().
    std::size_t kept() const { return m_kept; }

private:
    Instant changedFrom(std::span<const SpanRow* const> rows, std::span<const Span> open, Instant now) const;
    void cutAt(Instant at);

    std::shared_ptr<SpanRow> m_row = std::make_shared<SpanRow>();
    std::size_t m_kept = 0;
    std::vector<std::size_t> m_taken; // by row: spans seen
    std::vector<Span> m_open;         // as of the last call
    Instant m_now{};
};

} // namespace interleave::timeline
