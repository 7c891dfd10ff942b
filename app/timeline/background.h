// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QColor;
class QPainter;

namespace interleave::view {

/// Fills all of the device that is painted on, whatever the painter's scale: its size is rounded to whole
/// pixels or points, and is a little larger than the picture as a rule.
void fillBackground(QPainter& painter, const QColor& colour);

} // namespace interleave::view
