// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/points.h"
#include "core/trace/trace.h"

#include <QString>
#include <QStringList>

#include <span>

namespace interleave::cli {

/// "Downloaded 160 in 3.21 seconds", and how many did not.
QString summaryLine(const Trace& trace);

/// How many workers never began, and why; empty where all did.
QStringList notBegunLines(const RunInfo& info);
/// Each distinct reason of a failure once, with how often; the first few. Empty when nothing failed.
QStringList failureLines(const Trace& trace);

/// The figures of all runs side by side, each with its speed-up, and below them what measured them.
/// @param list of which nothing is repeated or swept
QStringList tableLines(const run::RunList& list, std::span<const run::RunResult> runs);

} // namespace interleave::cli
