// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/idealschedule.h"
#include "core/analysis/listscheduling.h"
#include "core/analysis/pieces.h"

namespace interleave::analysis {

/// Sum of the lengths of all pieces: no schedule that is never idle takes longer.
Duration workTime(const Work& work);

/// min(workers x in flight, tasks taken): how many tasks could be in flight at one time.
std::uint32_t placesOf(const RunInfo& info, const Work& work);

/// @param pieces of the ideal schedule, whose makespan is `ideal`
IdealLosses lossesOf(const Trace& trace, const Work& work, const std::vector<ScheduledPiece>& pieces,
                     Duration ideal);

} // namespace interleave::analysis
