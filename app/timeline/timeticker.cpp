// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/timeticker.h"

#include "core/timeline/axis.h"

namespace interleave::view {

void TimeTicker::generate(const QCPRange& range, const QLocale&, QChar, int, QVector<double>& ticks,
                          QVector<double>* subTicks, QVector<QString>* tickLabels)
{
    const Instant from(Duration(qRound64(range.lower)));
    const Instant to(Duration(qRound64(range.upper)));
    ticks.clear();
    if (subTicks != nullptr)
        subTicks->clear();
    if (tickLabels != nullptr)
        tickLabels->clear();
    for (const timeline::AxisTick& tick :
         timeline::axisLabels(from, std::max(to, from + Duration(1)), m_most).ticks) {
        ticks += static_cast<double>(tick.at.time_since_epoch().count());
        if (tickLabels != nullptr)
            *tickLabels += QString::fromStdString(tick.label);
    }
}

} // namespace interleave::view
