// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/model.h"
#include "core/engine/run.h"
#include "core/engine/workload.h"
#include "core/net/practiceserverprocess.h"
#include "core/workloads/downloads.h"
#include "core/workloads/script.h"
#include "core/workloads/sums.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace interleave::run {

/// One number of an experiment takes one value after another.
struct Sweep
{
    QString parameter; ///< id of a SweepParameter (sweep.h)
    QString values;    ///< as written: "1..16"; readSweepValues() reads them

    bool operator==(const Sweep&) const = default;
};

/// What to run: a workload under some models, one after another. A value; nothing is started by it.
struct Experiment
{
    QString title;                     ///< above the picture; empty: made from the runs
    std::vector<engine::Model> models; ///< in the order to run them; the first is the baseline
    /// One of the three.
    std::optional<workloads::DownloadsOptions> downloads;
    std::optional<workloads::SumsOptions> sums;
    std::optional<workloads::ScriptOptions> script;
    /// Beside `downloads`: each page is hashed so often, too, and the workload is `mixed`.
    std::optional<unsigned> hashPasses;
    /// Set when the practice server is to be started and downloaded from: then `downloads` has no addresses,
    /// source and conditions of its own, and `script` no server and conditions.
    std::optional<net::PracticeServerOptions> server;
    bool switchRecords = true; ///< the kernel's, where they are allowed
    QStringList pages;         ///< of the practice server, downloaded in turn: "jython", "dice"
    std::uint32_t repeat = 1;  ///< how often each run is made, 1 to 1000
    std::optional<Sweep> sweep;

    bool needsWorkerProgram() const;
    engine::Recording recording() const
    {
        return switchRecords ? engine::Recording::SwitchRecords : engine::Recording::Counters;
    }
};

/// A ready-made experiment.
struct Preset
{
    QString id, title;
    QString description; ///< one line
    Experiment experiment;
};

/// Why an experiment cannot be run: one sentence that says what is wrong and how to mend it; empty when it
/// can.
/// @param available the processors that this program may use
QString refusal(const Experiment& experiment, std::span<const ProcessorId> available);

/// Starts the practice server of an experiment, off the processor that is measured alone, and points the
/// downloads at its pages; nothing where none is wanted. Waits until it listens, usually 30 ms, at most 10 s.
/// @return empty, or a sentence
QString startServer(net::PracticeServerProcess& server, Experiment& experiment, const QString& workerProgram,
                    std::span<const ProcessorId> available);

/// The same at a server that was started with these options and still runs.
QString useServer(const net::PracticeServerProcess& server, Experiment& experiment);

/// A workload for one run of the experiment. @pre refusal() is empty, startServer() or useServer() was
/// called
std::shared_ptr<engine::Workload> makeWorkload(const Experiment& experiment);

/// "Threads as in CPython (one lock), changed: no lock": a name of the table claims what the table says. How
/// many threads or tasks in flight it does not claim, as long as one stays one and several stay several; the
/// details beside the name give the numbers. @param named the table's row
std::string trueName(const engine::Model& model, const engine::Model& named);

/// {"latency", "50 ms"}, …: what a title says of the server.
std::vector<std::pair<std::string, std::string>> conditionsOf(const net::PracticeServerOptions& options);

/// The core's refusals are clauses without a full stop.
QString sentence(const std::string& refusal);

} // namespace interleave::run
