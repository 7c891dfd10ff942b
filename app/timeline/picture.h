// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/sheetplan.h"

class QPaintDevice;

namespace interleave::view {

enum class Medium {
    Pixels, ///< a raster; the device's pixels per logical pixel are `scale`
    Vector, ///< SVG, PDF: no raster in it
};

/// Paints a sheet on any device with the code that paints it in the window. Needs a QApplication.
/// @param scale device units per logical pixel
/// @return false if the device cannot be painted on
bool paintSheet(QPaintDevice& device, const SheetPlan& plan, Medium medium, double scale);

} // namespace interleave::view
