// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/id.h"
#include "core/trace/time.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace interleave::engine {

enum class WorkerKind : std::uint8_t { Thread, Process };

enum class Lock : std::uint8_t {
    None,
    Interpreter, ///< CPython's: one holder, a switch request after the switch interval, released around waits
};

/// Which processors the workers may use.
struct Processors
{
    enum class Choice : std::uint8_t {
        One,  ///< the last one that the process may use
        All,  ///< all that the process may use
        List, ///< `list`
    };
    Choice choice = Choice::All;
    std::vector<ProcessorId> list; ///< ascending; only for List

    bool operator==(const Processors&) const = default;
};

/// How workers, processors and tasks are put together: a point in a small space. A named model is one row of
/// the table in model.cpp; every parameter can be overridden.
struct Model
{
    std::string id;   ///< "gil"
    std::string name; ///< "Threads as in CPython (one lock)"
    WorkerKind kind = WorkerKind::Thread;
    std::optional<std::uint32_t> workers; ///< empty: as many as processors
    std::uint32_t inFlight = 1; ///< tasks in flight per worker; 1: the worker blocks until its task is done
    Processors processors;
    Lock lock = Lock::None;
    Duration switchInterval = std::chrono::milliseconds(5); ///< of the interpreter lock

    bool operator==(const Model&) const = default;
};

/// The seven models, in the order to show them.
std::span<const Model> models();
std::optional<Model> modelNamed(std::string_view id);

/// Why a model cannot be run: one sentence that says what is wrong and how to mend it; empty when it can.
/// @param available the processors that this process may use, ascending
std::string refusal(const Model& model, std::span<const ProcessorId> available);

/// The processors that `model` gives its workers. @pre refusal() is empty
std::vector<ProcessorId> processorsOf(const Model& model, std::span<const ProcessorId> available);
/// How many workers that makes.
std::uint32_t workerCountOf(const Model& model, std::span<const ProcessorId> available);

} // namespace interleave::engine
