// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/id.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

namespace interleave::engine {

/// Where a worker takes its tasks from. Called on worker threads.
class TaskSource
{
public:
    virtual ~TaskSource() = default;
    /// The next task, or empty when there is none now.
    virtual std::optional<TaskId> take() = 0;
    /// True when there will never be another one.
    virtual bool exhausted() const = 0;
};

/// The tasks 0 … count-1, shared by all worker threads of a run.
class SharedQueue : public TaskSource
{
public:
    explicit SharedQueue(std::uint32_t count) : m_count(count) {}

    std::optional<TaskId> take() override
    {
        if (exhausted())
            return std::nullopt;
        const std::uint32_t next = m_next.fetch_add(1, std::memory_order_relaxed);
        return next < m_count ? std::optional(TaskId(next)) : std::nullopt;
    }
    bool exhausted() const override { return m_next.load(std::memory_order_relaxed) >= m_count; }
    /// Those that were not taken.
    std::vector<TaskId> rest() const
    {
        std::vector<TaskId> tasks;
        for (std::uint32_t task = m_next.load(std::memory_order_relaxed); task < m_count; ++task)
            tasks.emplace_back(task);
        return tasks;
    }

private:
    const std::uint32_t m_count;
    std::atomic<std::uint32_t> m_next{0};
};

} // namespace interleave::engine
