// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/layout.h"
#include "core/trace/trace.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace interleave::timeline {

/// How many tasks of a run are in each state: a step function of the time, built in one pass over the spans
/// and sorted. It takes 9 bytes for each change of a task's state, and answers for any stretch of the time at
/// the cost of a search per column.
class Concurrency
{
public:
    /// Mean numbers of tasks, by State.
    using Counts = std::array<double, allStates.size()>;

    Concurrency() = default;
    /// @param open spans still open, as they are now, of a run that goes on
    explicit Concurrency(const Trace& trace, std::span<const Span> open = {});

    /// The exact mean over each of `columns` equal parts of [from, to]. @pre from < to, columns > 0
    std::vector<Counts> means(Instant from, Instant to, int columns) const;

private:
    struct Checkpoint
    {
        std::array<std::uint32_t, allStates.size()> count{}; // from here on
        std::array<std::uint64_t, allStates.size()>
            integral{}; // up to here; wraps, so only differences count
    };
    struct Cursor;

    void addChanges(const Trace& trace, std::span<const Span> open);
    void addCheckpoints();

    std::vector<std::uint64_t> m_changes;  // packed: when, which state ends, which begins
    std::vector<Checkpoint> m_checkpoints; // before the first change and after each so many
    std::int64_t m_zero = 0;               // of the packed times
};

/// The most tasks in progress in any column: all states but Queued.
double mostInProgress(std::span<const Concurrency::Counts> columns);

} // namespace interleave::timeline
