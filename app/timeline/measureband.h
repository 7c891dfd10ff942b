// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/theme.h"

#include <QPalette>
#include <QRect>

class QPainter;

namespace interleave::view {

/// A range that is measured, as it lies over the lanes, with its length.
struct MeasureBand
{
    QRect place;
    QRect lanes; ///< an edge outside of them has no line
    QString length;
    int width = 0; ///< of what it is painted on: the length stays within
};

void paintMeasureBand(QPainter& painter, const MeasureBand& band, const Theme& theme,
                      const QPalette& palette);

} // namespace interleave::view
