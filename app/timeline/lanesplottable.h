// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/highlight.h"
#include "app/timeline/lanesraster.h"
#include "app/timeline/sheetplan.h"
#include "core/timeline/layout.h"
#include "core/timeline/taskspans.h"

#include <memory>

namespace interleave::view {

/// What is on a plot; its elements share it.
struct SheetContent
{
    SheetPlan plan;
    std::optional<Highlight> highlight;
    bool moving = false; ///< the next frame will follow soon
};

/// Draws the bars of one run of a sheet. The key axis is in nanoseconds since the run's zero; the value axis
/// is not used.
class LanesPlottable : public QCPAbstractPlottable
{
    Q_OBJECT

public:
    LanesPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis, std::shared_ptr<const SheetContent> content,
                   std::size_t run);

    /// See LanesRaster::coarse().
    bool coarse() const { return m_raster.coarse(); }

    double selectTest(const QPointF& position, bool onlySelectable, QVariant* details) const override;
    QCPRange getKeyRange(bool& found, QCP::SignDomain domain) const override;
    QCPRange getValueRange(bool& found, QCP::SignDomain domain, const QCPRange& keys) const override;

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;

private:
    void drawLanes(QCPPainter* painter, const timeline::View& view, double density);
    void drawVectors(QPainter& painter, const LanesRaster::Frame& frame) const;
    void drawHighlight(QCPPainter* painter, const timeline::View& view, double density);
    QRectF laneRect(std::size_t lane) const;
    bool visible(const QRectF& lane) const;
    const RunPlan& run() const { return m_content->plan.runs[m_run]; }

    std::shared_ptr<const SheetContent> m_content;
    std::size_t m_run;
    timeline::TaskSpans m_taskSpans; // of the task that is picked out
    LanesRaster m_raster;
};

/// Device pixels per logical pixel; for vector files 2, the precision that a PNG has by default.
double densityOf(const QCPPainter& painter);

} // namespace interleave::view
