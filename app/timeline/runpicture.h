// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/words.h"
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

/// What is drawn of one run, whatever the size and the look: made once for a run that is over, and again for
/// each frame of one that goes on.
struct RunPicture
{
    RunInfo info;
    RunWords words;
    std::shared_ptr<const std::vector<timeline::Lane>> lanes;
    Instant end{}; ///< tracks reach to here
    Occurring occurring;
    bool goesOn = false;
};

/// Whether threads that execute no task have rows, where they recorded what they did.
enum class Helpers { Shown, Hidden };

/// @param baseline the first run of the picture
RunPicture pictureOf(const Trace& run, const Trace& baseline, timeline::Grouping grouping, Helpers helpers);

/// Of a run that goes on.
/// @param open its spans still open at `now`
RunPicture pictureOf(const Trace& soFar, std::span<const Span> open, Instant now, timeline::Grouping grouping,
                     Helpers helpers);

} // namespace interleave::view
