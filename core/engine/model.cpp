// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/model.h"

#include <algorithm>
#include <array>

namespace interleave::engine {

namespace {

constexpr std::uint32_t mostWorkers = 1000;
constexpr std::uint32_t mostInFlight = 100'000;

Processors one() { return {Processors::Choice::One, {}}; }
Processors all() { return {Processors::Choice::All, {}}; }

const std::array<Model, 7>& table()
{
    using Kind = WorkerKind;
    static const std::array<Model, 7> rows{{
        {"sequential", "Synchronous", Kind::Thread, 1, 1, one(), Lock::None},
        {"gil", "Threads as in CPython (one lock)", Kind::Thread, 5, 1, all(), Lock::Interpreter},
        {"threads", "Threads pinned to one processor", Kind::Thread, 5, 1, one(), Lock::None},
        {"async", "Async tasks, one thread (like asyncio)", Kind::Thread, 1, 100, one(), Lock::None},
        {"processes", "Processes (like multiprocessing)", Kind::Process, {}, 1, all(), Lock::None},
        {"parallel-threads",
         "Threads on all processors (what C++ gives you)",
         Kind::Thread,
         {},
         1,
         all(),
         Lock::None},
        {"async-processes", "An event loop in each process", Kind::Process, {}, 100, all(), Lock::None},
    }};
    return rows;
}

std::string listed(std::span<const ProcessorId> processors)
{
    std::string text;
    for (const ProcessorId processor : processors)
        text += (text.empty() ? "" : ", ") + std::to_string(processor.value);
    return text;
}

std::string processorRefusal(const Processors& processors, std::span<const ProcessorId> available)
{
    if (processors.choice != Processors::Choice::List)
        return {};
    if (processors.list.empty())
        return "the list of processors is empty: name at least one of " + listed(available);
    for (const ProcessorId processor : processors.list) {
        if (std::ranges::find(available, processor) == available.end())
            return "processor " + std::to_string(processor.value) +
                   " is not one that this program may use: choose from " + listed(available);
    }
    return {};
}

} // namespace

std::span<const Model> models() { return table(); }

std::optional<Model> modelNamed(std::string_view id)
{
    const auto found = std::ranges::find(models(), id, &Model::id);
    return found == models().end() ? std::nullopt : std::optional(*found);
}

std::string refusal(const Model& model, std::span<const ProcessorId> available)
{
    if (model.workers && (*model.workers < 1 || *model.workers > mostWorkers))
        return std::to_string(*model.workers) + " workers cannot be run: choose 1 to " +
               std::to_string(mostWorkers);
    if (model.inFlight < 1 || model.inFlight > mostInFlight)
        return std::to_string(model.inFlight) + " tasks in flight cannot be run: choose 1 to " +
               std::to_string(mostInFlight);
    if (model.lock == Lock::Interpreter && model.kind == WorkerKind::Process)
        return "the interpreter lock changes nothing between processes, since each has its own: choose lock "
               "none, or "
               "threads as workers";
    if (model.lock == Lock::Interpreter && model.switchInterval < std::chrono::microseconds(1))
        return "the lock's switch interval must be at least 1 us";
    return processorRefusal(model.processors, available);
}

std::vector<ProcessorId> processorsOf(const Model& model, std::span<const ProcessorId> available)
{
    switch (model.processors.choice) {
    case Processors::Choice::One:
        return {available.back()};
    case Processors::Choice::List:
        return model.processors.list;
    case Processors::Choice::All:
        break;
    }
    return {available.begin(), available.end()};
}

std::uint32_t workerCountOf(const Model& model, std::span<const ProcessorId> available)
{
    return model.workers.value_or(static_cast<std::uint32_t>(processorsOf(model, available).size()));
}

} // namespace interleave::engine
