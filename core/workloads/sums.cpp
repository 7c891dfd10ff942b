// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/sums.h"

#include "core/engine/recorder.h"

#include <algorithm>

namespace interleave::workloads {

namespace {

using engine::Co;
using engine::TaskContext;
using engine::TaskResult;

constexpr std::size_t mostTasks = 1'000'000;
constexpr std::uint64_t mostNumber = 1'000'000'000'000'000;

/// One addition that no compiler can move, vectorise or replace, together with its neighbours, by a formula.
inline void add(std::uint64_t& sum, std::uint64_t term)
{
#if defined(__GNUC__)
    sum += term;
    asm volatile("" : "+r"(sum));
#else
    volatile std::uint64_t kept = sum;
    kept = kept + term;
    sum = kept;
#endif
}

/// Adds i*i for i in [from, to), modulo 2^64. A function of its own, aligned (see CMakeLists.txt): the loop
/// must be as fast in every program that it is linked into, or models would be compared by where the linker
/// put it.
#if defined(__GNUC__)
__attribute__((noinline))
#endif
std::uint64_t
addSquares(std::uint64_t sum, std::uint64_t from, std::uint64_t to)
{
    for (std::uint64_t i = from; i < to; ++i)
        add(sum, i * i);
    return sum;
}

/// (n-1) n (2n-1) / 6 modulo 2^64: divided before multiplied, so that nothing is lost.
std::uint64_t byFormula(std::uint64_t n)
{
    if (n == 0)
        return 0;
    std::uint64_t a = n - 1;
    std::uint64_t b = n;
    std::uint64_t c = 2 * n - 1;
    (a % 2 == 0 ? a : b) /= 2;
    (a % 3 == 0 ? a : b % 3 == 0 ? b : c) /= 3;
    return a * b * c;
}

/// Finds, by the clock, how many additions make a slice.
class Slicer
{
public:
    std::uint64_t steps() const { return m_steps; }
    void measured(Duration duration)
    {
        // Much longer than a slice: something else ran in between, which says nothing about our speed; unless
        // it is so every time.
        const bool outlier = duration > 4 * engine::sliceLength && ++m_outliers < 3;
        if (duration <= Duration{0} || outlier)
            return;
        m_outliers = 0;
        const double wanted =
            static_cast<double>(m_steps) * (seconds(engine::sliceLength) / seconds(duration));
        m_steps = std::clamp<std::uint64_t>(static_cast<std::uint64_t>(wanted), m_steps / 2 + 1, m_steps * 2);
    }

private:
    std::uint64_t m_steps = 50'000;
    int m_outliers = 0; // in a row
};

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
    if (sum != byFormula(number))
        co_return TaskResult{.outcome = Outcome::Failed,
                             .reason = "the sum of i*i for i below " + std::to_string(number) +
                                       " came out as " + std::to_string(sum) + " instead of " +
                                       std::to_string(byFormula(number))};
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
