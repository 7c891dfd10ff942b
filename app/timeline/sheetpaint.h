// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/sheetplan.h"

#include <QPainter>
#include <QRect>

namespace interleave::view {

/// The parts of a sheet beside its bars; each draws what the plan says into the place given.
void paintHeading(QPainter& painter, const SheetPlan& plan, const QRect& place, double density);
void paintRunHeading(QPainter& painter, const SheetPlan& plan, const RunPlan& run, const QRect& place);
void paintFooter(QPainter& painter, const SheetPlan& plan, const QRect& place);

/// @param lanes the place of the run's lanes, padding included
/// @param visible what is on the device at all
void paintLabels(QPainter& painter, const SheetPlan& plan, const RunPlan& run, const QRect& lanes,
                 const QRect& visible);
/// The line at the run's end, with its total time.
void paintTotal(QPainter& painter, const SheetPlan& plan, const RunPlan& run, const QRect& lanes);
void paintArrow(QPainter& painter, const SheetPlan& plan, const QRect& lanes);

} // namespace interleave::view
