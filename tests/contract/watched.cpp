// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/watched.h"

#include "core/observe/thread.h"

#include <QFile>

namespace interleave::tests {

namespace {

/// A jump of the clock that is no slow instruction.
constexpr Duration leastGap = std::chrono::microseconds(20);

} // namespace

std::optional<std::uint64_t> readSwitchCounts()
{
    QFile file(QStringLiteral("/proc/thread-self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    std::optional<std::uint64_t> sum;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith("voluntary_ctxt_switches:") || line.startsWith("nonvoluntary_ctxt_switches:"))
            sum = sum.value_or(0) + line.mid(line.indexOf(':') + 1).trimmed().toULongLong();
    }
    return sum;
}

struct Watched::Local : engine::WorkerLocal
{
    explicit Local(const Watched& watched) : owner(watched), inner(watched.m_inner->prepare()) {}
    ~Local() override
    {
        const std::uint64_t after = readSwitchCounts().value_or(0);
        const std::lock_guard guard(owner.m_mutex);
        owner.m_switches[observe::thisThreadId()] = after - before;
    }

    const Watched& owner;
    std::unique_ptr<engine::WorkerLocal> inner;
    std::uint64_t before = readSwitchCounts().value_or(0); // last: after the inner one was made
};

std::unique_ptr<engine::WorkerLocal> Watched::prepare() const { return std::make_unique<Local>(*this); }

engine::Co<engine::TaskResult> Watched::execute(engine::TaskContext& context, engine::WorkerLocal* local,
                                                std::size_t index) const
{
    return m_inner->execute(context, static_cast<Local*>(local)->inner.get(), index);
}

engine::Co<engine::TaskResult> Spinning::execute(engine::TaskContext& context, engine::WorkerLocal*,
                                                 std::size_t index) const
{
    const Stamp begun = stampNow();
    Stamp checked = begun;
    for (Stamp before = begun, now = before; now - begun < m_length; before = now) {
        now = stampNow();
        if (now - before > leastGap)
            m_gaps[index].emplace_back(before, now);
        if (now - checked < std::chrono::microseconds(100))
            continue;
        if (!context.checkpoint())
            co_return engine::TaskResult{.outcome = Outcome::Cancelled};
        checked = now;
    }
    co_return engine::TaskResult{};
}

std::map<TaskId, std::vector<Interval>> Spinning::gaps(Stamp zero) const
{
    std::map<TaskId, std::vector<Interval>> all;
    for (std::uint32_t task = 0; task < m_gaps.size(); ++task)
        for (const auto& [from, to] : m_gaps[task])
            all[TaskId(task)].emplace_back(instantOf(from, zero), instantOf(to, zero));
    return all;
}

} // namespace interleave::tests
