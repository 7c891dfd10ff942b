// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/workload.h"

#include <QCborMap>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace interleave::tests {

/// What each task of a ScriptWorkload does, one after another.
struct Step
{
    enum class Kind : int {
        Compute, ///< checkpointed computing for `micro` microseconds of clock
        Sleep,   ///< for `micro` microseconds (rounded up to 1 ms)
        Fail,    ///< ends the task as Failed
        Crash,   ///< kills the process, in the task numbered `micro` only
        Stop,    ///< stops the process (SIGSTOP) until another one lets it go on, after `micro` microseconds
    };
    Kind kind = Kind::Compute;
    long long micro = 0;
};

/// A workload made for tests of the engine: the same steps in every task.
std::shared_ptr<engine::Workload> makeScript(std::size_t tasks, std::vector<Step> steps);

/// For a process worker, and for makeScript() itself in another process.
std::shared_ptr<engine::Workload> scriptFrom(std::string_view id, const QCborMap& parameters,
                                             std::string& error);

} // namespace interleave::tests
