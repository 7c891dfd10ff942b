// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace interleave::analysis {

/// Whether two runs did the same: the workload with all its parameters, its tasks, and the conditions of the
/// server that they asked. How it was run (model, workers, processors, which repetition) may differ.
bool sameWork(const Trace& one, const Trace& other);

/// What a run is compared with.
struct Baseline
{
    std::shared_ptr<const Trace> run; ///< null: with nothing
    std::string name;                 ///< "Synchronous, latency 50 ms"
};

/// Of each run that is shown what it is compared with: all that is said of it asks the same one. Empty: the
/// first of the runs shown.
using BaselineOf = std::function<Baseline(const Trace& run)>;

/// For each run the place of the one to compare it with, where all that is known are the runs: the first that
/// did the same work; and where its model was run with several numbers of workers, in flight or processors,
/// for each model the first of that.
std::vector<std::size_t> baselines(std::span<const Trace* const> runs);

} // namespace interleave::analysis
