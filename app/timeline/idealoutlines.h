// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/lanes.h"
#include "core/trace/trace.h"

#include <memory>
#include <vector>

namespace interleave::view {

/// Where the ideal schedule of a run would have its pieces, in the rows of the run's picture.
struct IdealOutlines
{
    std::vector<std::vector<Span>> lanes; ///< of each lane, by start, not overlapping
};

/// What a worker computes is in its row, what its tasks do in those of its slots or of the tasks; rows of
/// processors have none. @return null where the ideal schedule is not known
std::shared_ptr<const IdealOutlines> idealOutlines(const Trace& run,
                                                   const std::vector<timeline::Lane>& lanes);

} // namespace interleave::view
