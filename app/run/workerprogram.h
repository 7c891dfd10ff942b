// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace interleave::run {

/// The path of interleave-worker: beside this program, or where it is installed. Empty when it is not there.
QString workerProgramPath();
/// The sentence for when it is not.
QString noWorkerProgram();

} // namespace interleave::run
