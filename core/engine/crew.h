// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/doorbell.h"
#include "core/engine/run.h"

#include <atomic>
#include <iterator>
#include <mutex>
#include <stop_token>
#include <utility>
#include <vector>

namespace interleave::engine {

/// What is in `from` follows what is in `to`; nothing stays behind.
template <class T>
void moveAppend(std::vector<T>& to, std::vector<T>& from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from.clear();
}

/// Where the threads of a run put what is too big for an event, for the collector to fetch. Thread-safe.
class Outbox
{
public:
    void report(TaskReport report);
    void worker(WorkerId id, interleave::Worker worker);
    /// The number of the next worker or helper of this run.
    WorkerId nextWorker() { return WorkerId(m_next.fetch_add(1)); }
    /// Announces a helper under a new number.
    WorkerId helper(interleave::Worker helper);
    /// Those announced since the last call.
    std::vector<std::pair<WorkerId, interleave::Worker>> newHelpers();
    /// Appends to the batch what has come since the last call.
    void drain(RunBatch& batch);

private:
    std::mutex m_mutex;
    std::vector<TaskReport> m_reports;
    std::vector<std::pair<WorkerId, interleave::Worker>> m_workers;
    std::vector<std::pair<WorkerId, interleave::Worker>> m_newHelpers;
    std::atomic<std::uint32_t> m_next{0};
};

/// The workers of one run, of one kind. All functions on the collector's thread, whose event loop runs.
class Crew
{
public:
    virtual ~Crew() = default;
    virtual void start() = 0;
    /// Appends the events that have come since the last call.
    virtual void drain(std::vector<Event>& events) = 0;
    virtual void cancel() = 0;
    /// All workers are gone and nothing more will come.
    virtual bool finished() const = 0;
    /// The tasks that no worker ever began (once finished).
    virtual std::vector<TaskId> untaken() const = 0;
    /// Why those are Failed where the user did not cancel them.
    virtual std::string untakenReason() const { return {}; }
};

/// What a crew needs; all outlive it.
struct CrewSetup
{
    const Model& model;
    Workload& workload;
    const RunOptions& options;
    std::vector<ProcessorId> processors; ///< of the workers
    std::uint32_t workers = 1;
    std::size_t ringSharers = 0; ///< of observe::SwitchRecords; 0: do without switch records
    bool filesAreScarce = false; ///< so few may be opened that a run might need them all
    std::stop_token stop;
    Outbox& outbox;
    Doorbell& bell; ///< the collector's
};

std::unique_ptr<Crew> makeThreadCrew(CrewSetup setup);
std::unique_ptr<Crew> makeProcessCrew(CrewSetup setup);

} // namespace interleave::engine
