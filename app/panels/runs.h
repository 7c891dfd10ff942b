// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/baselines.h"
#include "core/trace/trace.h"

#include <memory>
#include <vector>

namespace interleave::panels {

/// The finished runs that are shown, in the order in which they were run. No pointer is null.
using Runs = std::vector<std::shared_ptr<const Trace>>;

/// What a run of these is compared with.
/// @param baselineOf empty: the first of them
inline analysis::Baseline baselineIn(const Runs& runs, const Trace& run,
                                     const analysis::BaselineOf& baselineOf)
{
    return baselineOf ? baselineOf(run) : analysis::Baseline{runs.front(), runs.front()->info.modelName};
}

} // namespace interleave::panels
