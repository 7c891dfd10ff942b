// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/model.h"
#include "core/engine/workload.h"
#include "core/observe/wallclock.h"
#include "core/trace/event.h"
#include "core/trace/tracebuilder.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace interleave::engine {

/// Where a run gets from what it records.
enum class Recording : std::uint8_t {
    SwitchRecords, ///< the kernel's, where they are allowed; else as with Counters
    Counters,      ///< of run delay, switches and CPU time
    Nothing,       ///< only how tasks ended: to measure what recording costs
};

/// What a run has told since it was last asked: feed() gives it to a TraceBuilder.
struct RunBatch
{
    std::vector<std::pair<WorkerId, interleave::Worker>> workers; ///< new, or with their figures at the end
    std::vector<Event> events;                                    ///< of one worker in order
    std::vector<TaskReport> reports;
    std::vector<observe::WallClockStep> clockSteps; ///< during the run; told once, at its end
    bool finished = false;                          ///< nothing follows
};

struct RunOptions
{
    /// The program started for each process worker; it must speak core/engine/README.md's protocol.
    std::string workerProgram;
    std::string callerName = "main"; ///< of the helper that the starting thread is announced as
    Recording recording = Recording::SwitchRecords;
    /// Conditions of the caller's own, shown after the workload's: {"drawn live", "30 frames/s"}.
    std::vector<std::pair<std::string, std::string>> conditions;
};

/// One execution of a workload under a model, on threads of its own: the caller only starts, cancels and
/// drains. All functions on the caller's one thread, but for cancel().
class Run
{
public:
    /// @pre refusal(model, allowed processors) is empty
    Run(Model model, std::shared_ptr<Workload> workload, RunOptions options);
    /// Cancels if still running, and waits for the end.
    ~Run();
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    /// Begins; zero is stamped here. Once. Until this object ends the caller's thread keeps off the measured
    /// processors, where there are others.
    void start();
    /// Tasks in flight and queued become Cancelled. Returns at once; any thread, any number of times.
    void cancel();
    /// Waits at most `patience` for something new, then returns what there is (maybe nothing).
    RunBatch drain(std::chrono::milliseconds patience);

    /// A builder that knows the run and its tasks. @pre start() was called
    TraceBuilder builder() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Gives the builder what a batch holds, in the right order.
void feed(TraceBuilder& builder, const RunBatch& batch);

/// Starts, drains until the end and builds: for tests and callers that need nothing on the way.
Trace execute(const Model& model, std::shared_ptr<Workload> workload, const RunOptions& options);

} // namespace interleave::engine
