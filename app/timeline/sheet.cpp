// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/sheet.h"

#include "app/timeline/lanesplottable.h"
#include "app/timeline/painted.h"
#include "app/timeline/sheetpaint.h"
#include "app/timeline/timeticker.h"

#include <QCoreApplication>

#include <algorithm>

namespace interleave::view {
namespace {

using SharedPlan = std::shared_ptr<const SheetPlan>;

void setUpAxes(QCPAxisRect& rect, const SheetPlan& plan, bool labelled)
{
    const Theme& theme = plan.theme;
    rect.axis(QCPAxis::atLeft)->setVisible(false);
    QCPAxis* time = rect.axis(QCPAxis::atBottom);
    time->setBasePen(Qt::NoPen);
    time->setTickPen(QPen(theme.grid)); // of no length, yet SVG has a dot of it
    time->setSubTickPen(QPen(theme.grid));
    time->setTickLength(0);
    time->setTicker(QSharedPointer<TimeTicker>::create(std::max(2, plan.plotWidth() / (8 * theme.textSize))));
    time->setTickLabels(labelled);
    time->setTickLabelFont(theme.font(theme.textSize));
    time->setTickLabelColor(theme.dim);
    time->setLabelFont(theme.font(theme.textSize));
    time->setLabelColor(theme.dim);
    time->setTickLabelPadding(4);
    time->setLabelPadding(2);
    if (labelled)
        time->setLabel(QCoreApplication::translate("Timeline", "time since start"));
    time->grid()->setPen(QPen(theme.grid, 1));
    time->grid()->setZeroLinePen(Qt::NoPen);
    time->grid()->setVisible(!theme.arrow);
}

QCPAxisRect* addRun(QCustomPlot& plot, const SharedPlan& plan, const RunPlan& run, bool last)
{
    auto* rect = new QCPAxisRect(&plot);
    plot.plotLayout()->addElement(plot.plotLayout()->rowCount(), 0, rect);
    const bool axis = last || plan->ownAxes;
    const int high = run.lanes->height + 2 * lanePadding;
    rect->setAutoMargins(QCP::msNone);
    rect->setMargins(QMargins(plan->left, 0, plan->right, axis ? plan->axisHeight : 0));
    rect->setSizeConstraintRect(QCPLayoutElement::scrInnerRect);
    rect->setMinimumSize(10, high);
    rect->setMaximumSize(QWIDGETSIZE_MAX, high);
    setUpAxes(*rect, *plan, axis && !plan->theme.arrow);
    QCPAxis* time = rect->axis(QCPAxis::atBottom);
    time->setRange(0, static_cast<double>(run.range.count()));
    new LanesPlottable(time, rect->axis(QCPAxis::atLeft), run.lanes, plan->theme); // the plot owns it
    new PaintedOverlay(rect, [plan, &run, rect, axis](QCPPainter& painter) {
        paintLabels(painter, *plan, run, rect->rect());
        paintTotal(painter, *plan, run, rect->rect());
        if (axis && plan->theme.arrow)
            paintArrow(painter, *plan, rect->rect());
    });
    return rect;
}

void addElement(QCustomPlot& plot, int height, PaintedElement::Paint paint)
{
    plot.plotLayout()->addElement(plot.plotLayout()->rowCount(), 0,
                                  new PaintedElement(&plot, height, std::move(paint)));
}

} // namespace

void fillSheet(QCustomPlot& plot, const SheetPlan& plan)
{
    const auto shared = std::make_shared<const SheetPlan>(plan);
    plot.clearPlottables();
    plot.plotLayout()->clear();
    plot.plotLayout()->setRowSpacing(0);
    plot.setBackground(QBrush(plan.theme.background));
    addElement(plot, plan.headingHeight, [shared](QCPPainter& painter, const QRect& place) {
        paintHeading(painter, *shared, place, densityOf(painter));
    });
    for (const RunPlan& run : shared->runs) {
        addElement(plot, run.headingHeight, [shared, &run](QCPPainter& painter, const QRect& place) {
            paintRunHeading(painter, *shared, run, place);
        });
        addRun(plot, shared, run, &run == &shared->runs.back());
    }
    addElement(plot, plan.footerHeight,
               [shared](QCPPainter& painter, const QRect& place) { paintFooter(painter, *shared, place); });
}

} // namespace interleave::view
