// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/model.h"
#include "core/engine/workload.h"
#include "core/observe/limits.h"

#include <cstdint>
#include <optional>
#include <span>

namespace interleave::engine {

/// What a run will need of what the system gives out in limited numbers, at most; beside what is in use.
struct Needs
{
    std::uint64_t files = 0; ///< open ones of this process
    std::uint64_t filesOfAnother =
        0;                     ///< of a process worker or the practice server, the most; 0: there is none
    std::uint64_t threads = 0; ///< of all processes together; a process has at least one
    bool operator==(const Needs&) const = default;
};

/// What a run needs beside its model and workload.
struct RunShape
{
    bool switchRecords = true;   ///< each thread's are an open file
    bool practiceServer = false; ///< it is a process, with a file for each connection
};

/// @pre refusal(model, available) is empty
Needs needsOf(const Model& model, const Workload& workload, std::span<const ProcessorId> available,
              RunShape shape);

/// What a system will not give to a run.
struct Shortage
{
    enum class Of : std::uint8_t { Files, FilesOfAnother, Threads };
    Of what = Of::Files;
    std::uint64_t needed = 0;
    observe::Limit limit;
    /// So many would work, with all else as it is: fewer workers, or where no number of them does, fewer
    /// tasks in flight; both empty where neither helps.
    std::optional<std::uint32_t> workers, inFlight;
};

/// The limits that a run is held to.
struct Limits
{
    std::optional<observe::Limit> files, threads;
};
/// Those of the system at this moment. @param threads how many more are wanted
Limits limitsNow(std::uint64_t threads);

/// Reckoned, before a run begins. Empty: the system has enough for it.
std::optional<Shortage> shortageOf(const Model& model, const Workload& workload,
                                   std::span<const ProcessorId> available, RunShape shape,
                                   const Limits& limits);

} // namespace interleave::engine
