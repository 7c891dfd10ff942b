// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/lanesplottable.h"

#include "app/timeline/barpainter.h"

namespace interleave::view {

LanesPlottable::LanesPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis, std::shared_ptr<const LaneSet> lanes,
                               const Theme& theme)
    : QCPAbstractPlottable(keyAxis, valueAxis), m_lanes(std::move(lanes)), m_theme(theme)
{
    setSelectable(QCP::stNone);
}

double LanesPlottable::selectTest(const QPointF&, bool, QVariant*) const { return -1; }

QCPRange LanesPlottable::getKeyRange(bool& found, QCP::SignDomain) const
{
    found = m_lanes->end > Instant();
    return {0, static_cast<double>(m_lanes->end.time_since_epoch().count())};
}

QCPRange LanesPlottable::getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const
{
    found = false;
    return {};
}

void LanesPlottable::draw(QCPPainter* painter)
{
    const QRect rect = mKeyAxis->axisRect()->rect();
    const double density = densityOf(*painter);
    const QCPRange range = mKeyAxis->range();
    const timeline::View view{.from = Instant(Duration(qRound64(range.lower))),
                              .to = Instant(Duration(qRound64(range.upper))),
                              .width = rect.width() * density};
    const double from = std::clamp(view.x(Instant()) / density, 0.0, static_cast<double>(rect.width()));
    const double to = std::clamp(view.x(m_lanes->end) / density, 0.0, static_cast<double>(rect.width()));
    BarPainter bars(*painter, m_theme, density);
    for (std::size_t i = 0; i < m_lanes->lanes.size(); ++i) {
        const LaneBox& box = m_lanes->boxes[i];
        const QRectF lane(rect.left(), rect.top() + lanePadding + box.top, rect.width(), box.height);
        if (lane.bottom() < rect.top() || lane.top() > rect.bottom() + 1)
            continue;
        if (m_theme.track != m_theme.background)
            painter->fillRect(QRectF(lane.left() + from, lane.top(), to - from, lane.height()),
                              m_theme.track);
        bars.draw(timeline::layout(m_lanes->lanes[i], view), lane);
    }
}

void LanesPlottable::drawLegendIcon(QCPPainter*, const QRectF&) const {}

double densityOf(const QCPPainter& painter)
{
    if (painter.modes().testFlag(QCPPainter::pmVectorized))
        return 2;
    return painter.device()->devicePixelRatioF() * painter.transform().m11();
}

} // namespace interleave::view
