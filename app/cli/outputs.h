// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/runrequest.h"
#include "app/run/points.h"

#include <QStringList>

#include <span>

namespace interleave::cli {

/// Why one of the files cannot be written, as far as that can be told before any work is run; empty if none.
QString outputRefusal(const Outputs& outputs);

/// Writes the files that are asked for. Each goes through a temporary file beside it: when anything fails, an
/// old file stays as it was.
/// @return a sentence for each file that could not be written
QStringList writeOutputs(const Outputs& outputs, const run::RunList& list,
                         std::span<const run::RunResult> runs);

} // namespace interleave::cli
