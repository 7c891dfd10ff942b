// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/tasklocks.h"
#include "core/engine/workload.h"

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace interleave::tests {

/// What a task of a LockWorkload does.
struct LockStep
{
    enum class Kind {
        Take,    ///< lock number `number`: 0 is A, 1 is B, 2 is C
        Give,    ///< the lock taken last
        Compute, ///< for `number` microseconds of clock, with checkpoints
        Wait,    ///< for `number` milliseconds
        Meet,    ///< until `number` tasks have come to a Meet
        Fail,    ///< ends the task as Failed, with what it holds
    };
    Kind kind = Kind::Compute;
    std::size_t number = 0;
};

/// Each task has steps of its own; "task 0" is the first. Counts what locks promise.
class LockWorkload : public engine::Workload
{
public:
    explicit LockWorkload(std::vector<std::vector<LockStep>> tasks);

    std::string id() const override { return "locks"; }
    std::string name() const override { return "tasks with locks"; }
    bool hasLocks() const override { return true; }
    std::size_t taskCount() const override { return m_tasks.size(); }
    engine::TaskPlan plan(std::size_t index) const override { return {"task " + std::to_string(index), {}}; }
    engine::Co<engine::TaskResult> execute(engine::TaskContext& context, engine::WorkerLocal*,
                                           std::size_t index) const override;
    QCborMap parameters() const override { return {}; }

    /// The tasks in the order in which they got lock A. After the run.
    const std::vector<std::size_t>& order() const { return m_order; }
    /// True if two tasks ever held one lock at once.
    bool heldTwice() const { return m_heldTwice; }

private:
    engine::Co<std::string> take(engine::TaskContext& context, std::size_t lock,
                                 std::vector<engine::TaskLocks::Held>& held) const;
    engine::Co<bool> meet(engine::TaskContext& context, std::size_t count) const;
    void entered(std::size_t lock, std::size_t task) const;
    void left(std::size_t lock) const;

    std::vector<std::vector<LockStep>> m_tasks;
    mutable engine::TaskLocks m_locks;
    mutable std::array<std::atomic<int>, 3> m_inside{};
    mutable std::atomic<bool> m_heldTwice{false};
    mutable std::vector<std::size_t> m_order; // guarded by lock A alone: a data race if that does not hold
    mutable std::mutex m_mutex;
    mutable std::vector<std::function<void()>> m_met; // under m_mutex
};

} // namespace interleave::tests
