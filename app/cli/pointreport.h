// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/points.h"

#include <QStringList>

#include <span>

namespace interleave::cli {

/// The points of runs that were repeated or swept side by side, below them what the speed-ups are against and
/// what measured the runs.
QStringList pointLines(const run::RunList& list, std::span<const run::RunResult> runs);

/// "measured by …" of many runs: one line where they had the same sources, else one for each model, with the
/// least exact of them.
QStringList measuredTogether(std::span<const Trace* const> runs);

} // namespace interleave::cli
