// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/lockworkload.h"

namespace interleave::tests {

using engine::Co;
using engine::TaskContext;
using engine::TaskLocks;
using engine::TaskResult;
using engine::WaitResult;
using Kind = LockStep::Kind;

LockWorkload::LockWorkload(std::vector<std::vector<LockStep>> tasks)
    : m_tasks(std::move(tasks)),
      m_locks({"A", "B", "C"}, [](TaskId task) { return "task " + std::to_string(task.value); })
{
}

void LockWorkload::entered(std::size_t lock, std::size_t task) const
{
    if (m_inside[lock].fetch_add(1) != 0)
        m_heldTwice = true;
    if (lock == 0)
        m_order.push_back(task);
}

void LockWorkload::left(std::size_t lock) const { m_inside[lock].fetch_sub(1); }

Co<std::string> LockWorkload::take(TaskContext& context, std::size_t lock,
                                   std::vector<TaskLocks::Held>& held) const
{
    TaskLocks::Acquisition got = co_await m_locks.acquire(context, lock);
    if (got.held) {
        entered(lock, context.task().value);
        held.push_back(std::move(*got.held));
        co_return std::string();
    }
    co_return got.refusal.empty() ? std::string("cancelled") : got.refusal;
}

Co<bool> LockWorkload::meet(TaskContext& context, std::size_t count) const
{
    engine::Wakeup wakeup(context);
    std::vector<std::function<void()>> all;
    {
        const std::lock_guard guard(m_mutex);
        m_met.push_back(wakeup.remote());
        if (m_met.size() >= count)
            all = m_met;
    }
    for (const auto& wake : all)
        wake();
    co_return co_await wakeup.wait(Phase::Sleep) == WaitResult::Woken;
}

Co<TaskResult> LockWorkload::execute(TaskContext& context, engine::WorkerLocal*, std::size_t index) const
{
    std::vector<std::size_t> taken;
    std::vector<TaskLocks::Held> held;
    const TaskResult cancelled{.outcome = Outcome::Cancelled};
    TaskResult result;
    for (const LockStep step : m_tasks[index]) {
        if (step.kind == Kind::Take) {
            const std::string refusal = co_await take(context, step.number, held);
            if (refusal.empty())
                taken.push_back(step.number);
            else
                result = refusal == "cancelled" ? cancelled
                                                : TaskResult{.outcome = Outcome::Failed, .reason = refusal};
        } else if (step.kind == Kind::Give) {
            left(taken.back());
            taken.pop_back();
            held.pop_back();
        } else if (step.kind == Kind::Compute) {
            const Stamp until = stampNow() + std::chrono::microseconds(step.number);
            while (stampNow() < until && context.checkpoint())
                continue;
        } else if (step.kind == Kind::Wait) {
            if (co_await context.sleep(std::chrono::milliseconds(step.number)) == WaitResult::Cancelled)
                result = cancelled;
        } else if (step.kind == Kind::Meet) {
            if (!co_await meet(context, step.number))
                result = cancelled;
        } else {
            result = {.outcome = Outcome::Failed, .reason = "as it should"};
        }
        if (result.outcome != Outcome::Finished)
            break;
    }
    for (const std::size_t lock : taken)
        left(lock);
    co_return result;
}

} // namespace interleave::tests
