// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/experiment.h"

namespace interleave::cli {

class ValueReader;

/// Reads the workload, its options and those of the practice server into `experiment`; the first error is
/// left in the reader. Options of another workload are not looked at: see vainOption().
void readWorkload(ValueReader& reader, run::Experiment& experiment);

} // namespace interleave::cli
