// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/runrequest.h"
#include "app/run/points.h"

#include <QStringList>

#include <span>

namespace interleave::cli {

/// Why one of the files cannot be written, as far as that can be told before any work is run; empty if none.
/// @param inputs files that the run reads
QString outputRefusal(const Outputs& outputs, const QStringList& inputs);

/// Whether one of them goes to standard output, which is then no place for the report's lines.
bool takesStandardOutput(const Outputs& outputs);
/// Whether any is asked for.
bool anyFile(const Outputs& outputs);

/// Writes the files that are asked for (app/run/textfile.h): when anything fails, an old file stays as it
/// was.
/// @return a sentence for each file that could not be written
QStringList writeOutputs(const Outputs& outputs, const run::RunList& list,
                         std::span<const run::RunResult> runs);

} // namespace interleave::cli
