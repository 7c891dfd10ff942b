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
    /// Number of tasks by state, and one place more for tasks that are in none.
    template <class T>
    using ByState = std::array<T, 8>;

    /// From an instant on. The task time of a state up to t is count * t - moment; both wrap, so only
    /// differences count.
    struct Checkpoint
    {
        ByState<std::uint64_t> count{};
        ByState<std::uint64_t> moment{}; ///< of what began minus of what ended

        void take(std::uint64_t change);
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
