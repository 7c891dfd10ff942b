// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/liverun.h"
#include "app/run/runlist.h"

#include <memory>

namespace interleave::run {

/// Makes the runs of an experiment one after another, with the practice server that each of them wants; both
/// the window and the command line walk it. One thread.
class RunSeries
{
public:
    /// @param workerProgram path of interleave-worker; empty where the experiment does not need it
    RunSeries(RunList list, QString workerProgram);

    const RunList& list() const { return m_list; }
    /// Makes ready what run `index` needs: where the server must behave otherwise than before, or does not
    /// serve any more, it is started anew, which takes some 30 ms, at most 20 s. @return empty, or a sentence
    QString prepare(std::size_t index);
    /// The model of the run that was prepared, its parameters and name as they are run.
    const engine::Model& model() const { return m_variant.models.front(); }
    /// Starts the run that was prepared. @param options without the worker program
    std::unique_ptr<LiveRun> start(engine::RunOptions options, KeepEvents keep) const;
    /// What became of it, and of the server where tasks failed: to ask a server that hangs takes 10 s.
    /// @pre as LiveRun::finish()
    RunResult finish(LiveRun&& live) const;

private:
    void nameDeadServer(RunResult& result) const;

    RunList m_list;
    QString m_workerProgram;
    net::PracticeServerProcess m_server;
    std::optional<net::PracticeServerOptions> m_wanted; // of the server that runs
    std::size_t m_index = 0;
    Experiment m_variant; // of m_index
};

} // namespace interleave::run
