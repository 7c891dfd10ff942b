// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/points.h"
#include "core/trace/trace.h"

#include <QStringList>

namespace interleave::cli {

/// What --explain prints below a run: its comparison with the baseline, its findings and its ideal schedule,
/// a line each.
/// @param baseline null where the run is one itself
/// @param names of the baseline
QStringList explanationLines(const Trace& trace, const Trace* baseline, const run::RunBaseline& names);

} // namespace interleave::cli
