// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/sheetplan.h"

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

/// The instant at a place on the plot, within the run. @param lanes where the run's are
Instant instantAt(const RunPlan& run, const QRect& lanes, double x);
/// Where a part of the time is, as far as it is seen. @pre from < to
QRect bandIn(const RunPlan& run, const QRect& lanes, Instant from, Instant to);

void paintMeasureBand(QPainter& painter, const MeasureBand& band, const Theme& theme,
                      const QPalette& palette);

} // namespace interleave::view
