// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/concurrency.h"

#include <memory>
#include <vector>

namespace interleave::view {

/// How many tasks are in each state, for the runs of a view: counted when first asked for, and kept.
class TaskCounts
{
public:
    /// Forgets what is counted of other runs.
    void setRuns(const std::vector<std::shared_ptr<const Trace>>& runs);
    /// Of a run that is over. @pre run < number of runs
    const timeline::Concurrency& of(std::size_t run);
    /// The run that goes on, which is looked at only now and then.
    void count(const Trace& soFar, std::span<const Span> open);
    const timeline::Concurrency& live() const { return m_live; }
    void endLive();
    /// Another number when something else was counted.
    std::uint64_t generation() const { return m_generation; }

private:
    struct Counted
    {
        std::shared_ptr<const Trace> run;
        std::unique_ptr<timeline::Concurrency> tasks; // null: not yet
    };

    std::vector<Counted> m_runs;
    timeline::Concurrency m_live;
    Stamp m_next{}; // when the one that goes on is counted again
    std::uint64_t m_generation = 0;
};

} // namespace interleave::view
