// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/baselines.h"
#include "core/analysis/statistics.h"
#include "core/trace/trace.h"

#include <QCoreApplication>
#include <QString>
#include <QVariant>

#include <span>

namespace interleave::panels {

/// One cell of a table of figures.
struct Figure
{
    QString shown;     ///< "3.211 s"
    QString copied{};  ///< "3.211456789"; empty: as shown
    QVariant value{};  ///< to sort by; invalid where it is not known
    QString toolTip{}; ///< why it is not known, or against what it is
};

/// One column of the statistics.
struct FigureColumn
{
    const char* head;       ///< untranslated, context "panels", as is the definition
    const char* unit;       ///< behind the copied head; null: none
    const char* definition; ///< exact, so that it can be recomputed from the exported spans
    Figure (*figure)(const Trace& trace, const analysis::Baseline& baseline,
                     const analysis::Statistics& statistics);
};

/// In the order to show them.
std::span<const FigureColumn> figureColumns();

/// "1.93 of 2": processor use times processors. "–" where it is not known.
Figure processorsUsed(const Trace& trace, const analysis::Statistics& statistics);
Figure countFigure(std::uint64_t count);
Figure unknownFigure(const QString& why);
/// Involuntary switches, or why they are not known.
Figure kernelSwitches(const analysis::Statistics& statistics);

} // namespace interleave::panels
