// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/points.h"

#include <iosfwd>

namespace interleave::run {

// Comma-separated values (core/formats/csv.h). The first record names the columns, with their units; times
// are seconds, exact; what is not known or does not apply is empty. The columns are in app/run/README.md.

/// A record for each run, in the order in which they were made.
void writeRunsCsv(std::ostream& out, const RunList& list, std::span<const RunResult* const> runs);
/// A record for each point: each model with each value.
void writePointsCsv(std::ostream& out, const RunList& list, std::span<const RunResult* const> runs);

} // namespace interleave::run
