// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/sheetplan.h"

#include <span>

namespace interleave::view {

/// Adds what occurs in the runs, and what is drawn over them, to the plan's legend.
void addLegend(SheetPlan& plan, std::span<const RunPicture> runs);
/// Sets the places of the legend's entries in lines from `top`. @return the bottom
double flowLegend(SheetPlan& plan, double top);

/// Of type of this size, with air.
int lineHeight(int pixels);

} // namespace interleave::view
