// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/plannedrun.h"
#include "core/engine/run.h"

#include <QString>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace interleave::run {

enum class KeepEvents { No, Yes };

/// What may be told of a run while it goes on.
struct RunProgress
{
    std::uint64_t tasks = 0, stopped = 0, failed = 0;
    Duration elapsed{};
};

/// One run that is over and, where they are asked for, its events as they were told.
struct RunResult
{
    Trace trace;
    std::vector<Event> events;
    Stamp zero{}; ///< of the trace, as the events' stamps count
    PlannedRun planned{};
    QString serverFailure{}; ///< of the practice server while it went on, as a sentence; empty: none
};

/// A run with the trace that grows from it. One thread; it starts in the constructor.
class LiveRun
{
public:
    /// @pre run::refusal() of the experiment is empty
    LiveRun(const engine::Model& model, std::shared_ptr<engine::Workload> workload,
            engine::RunOptions options, KeepEvents keep);

    /// Waits at most `patience` for something new and takes in what there is; the lines that its tasks print
    /// are appended to `log`. @return whether the run is over
    bool advance(std::chrono::milliseconds patience, std::vector<std::string>& log);
    /// Tasks in flight and queued become Cancelled; advance() goes on until it says that the run is over.
    void cancel();
    /// An event of this thread's own, about a worker that the run has announced.
    void add(const Event& event);
    /// The figures of this thread itself.
    void setWorker(WorkerId id, const Worker& worker) { m_builder.setWorker(id, worker); }

    RunProgress progress() const;
    /// What is known so far, and what is still open at this instant.
    const Trace& trace() const { return m_builder.trace(); }
    std::vector<Span> openSpans(Stamp now) const { return m_builder.openSpans(now); }
    Stamp zero() const { return m_zero; }

    /// @pre advance() said that the run is over, or it is given up
    RunResult finish() &&;

private:
    void count(const Event& event);

    engine::Run m_run;
    TraceBuilder m_builder;
    Stamp m_zero;
    KeepEvents m_keep;
    RunProgress m_progress;
    std::vector<Event> m_events;
};

} // namespace interleave::run
