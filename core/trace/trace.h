// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/spantable.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace interleave {

/// One unit of work. Instants are empty until the event happened.
struct Task
{
    std::string label;   ///< short, for a lane: "download 17"
    std::string subject; ///< address (without user info) or arguments
    std::optional<Instant> planned, taken, started, stopped;
    WorkerId worker; ///< that took it last
    SlotId slot;
    std::uint64_t bytes = 0;    ///< body bytes received
    std::uint32_t attempts = 0; ///< 1 = no retry and no redirect
    std::uint32_t untaken = 0;  ///< connections that its server did not take, each opened again
    Outcome outcome = Outcome::None;
    std::string reason; ///< why it failed; empty unless Failed

    bool operator==(const Task&) const = default;
};

enum class WorkerRole : std::uint8_t {
    Executes, ///< executes tasks
    Helper,   ///< takes part without executing a task: resolver, collector, practice server
};

/// A thread or process of a run. Figures are empty where the system did not give them.
struct Worker
{
    std::string name; ///< "thread 1", "process 3", "resolver"
    WorkerRole role = WorkerRole::Executes;
    std::int64_t processId = 0; ///< as the operating system numbers it; 0: not known
    std::int64_t threadId = 0;
    std::optional<Instant> started; ///< executes from here on
    std::optional<Instant> stopped;
    std::optional<Duration> cpuClock;                 ///< thread CPU clock between started and stopped
    std::optional<Duration> runDelay;                 ///< time runnable but not on a processor, likewise
    std::optional<std::uint64_t> voluntarySwitches;   ///< by the worker's own act
    std::optional<std::uint64_t> involuntarySwitches; ///< by the kernel's
    /// That died and whose place this one took; none: it is one of those that the model asked for.
    WorkerId predecessor;
    /// Why it never began to execute: a clause; empty where it did. Then there is no `started` either.
    std::string notBegun;
    /// Whether the kernel's switch records were to be had of this thread; empty: not known (yet).
    std::optional<bool> switchRecords;
    /// How far an inferred instant of this worker may be from the true one; empty: none was inferred.
    std::optional<Duration> resolution;

    bool operator==(const Worker&) const = default;
};

/// Which sources told the truth about a run. See section "How a span knows the truth" of
/// core/observe/README.md.
struct Sources
{
    bool runDelay = false;       ///< run delay counter of each worker thread (/proc/thread-self/schedstat)
    bool switchCounters = false; ///< voluntary and involuntary switches (getrusage)
    bool switchRecords = false;  ///< the kernel's own record of every switch
    bool cpuClock = false;       ///< thread CPU clock
    bool processor = false;      ///< processor number at stamps
    bool receiveStamps = false;  ///< the kernel's receive time of a socket's data

    bool operator==(const Sources&) const = default;
};

enum class Origin : std::uint8_t {
    Run,      ///< made by this program's engine
    File,     ///< read from a foreign file
    Observed, ///< another program, watched
};

/// The wall clock was set during a run, or the computer slept, which only the wall clock counts.
struct ClockStep
{
    Instant at;    ///< when it was noticed
    Duration by{}; ///< how much later it shows since then than it would have

    bool operator==(const ClockStep&) const = default;
};

/// What a run was, in words and figures fit for a title, a table or a file.
struct RunInfo
{
    std::string modelId;      ///< "gil"
    std::string modelName;    ///< "Threads as in CPython (one lock)"
    std::string workloadId;   ///< "downloads"
    std::string workloadName; ///< one line: "160 downloads from the practice server, 50 ms latency"
    /// Equal for the same work: of the workload with its parameters, its tasks and its server's conditions.
    /// Empty: not told.
    std::string work;
    std::string workerKind;            ///< "thread" or "process"
    std::string lock;                  ///< "none" or "interpreter"
    std::uint32_t workers = 0;         ///< as the model asked for
    std::uint32_t workersNotBegun = 0; ///< of these, for whatever reason; workersBegun() is the rest
    std::string notBegunWhy;           ///< why those (most of them) did not: a clause
    std::uint32_t inFlight = 1;        ///< tasks in flight per worker
    std::vector<ProcessorId>
        processors;      ///< that the workers were allowed to use, ascending; never empty in a run
    bool pinned = false; ///< the workers were kept on `processors` by affinity
    /// Further conditions, in the order to show them: {"latency", "50 ms"}.
    std::vector<std::pair<std::string, std::string>> conditions;
    Origin origin = Origin::Run;
    Sources sources;
    Duration resolution{
        0}; ///< how far an inferred instant may be from the true one: the largest of the workers'
    /// Why there are no switch records, and how to allow them: a clause; empty where there are.
    std::string recordsRefused;
    std::uint32_t workersWithoutRecords = 0; ///< of those that execute, where others have them
    /// Switch records that the kernel could not keep: those switches are not shown.
    std::uint64_t lostRecords = 0;
    std::vector<ClockStep> clockSteps; ///< receive stamps around them were not used
    /// Events that told something impossible, and how many of each kind: a second start or outcome, another
    /// worker's task.
    std::vector<std::pair<std::string, std::uint64_t>> ignoredEvents;
    bool cancelled = false; ///< the user stopped the run
    std::string startedAt;  ///< wall clock of zero, ISO 8601 UTC

    bool operator==(const RunInfo&) const = default;
};

/// How many workers executed at a time: what every figure is to be derived from.
inline std::uint32_t workersBegun(const RunInfo& info)
{
    return info.workers - std::min(info.workers, info.workersNotBegun);
}

/// One run: everything that is shown, counted, drawn and saved comes from here.
struct Trace
{
    RunInfo info;
    std::vector<Task> tasks;     ///< indexed by TaskId
    std::vector<Worker> workers; ///< indexed by WorkerId; helpers included
    SpanTable spans;             ///< in no order of time
    Instant end{};               ///< zero to end is the makespan: the last worker's last task stopped

    Duration makespan() const { return end - Instant{}; }
    const Task& operator[](TaskId id) const { return tasks[id.value]; }
    const Worker& operator[](WorkerId id) const { return workers[id.value]; }
    bool operator==(const Trace&) const = default;
};

} // namespace interleave
