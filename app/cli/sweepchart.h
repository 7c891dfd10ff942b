// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/points.h"
#include "app/timeline/sweepchart.h"

#include <span>

namespace interleave::cli {

/// What the chart of a sweep shows. @param title empty: made from the runs
/// @pre something is swept
view::SweepChart sweepChart(const run::RunList& list, std::span<const run::RunResult* const> runs,
                            const QString& title);

} // namespace interleave::cli
