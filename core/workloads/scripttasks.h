// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace interleave::workloads {

/// One thing that a task does.
struct ScriptPhase
{
    enum class Kind : std::uint8_t {
        Compute,  ///< for `length` of processor time
        Wait,     ///< for `length`
        Download, ///< addresses[which]
        Lock,     ///< take locks[which], do `body` (or compute for `length`), give it back
        Repeat,   ///< `body`, `times` times
    };
    Kind kind = Kind::Compute;
    unsigned spread = 0; ///< per cent by which `length` varies from task to task, up or down; 0 to 100
    Duration length{};
    std::uint32_t which = 0;
    std::uint32_t times = 1;
    std::vector<ScriptPhase> body;
};

/// Tasks that do the same.
struct ScriptKind
{
    std::uint32_t count = 1;
    std::string name; ///< "cook"; empty: tasks without a name
    std::string text; ///< of its phases, on one line, perhaps shortened
    std::vector<ScriptPhase> phases;
};

/// A script that has been understood. Its grammar: core/workloads/README.md.
struct Script
{
    std::uint64_t seed = 1; ///< of what varies
    std::vector<std::string> locks;
    std::vector<std::string> addresses; ///< as written: absolute, or of the practice server: "/dice"
    std::vector<ScriptKind> kinds;

    std::size_t taskCount() const;
    /// True if it downloads from the practice server.
    bool needsServer() const;
    bool varies() const;
};

/// What a task of a script does, one after another: repeats written out, times varied.
struct ScriptStep
{
    enum class Kind : std::uint8_t {
        Compute,
        Wait,
        Download,
        Lock,
        Unlock, ///< the lock taken last of those still held
    };
    Kind kind = Kind::Compute;
    Duration length{};
    std::uint32_t which = 0;

    bool operator==(const ScriptStep&) const = default;
};

/// The same for the same script, seed and task, under every model and in every process.
/// @pre task < script.taskCount()
std::vector<ScriptStep> stepsOf(const Script& script, std::size_t task);

/// A task's name: "cook 3", "task 3", or "cook" when it is the only one of its name.
std::string labelOf(const Script& script, std::size_t task);

/// The kind that a task is of. @pre task < script.taskCount()
const ScriptKind& kindOf(const Script& script, std::size_t task);

} // namespace interleave::workloads
