// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/laneset.h"
#include "app/timeline/theme.h"

#include <qcustomplot.h>

#include <memory>

namespace interleave::view {

/// Draws the bars of a run's lanes. The key axis is in nanoseconds since the run's zero; the value axis is
/// not used.
class LanesPlottable : public QCPAbstractPlottable
{
    Q_OBJECT

public:
    LanesPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis, std::shared_ptr<const LaneSet> lanes,
                   const Theme& theme);

    double selectTest(const QPointF& position, bool onlySelectable, QVariant* details) const override;
    QCPRange getKeyRange(bool& found, QCP::SignDomain domain) const override;
    QCPRange getValueRange(bool& found, QCP::SignDomain domain, const QCPRange& keys) const override;

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;

private:
    std::shared_ptr<const LaneSet> m_lanes;
    Theme m_theme;
};

/// Device pixels per logical pixel; for vector files 2, the precision that a PNG has by default.
double densityOf(const QCPPainter& painter);

} // namespace interleave::view
