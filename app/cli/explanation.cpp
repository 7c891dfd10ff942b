// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/explanation.h"

#include "app/cli/text.h"
#include "core/analysis/findings.h"
#include "core/analysis/idealschedule.h"
#include "core/analysis/statistics.h"

namespace interleave::cli {

QStringList explanationLines(const Trace& trace, const Trace* baseline, const run::RunBaseline& names)
{
    QStringList lines;
    if (const auto faster = baseline ? analysis::speedUp(*baseline, trace) : std::nullopt)
        lines << Text::tr("Speed-up over %1: %2×.").arg(names.id, QString::number(*faster, 'f', 2));
    for (const analysis::Finding& finding : analysis::findings(trace, baseline, names.name.toStdString()))
        lines << QString::fromStdString(finding.text);
    if (const auto ideal = analysis::idealSchedule(trace))
        lines << QString::fromStdString(analysis::sentence(*ideal));
    return lines;
}

} // namespace interleave::cli
