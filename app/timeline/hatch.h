// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainterPath>
#include <QRectF>

namespace interleave::view {

/// 45 degree lines clipped to a rectangle, by arithmetic: clip paths are lost in SVG, brush patterns become
/// rasters. The lines of all rectangles of a picture belong to one pattern, so those of neighbours meet.
enum class HatchDirection { Rising, Falling };
void addHatch(QPainterPath& path, const QRectF& rect, double spacing, HatchDirection direction);

} // namespace interleave::view
