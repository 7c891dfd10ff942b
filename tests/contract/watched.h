// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/workload.h"
#include "tests/contract/accounts.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace interleave::tests {

/// Switches of the calling thread, voluntary and not, as /proc tells them; empty where it does not.
std::optional<std::uint64_t> readSwitchCounts();

/// Another workload, whose worker threads' switches are read off /proc before their first task and after
/// their last.
class Watched final : public engine::Workload
{
public:
    explicit Watched(std::shared_ptr<engine::Workload> inner) : m_inner(std::move(inner)) {}

    std::string id() const override { return m_inner->id(); }
    std::string name() const override { return m_inner->name(); }
    std::size_t taskCount() const override { return m_inner->taskCount(); }
    engine::TaskPlan plan(std::size_t index) const override { return m_inner->plan(index); }
    void begin(engine::AnnounceHelper announce) override { m_inner->begin(std::move(announce)); }
    std::unique_ptr<engine::WorkerLocal> prepare() const override;
    engine::Co<engine::TaskResult> execute(engine::TaskContext& context, engine::WorkerLocal* local,
                                           std::size_t index) const override;
    QCborMap parameters() const override { return m_inner->parameters(); }

    /// By thread id, once the run is over.
    std::map<std::int64_t, std::uint64_t> switches() const { return m_switches; }

private:
    struct Local;

    std::shared_ptr<engine::Workload> m_inner;
    mutable std::mutex m_mutex;
    mutable std::map<std::int64_t, std::uint64_t> m_switches;
};

/// Tasks that look at the clock without a pause for a while and remember where it jumped.
class Spinning final : public engine::Workload
{
public:
    Spinning(std::size_t tasks, Duration length) : m_gaps(tasks), m_length(length) {}

    std::string id() const override { return "spinning"; }
    std::string name() const override { return "looking at the clock"; }
    std::size_t taskCount() const override { return m_gaps.size(); }
    engine::TaskPlan plan(std::size_t) const override { return {.label = "look", .subject = {}}; }
    engine::Co<engine::TaskResult> execute(engine::TaskContext& context, engine::WorkerLocal*,
                                           std::size_t index) const override;
    QCborMap parameters() const override { return {}; }

    /// Once the run is over.
    std::map<TaskId, std::vector<Interval>> gaps(Stamp zero) const;

private:
    mutable std::vector<std::vector<std::pair<Stamp, Stamp>>> m_gaps; // each written by its task alone
    Duration m_length;
};

} // namespace interleave::tests
