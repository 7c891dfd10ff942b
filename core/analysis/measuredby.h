// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <string>

namespace interleave::analysis {

/// One line that says which sources told the truth about a run and how exact it is, for every picture and
/// table: "engine stamps, run delay counters (pre-emptions placed within 0.1 ms), thread CPU clocks".
std::string measuredBy(const RunInfo& info);

/// "the wall clock was set back by 2.00 s during the run: receive stamps around that were not used".
/// @pre the clock was set
std::string clockStepsText(const RunInfo& info);

} // namespace interleave::analysis
