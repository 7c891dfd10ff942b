// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/points.h"
#include "core/trace/trace.h"

#include <iosfwd>
#include <span>

namespace interleave::cli {

/// Writes the figures of finished runs as one JSON object, {"runs":[…]}; the fields are described in
/// app/cli/README.md. Each is compared with what analysis::baselines() says.
void writeResultsJson(std::ostream& out, std::span<const Trace* const> runs);

/// The same of an experiment; where it was repeated or swept each run says which it is, and "points" holds
/// what each model came to with each value.
void writeResultsJson(std::ostream& out, const run::RunList& list, std::span<const run::RunResult> runs);

} // namespace interleave::cli
