// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/runresult.h"
#include "core/engine/model.h"
#include "core/engine/workload.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace interleave::cli {

/// What may be told of a run while it goes on.
struct RunProgress
{
    std::uint64_t tasks = 0, stopped = 0, failed = 0;
    Duration elapsed{};
};

struct RunListener
{
    std::function<void(const std::string& line)> logged; ///< a task's own line, when it has ended
    std::function<void(const RunProgress&)> progressed;  ///< about 30 times a second
};

enum class KeepEvents { No, Yes };

/// Runs the workload under the model to its end on threads of its own. Interrupt::interrupted() cancels it;
/// what happened until then is returned.
RunResult runToEnd(const engine::Model& model, std::shared_ptr<engine::Workload> workload,
                   const std::string& workerProgram, KeepEvents keep, const RunListener& listener);

} // namespace interleave::cli
