// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/sheet.h"

#include "app/timeline/extraspaint.h"
#include "app/timeline/painted.h"
#include "app/timeline/sheetpaint.h"
#include "app/timeline/timeticker.h"
#include "core/timeline/axis.h"

#include <QCoreApplication>

#include <algorithm>

namespace interleave::view {
namespace {

/// What the ticks count from.
QString axisTitle(const RunPlan& run, int ticks)
{
    const std::string origin = timeline::axisLabels(run.from, run.to, ticks).origin;
    return origin.empty() ? QCoreApplication::translate("Timeline", "time since start")
                          : QCoreApplication::translate("Timeline", "time after %1 since start")
                                .arg(QString::fromStdString(origin));
}

void setUpAxis(QCPAxis& time, const SheetPlan& plan, const RunPlan& run, bool labelled)
{
    const Theme& theme = plan.theme;
    const int ticks = std::max(2, plan.plotWidth() / (8 * theme.textSize));
    time.setBasePen(Qt::NoPen);
    time.setTickPen(QPen(theme.grid)); // of no length, yet SVG has a dot of it
    time.setSubTickPen(QPen(theme.grid));
    time.setTickLength(0);
    time.setTicker(QSharedPointer<TimeTicker>::create(ticks));
    time.setTickLabels(labelled);
    time.setTickLabelFont(theme.font(theme.textSize));
    time.setTickLabelColor(theme.dim);
    time.setLabelFont(theme.font(theme.textSize));
    time.setLabelColor(theme.dim);
    time.setTickLabelPadding(4);
    time.setLabelPadding(2);
    time.setLabel(labelled ? axisTitle(run, ticks) : QString());
    time.grid()->setPen(QPen(theme.grid, 1));
    time.grid()->setZeroLinePen(Qt::NoPen);
    time.grid()->setVisible(!theme.arrow);
}

} // namespace

Sheet::Sheet(QCustomPlot& plot, Parts parts) : m_plot(plot), m_parts(parts) {}

bool Sheet::hasAxis(std::size_t run) const
{
    return plan().ownAxes || (m_parts == Parts::Whole && run + 1 == plan().runs.size());
}

void Sheet::show(SheetPlan plan)
{
    m_content->plan = std::move(plan);
    if (m_bands.size() != m_content->plan.runs.size() || m_bands.empty())
        rebuild();
    update();
}

void Sheet::clear()
{
    m_content->plan = {};
    rebuild();
}

PaintedElement* Sheet::addElement(PaintedElement::Paint paint)
{
    auto* element = new PaintedElement(&m_plot, std::move(paint)); // the layout takes it
    m_plot.plotLayout()->addElement(m_plot.plotLayout()->rowCount(), 0, element);
    return element;
}

void Sheet::rebuild()
{
    m_plot.clearPlottables();
    m_plot.plotLayout()->clear();
    m_plot.plotLayout()->setRowSpacing(0);
    m_bands.clear();
    // The elements share the content, not this object: they live as long as the plot.
    const auto content = m_content;
    if (m_parts == Parts::Whole)
        m_heading = addElement([content](QCPPainter& painter, const QRect& place) {
            paintHeading(painter, content->plan, place, densityOf(painter));
        });
    for (std::size_t run = 0; run < plan().runs.size(); ++run)
        addRun(run);
    if (m_parts == Parts::Whole)
        m_footer = addElement([content](QCPPainter& painter, const QRect& place) {
            paintFooter(painter, content->plan, place);
        });
}

void Sheet::addRun(std::size_t index)
{
    const auto content = m_content;
    Band& band = m_bands.emplace_back();
    band.heading = addElement([content, index](QCPPainter& painter, const QRect& place) {
        paintRunHeading(painter, content->plan, content->plan.runs[index], place);
    });
    auto* rect = new QCPAxisRect(&m_plot); // the layout takes it
    band.lanes = rect;
    m_plot.plotLayout()->addElement(m_plot.plotLayout()->rowCount(), 0, rect);
    rect->setAutoMargins(QCP::msNone);
    rect->setSizeConstraintRect(QCPLayoutElement::scrInnerRect);
    rect->axis(QCPAxis::atLeft)->setVisible(false);
    band.bars = new LanesPlottable(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft), content,
                                   index); // the plot owns it
    const bool axis = hasAxis(index);
    new PaintedOverlay(rect, [content, index, rect, axis](QCPPainter& painter) {
        const RunPlan& run = content->plan.runs[index];
        const QRect visible = rect->parentPlot()->viewport();
        paintIdeal(painter, content->plan, run, rect->rect(), visible, densityOf(painter));
        paintWakeUps(painter, content->plan, run, rect->rect(), visible, densityOf(painter));
        paintLabels(painter, content->plan, run, rect->rect(), visible);
        paintTotal(painter, content->plan, run, rect->rect());
        paintNotes(painter, content->plan, run, rect->rect());
        if ((axis || content->plan.ownAxes) && content->plan.theme.arrow)
            paintArrow(painter, content->plan, rect->rect());
    });
}

void Sheet::update()
{
    m_plot.setBackground(QBrush(plan().theme.background));
    if (m_heading)
        m_heading->setHeight(plan().headingHeight);
    if (m_footer)
        m_footer->setHeight(plan().footerHeight);
    for (std::size_t i = 0; i < m_bands.size(); ++i)
        update(m_bands[i], i);
}

void Sheet::update(const Band& band, std::size_t index)
{
    const RunPlan& run = plan().runs[index];
    const bool axis = hasAxis(index);
    const int high = run.lanes.height + 2 * lanePadding;
    band.heading->setHeight(run.headingHeight);
    band.lanes->setMargins(QMargins(plan().left, 0, plan().right, axis ? plan().axisHeight : 0));
    band.lanes->setMinimumSize(10, high);
    band.lanes->setMaximumSize(QWIDGETSIZE_MAX, high);
    QCPAxis& time = *band.lanes->axis(QCPAxis::atBottom);
    setUpAxis(time, plan(), run, axis && !plan().theme.arrow);
    time.setRange(static_cast<double>(run.from.time_since_epoch().count()),
                  static_cast<double>(run.to.time_since_epoch().count()));
}

bool Sheet::coarse() const
{
    return std::ranges::any_of(m_bands, [](const Band& band) { return band.bars->coarse(); });
}

QRect Sheet::headingRect(std::size_t run) const { return m_bands[run].heading->rect(); }

QRect Sheet::lanesRect(std::size_t run) const { return m_bands[run].lanes->rect(); }

} // namespace interleave::view
