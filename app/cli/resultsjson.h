// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <iosfwd>
#include <span>

namespace interleave::cli {

/// Writes the figures of finished runs as one JSON object, {"runs":[…]}; the fields are described in
/// app/cli/README.md. The first run is the baseline of "speedup".
void writeResultsJson(std::ostream& out, std::span<const Trace* const> runs);

} // namespace interleave::cli
