// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/idealoutlines.h"
#include "app/timeline/words.h"
#include "core/analysis/baselines.h"
#include "core/timeline/lanes.h"

#include <array>
#include <memory>
#include <vector>

namespace interleave::view {

/// What of a run needs explaining in a legend.
struct Occurring
{
    std::array<bool, allStates.size()> states{};
    bool startUp = false; ///< of workers: their state is not known, but what they do is
    bool starts = false;
};

/// What is drawn of one run, whatever the size and the look: made once for a run that is over, and added to
/// for each frame of one that goes on. Its lanes keep a run that was given to keep; any other must outlive
/// them.
struct RunPicture
{
    RunInfo info;
    RunWords words;
    std::shared_ptr<const std::vector<timeline::Lane>> lanes; ///< those of `following`
    std::shared_ptr<timeline::Lanes> following;               ///< what makes them
    const std::vector<Task>* tasks = nullptr; ///< of the run, never null; as long as its lanes
    Instant end{};                            ///< tracks reach to here
    Occurring occurring;
    std::shared_ptr<const IdealOutlines> ideal; ///< null: not asked for, or not known
    bool goesOn = false;
};

using timeline::Helpers;

/// @param baseline the first run of the picture
RunPicture pictureOf(const Trace& run, const Trace& baseline, timeline::Grouping grouping, Helpers helpers);

/// Likewise, and keeps the run.
RunPicture pictureOf(std::shared_ptr<const Trace> run, const Trace& baseline, timeline::Grouping grouping,
                     Helpers helpers);

/// Compares the picture's run with what it is to be compared with, which is named where it is not the first
/// of the picture.
void compare(RunPicture& picture, const Trace& run, const Trace& first,
             const analysis::BaselineOf& baselineOf);

/// A run that goes on.
struct RunSoFar
{
    const Trace& trace;
    std::vector<Span> open; ///< its spans still open at `now`
    Instant now{};
    std::uint64_t stopped = 0; ///< tasks that are over
};

/// @param before what this gave for the same run, grouping and helpers the last time; empty at first
RunPicture pictureOf(RunPicture before, const RunSoFar& run, timeline::Grouping grouping, Helpers helpers);

} // namespace interleave::view
