// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/sums.h"

#include "core/workloads/squares.h"

#include <algorithm>

namespace interleave::workloads {

namespace {

using engine::Co;
using engine::TaskContext;
using engine::TaskResult;

constexpr std::size_t mostTasks = 1'000'000;
constexpr std::uint64_t mostNumber = 1'000'000'000'000'000;

class Sums : public engine::Workload
{
public:
    explicit Sums(SumsOptions options) : m_options(options) {}

    std::string id() const override { return "sums"; }
    std::string name() const override
    {
        return std::to_string(m_options.tasks) + " sums of squares below " + std::to_string(m_options.number);
    }
    std::size_t taskCount() const override { return m_options.tasks; }
    engine::TaskPlan plan(std::size_t index) const override
    {
        return {"sum " + std::to_string(index + 1),
                "i*i for i below " + std::to_string(m_options.number + index)};
    }
    Co<TaskResult> execute(TaskContext& context, engine::WorkerLocal*, std::size_t index) const override;
    QCborMap parameters() const override
    {
        return {{QLatin1String("number"), static_cast<qint64>(m_options.number)},
                {QLatin1String("tasks"), static_cast<qint64>(m_options.tasks)}};
    }

private:
    SumsOptions m_options;
};

Co<TaskResult> Sums::execute(TaskContext& context, engine::WorkerLocal*, std::size_t index) const
{
    const std::uint64_t number = m_options.number + index;
    std::uint64_t sum = 0;
    Slicer slicer;
    for (std::uint64_t i = 0; i < number;) {
        const std::uint64_t next = std::min(number, i + slicer.steps());
        const Stamp before = stampNow();
        sum = addSquares(sum, i, next);
        slicer.measured(stampNow() - before);
        i = next;
        if (!context.checkpoint())
            co_return TaskResult{.outcome = Outcome::Cancelled};
    }
    if (sum != squaresByFormula(number))
        co_return TaskResult{.outcome = Outcome::Failed,
                             .reason = "the sum of i*i for i below " + std::to_string(number) +
                                       " came out as " + std::to_string(sum) + " instead of " +
                                       std::to_string(squaresByFormula(number))};
    co_return TaskResult{.log = "Sum of i*i below " + std::to_string(number) + " is " + std::to_string(sum) +
                                " (modulo 2^64)"};
}

} // namespace

std::string refusal(const SumsOptions& options)
{
    if (options.tasks < 1 || options.tasks > mostTasks)
        return std::to_string(options.tasks) + " tasks cannot be run: choose 1 to " +
               std::to_string(mostTasks);
    if (options.number < 1 || options.number > mostNumber)
        return "the number " + std::to_string(options.number) + " cannot be summed to: choose 1 to " +
               std::to_string(mostNumber);
    return {};
}

std::shared_ptr<engine::Workload> makeSums(SumsOptions options) { return std::make_shared<Sums>(options); }

} // namespace interleave::workloads
