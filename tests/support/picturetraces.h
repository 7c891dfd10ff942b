// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <cstdint>
#include <string>

namespace interleave::support {

/// What a made-up run is like. Only for tests of drawing: nothing here was measured, and the traces say so.
struct PictureRecipe
{
    std::string modelId = "sequential";
    std::string modelName = "Synchronous";
    std::string workerKind = "thread";
    std::string lock = "none";
    std::uint32_t workers = 1;
    std::uint32_t inFlight = 1;
    std::uint32_t processors = 1; ///< that execute at the same time
    bool pinned = true;
    Duration slice{4'000'000}; ///< after which a runnable other gets the processor; tasks in flight on one
                               ///< worker are never interrupted
    Duration startUp{0};       ///< of each worker, drawn as its own work
    std::uint32_t tasks = 24;
    Duration compute{14'000'000}; ///< about, twice per task
    Duration wait{90'000'000};    ///< about, once per task
};

/// Plays the recipe with a seeded random length of every computation and wait: the same recipe, the same
/// trace.
Trace pictureTrace(const PictureRecipe& recipe);

PictureRecipe sequentialPicture();
PictureRecipe threadsPicture();   ///< 5 on one processor
PictureRecipe gilPicture();       ///< 5 with one lock: Blocked
PictureRecipe asyncPicture();     ///< 1 worker, 12 slots
PictureRecipe processesPicture(); ///< 2 with a start-up
PictureRecipe manyTasksPicture(); ///< 160 tasks, 100 in flight

} // namespace interleave::support
