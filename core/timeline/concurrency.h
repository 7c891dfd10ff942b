// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/layout.h"
#include "core/trace/trace.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace interleave::timeline {

/// How many tasks of a run are in each state: a step function of the time, its changes sorted. It takes 9
/// bytes for each change of a task's state (twice as many of a run that goes on), and answers for any stretch
/// of the time at the cost of a search per column.
class Concurrency
{
public:
    /// Mean numbers of tasks, by State.
    using Counts = std::array<double, allStates.size()>;

    Concurrency() = default;
    /// Of a run that is over.
    explicit Concurrency(const Trace& trace);

    /// Takes in what a run that goes on has more than at the last call: always of the same run. Costs what is
    /// new and how much of the rest is later than that begins.
    /// @param open spans still open, as they are now
    void follow(const Trace& soFar, std::span<const Span> open);

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

    struct Steps
    {
        std::int64_t zero = 0;               ///< of the packed times; nothing is before
        std::vector<std::uint64_t> changes;  ///< by time; packed: when, which state ends, which begins
        std::vector<Checkpoint> checkpoints; ///< before the first change and after each so many

        void change(std::int64_t at, std::uint64_t ends, std::uint64_t begins);
        void add(const Span& span, std::size_t tasks);
        /// Sorts in the changes from this one on.
        void settle(std::size_t from);
        void checkFrom(std::size_t change);
        void addMeans(Instant from, Instant to, std::vector<Counts>& means) const;
    };
    struct Cursor;

    void addMerged(const Trace& trace);

    Steps m_settled;
    Steps m_open;                     // of a run that goes on: the spans that may still grow
    std::vector<std::size_t> m_taken; // by row of the trace: spans taken in
    std::uint32_t m_splits = 0;       // of its rows
};

/// The most tasks in progress in any column: all states but Queued.
double mostInProgress(std::span<const Concurrency::Counts> columns);

} // namespace interleave::timeline
