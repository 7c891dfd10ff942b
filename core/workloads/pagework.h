// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/taskcontext.h"
#include "core/engine/workload.h"

#include <string>

namespace interleave::workloads {

/// Computing on a page that a task has read, in slices: real work whose result is compared from pass to pass,
/// so that no compiler may leave a pass out. Each leaves a result alone that is not Finished; else makes it
/// Cancelled when the run is stopped, Failed when two passes differ.

/// Counts the tags, links and words of a page, phase Parse.
/// @param from the page's address, for the sentence
void parsePage(engine::TaskContext& context, const std::string& body, unsigned passes,
               const std::string& from, engine::TaskResult& result);

/// Computes the SHA-256 of a page, phase Compute, and adds its beginning to the result's log line.
void hashPage(engine::TaskContext& context, const std::string& body, unsigned passes, const std::string& from,
              engine::TaskResult& result);

} // namespace interleave::workloads
