// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/lanerows.h"

namespace interleave::timeline {

/// The rows by worker.
std::unique_ptr<LaneRows> workerRows(Helpers helpers);

} // namespace interleave::timeline
