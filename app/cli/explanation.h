// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <QStringList>

namespace interleave::cli {

/// What --explain prints below a run: its comparison with the baseline, its findings and its ideal schedule,
/// a line each.
/// @param baseline null where the run is the first
QStringList explanationLines(const Trace& trace, const Trace* baseline);

} // namespace interleave::cli
