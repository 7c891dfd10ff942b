// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/taskcontext.h"
#include "core/trace/trace.h"

#include <QCborMap>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace interleave::engine {

/// A task before it runs.
struct TaskPlan
{
    std::string label;   ///< short, for a lane: "download 17"
    std::string subject; ///< address (without user info) or arguments
};

/// How a task ended, from the workload's side.
struct TaskResult
{
    Outcome outcome = Outcome::Finished;
    std::string reason;         ///< a sentence when Failed: what, where; empty otherwise
    std::uint64_t bytes = 0;    ///< body bytes received
    std::uint32_t attempts = 1; ///< 1 = no retry and no redirect
    std::uint32_t untaken = 0;  ///< connections that its server did not take, each opened again
    std::string log;            ///< a line to print: "Read 276 from http://…"; empty: none
};

/// What a workload keeps per worker: a client with its connection pool. Made, used and destroyed on the
/// worker's thread.
class WorkerLocal
{
public:
    virtual ~WorkerLocal() = default;
};

/// Lets a workload announce a thread of its own (a name resolver). Thread-safe.
using AnnounceHelper = std::function<void(interleave::Worker helper)>;

/// How to make the tasks of a run. One object serves one run in one process; its const functions are called
/// from all worker threads at once, so what they share must be thread-safe.
class Workload
{
public:
    virtual ~Workload() = default;

    virtual std::string id() const = 0;   ///< "downloads"
    virtual std::string name() const = 0; ///< one line for a title: "20 sums of squares below 400 000 000"
    /// Further conditions of the run, in the order to show them: {"latency", "50 ms"}.
    virtual std::vector<std::pair<std::string, std::string>> conditions() const { return {}; }
    /// Its tasks share locks (TaskLocks), of which every process has its own.
    virtual bool hasLocks() const { return false; }
    virtual std::size_t taskCount() const = 0;
    /// What a task does, in words that are equal for equal work whatever server is asked; where it is not
    /// what plan() says.
    virtual std::string workOf(std::size_t index) const { return plan(index).subject; }
    /// @pre index < taskCount()
    virtual TaskPlan plan(std::size_t index) const = 0;

    /// How many threads of its own each worker's local part brings along and announces.
    virtual std::size_t helpersPerWorker() const { return 0; }
    /// How many connections a worker may have open at once, idle ones too, with so many tasks in flight.
    virtual std::size_t connectionsPerWorker(std::uint32_t inFlight) const
    {
        static_cast<void>(inFlight);
        return 0;
    }
    /// Before the first task, on the run's thread.
    virtual void begin(AnnounceHelper) {}
    /// Once per worker, on its thread, before its first task.
    virtual std::unique_ptr<WorkerLocal> prepare() const { return nullptr; }
    /// Executes one task. The same body under every model.
    /// @param local what prepare() returned on this worker (may be null)
    virtual Co<TaskResult> execute(TaskContext& context, WorkerLocal* local, std::size_t index) const = 0;

    /// The parameters from which the registry (core/workloads/registry.h) makes the same workload in another
    /// process, together with id().
    virtual QCborMap parameters() const = 0;
};

} // namespace interleave::engine
