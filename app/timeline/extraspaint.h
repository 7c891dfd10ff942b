// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/sheetplan.h"

#include <QPainter>
#include <QRect>

namespace interleave::view {

/// What can be drawn over the bars of a run, where the plan asks for it. Plain lines: the same on screen and
/// in vector files.
/// @param lanes the place of the run's lanes, padding included
/// @param visible what is on the device at all
/// @param density device pixels per logical pixel
void paintIdeal(QPainter& painter, const SheetPlan& plan, const RunPlan& run, const QRect& lanes,
                const QRect& visible, double density);
void paintWakeUps(QPainter& painter, const SheetPlan& plan, const RunPlan& run, const QRect& lanes,
                  const QRect& visible, double density);

/// Their signs in the legend.
void paintIdealSign(QPainter& painter, const Theme& theme, const QRectF& place);
void paintWakeUpSign(QPainter& painter, const Theme& theme, const QRectF& place);

} // namespace interleave::view
