// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/sheetplan.h"

class QCustomPlot;

namespace interleave::view {

/// Fills the plot with the runs of a plan, one under the other. What the plot had before is removed; it is
/// not replotted. The plot should be plan.width by plan.height() logical pixels.
void fillSheet(QCustomPlot& plot, const SheetPlan& plan);

} // namespace interleave::view
