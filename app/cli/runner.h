// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/runseries.h"

#include <functional>
#include <string>

namespace interleave::cli {

struct RunListener
{
    std::function<void(const std::string& line)> logged;     ///< a task's own line, when it has ended
    std::function<void(const run::RunProgress&)> progressed; ///< about 30 times a second
    std::function<bool()> stopped; ///< asked as often: whether to cancel what is left
};

/// Runs what the series has prepared to its end, on threads of its own. Cancelled, what happened until then
/// is returned.
run::RunResult runToEnd(const run::RunSeries& series, run::KeepEvents keep, const RunListener& listener);

} // namespace interleave::cli
