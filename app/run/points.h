// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/liverun.h"
#include "app/run/runlist.h"
#include "core/analysis/baselines.h"
#include "core/analysis/points.h"

#include <memory>
#include <span>
#include <vector>

namespace interleave::run {

/// With which point each point of these runs is compared: what changes how the same work is run is compared
/// with its own first value, what changes the work or the server with the first model.
analysis::Against against(const RunList& list);
/// The same as a sentence for those who read the figures.
QString againstSentence(const RunList& list);

/// What the runs of a point are compared with, by the ids of models: "sequential, latency 50 ms".
QString againstText(const RunList& list, const analysis::Point& point);

/// What one run is compared with.
struct RunBaseline
{
    std::size_t run = 0; ///< its place among the runs; a run that is compared with itself is a baseline
    QString name;        ///< "Synchronous, latency 50 ms"; and by the model's id: "sequential, latency 50 ms"
    QString id;
};

/// The same point for every run, in each output: of repetitions the same one, where it was made.
/// @param list empty: the runs were opened
/// @param runs as for pointsOf()
std::vector<RunBaseline> baselinesOf(const RunList& list, std::span<const RunResult* const> runs);

/// @param runs of the list, as many as there are by now; no pointer is null
std::vector<analysis::Point> pointsOf(const RunList& list, std::span<const RunResult* const> runs);

/// "1.234 s [1.200–1.300]": the median, and where there are several runs the least and the most; a dash where
/// no run finished all its tasks.
QString timesText(const analysis::Point& point);

} // namespace interleave::run
