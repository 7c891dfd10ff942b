// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/resources.h"

#include <algorithm>

namespace interleave::engine {

namespace {

/// Of a thread with an event loop: its wake-up, its run delay, and the same once more while figures are read.
constexpr std::uint64_t filesPerThread = 3;
/// Of a process worker or the practice server on our side: two pipes, and the file that tells of its end.
constexpr std::uint64_t filesPerChild = 3;
/// While one is started; name resolution; what is opened and closed in passing.
constexpr std::uint64_t filesInPassing = 16;
/// That a process of ours has at its beginning: standard streams and its event loop.
constexpr std::uint64_t filesOfAProcess = 6;

/// Connections of so many workers together: no more than they may have, nor than all tasks could use.
std::uint64_t connectionsOf(const Model& model, const Workload& workload, std::uint64_t workers)
{
    return std::min(workers * workload.connectionsPerWorker(model.inFlight),
                    std::uint64_t{workload.taskCount()} * workload.connectionsPerWorker(1));
}

/// What is not enough, if anything is.
std::optional<Shortage> lacking(const Needs& needs, const Limits& limits)
{
    using Of = Shortage::Of;
    if (limits.files && needs.files > limits.files->left())
        return Shortage{Of::Files, needs.files + limits.files->used, *limits.files, {}, {}};
    if (limits.files && needs.filesOfAnother > limits.files->most)
        return Shortage{Of::FilesOfAnother, needs.filesOfAnother, *limits.files, {}, {}};
    if (limits.threads && needs.threads > limits.threads->left())
        return Shortage{Of::Threads, needs.threads + limits.threads->used, *limits.threads, {}, {}};
    return std::nullopt;
}

} // namespace

Needs needsOf(const Model& model, const Workload& workload, std::span<const ProcessorId> available,
              RunShape shape)
{
    const std::uint64_t workers = workerCountOf(model, available);
    const std::uint64_t perThread = filesPerThread + (shape.switchRecords ? 1 : 0);
    const std::uint64_t helpers = workload.helpersPerWorker();
    const std::uint64_t resolvers = workload.connectionsPerWorker(1) > 0 ? 1 : 0;
    const std::uint64_t ofAWorker = perThread + helpers * perThread;
    Needs needs;
    needs.files = filesInPassing + perThread * (1 + resolvers) + (shape.practiceServer ? filesPerChild : 0);
    needs.threads = 1 + (shape.practiceServer ? 1 : 0); // the collector
    if (model.kind == WorkerKind::Thread) {
        needs.files += workers * ofAWorker + connectionsOf(model, workload, workers);
        needs.threads += workers * (1 + helpers) + resolvers;
    } else {
        needs.files += workers * filesPerChild;
        needs.filesOfAnother =
            filesOfAProcess + filesInPassing + ofAWorker + connectionsOf(model, workload, 1);
        needs.threads += workers * (1 + helpers + resolvers);
    }
    if (shape.practiceServer)
        needs.filesOfAnother = std::max(needs.filesOfAnother, filesOfAProcess + filesInPassing +
                                                                  connectionsOf(model, workload, workers));
    return needs;
}

Limits limitsNow(std::uint64_t threads) { return {observe::openFileLimit(), observe::threadLimit(threads)}; }

std::optional<Shortage> shortageOf(const Model& model, const Workload& workload,
                                   std::span<const ProcessorId> available, RunShape shape,
                                   const Limits& limits)
{
    const auto shortageOfModel = [&](const Model& changed) {
        return lacking(needsOf(changed, workload, available, shape), limits);
    };
    std::optional<Shortage> shortage = shortageOfModel(model);
    if (!shortage)
        return shortage;
    Model fewer = model;
    for (std::uint32_t workers = workerCountOf(model, available); --workers > 0 && !shortage->workers;) {
        fewer.workers = workers;
        if (!shortageOfModel(fewer))
            shortage->workers = workers;
    }
    fewer = model;
    for (fewer.inFlight /= 2; fewer.inFlight > 0 && !shortage->workers && !shortage->inFlight;
         fewer.inFlight /= 2) {
        if (!shortageOfModel(fewer))
            shortage->inFlight = fewer.inFlight;
    }
    return shortage;
}

} // namespace interleave::engine
