// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/sweepplan.h"

class QPaintDevice;
class QPainter;

namespace interleave::view {

/// Draws the chart as planned, its background included; the same for screen, PNG, SVG and PDF.
void paintSweep(QPainter& painter, const SweepPlan& plan);

/// The same on a device. @param scale device units per logical pixel
/// @return false if the device cannot be painted on
bool paintSweep(QPaintDevice& device, const SweepPlan& plan, double scale);

} // namespace interleave::view
