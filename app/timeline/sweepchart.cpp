// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/sweepchart.h"

#include "app/timeline/words.h"
#include "core/timeline/axis.h"

#include <QCoreApplication>

namespace interleave::view {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Timeline", text); }

QString timeText(Duration duration) { return QString::fromStdString(timeline::text(duration)); }

} // namespace

QString SweepChart::spoken(const analysis::Point& point) const
{
    QStringList parts;
    if (point.median)
        parts << timeText(*point.median);
    if (point.runs.size() - point.incomplete > 1)
        parts << tr("from %1 to %2 in %3 runs")
                     .arg(timeText(*point.least), timeText(*point.most))
                     .arg(point.runs.size() - point.incomplete);
    if (point.speedUp)
        parts << tr("%1 times as fast").arg(*point.speedUp, 0, 'f', 2);
    if (point.incomplete > 0)
        parts << (point.incomplete == 1 ? tr("1 run incomplete")
                                        : tr("%1 runs incomplete").arg(point.incomplete));
    return tr("%1: %2").arg(nameOf(point.model, point.value), parts.join(QLatin1StringView(", ")));
}

QString SweepChart::nameOf(std::uint32_t model, std::uint32_t value) const
{
    return tr("%1, %2").arg(oneLine(models[model].toStdString()), values[value].name);
}

} // namespace interleave::view
