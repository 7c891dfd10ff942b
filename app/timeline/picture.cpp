// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/picture.h"

#include "app/timeline/background.h"
#include "app/timeline/sheet.h"

#include <qcustomplot.h>

namespace interleave::view {

bool paintSheet(QPaintDevice& device, const SheetPlan& plan, Medium medium, double scale)
{
    QCustomPlot plot;
    Sheet(plot, Sheet::Parts::Whole).show(plan);
    QCPPainter painter;
    if (!painter.begin(&device))
        return false;
    fillBackground(painter, plan.theme.background);
    painter.scale(scale, scale);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setMode(QCPPainter::pmNonCosmetic);
    painter.setMode(QCPPainter::pmVectorized, medium == Medium::Vector);
    plot.toPainter(&painter, plan.width, plan.height());
    return painter.end();
}

} // namespace interleave::view
