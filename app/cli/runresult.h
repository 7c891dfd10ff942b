// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/event.h"
#include "core/trace/trace.h"

#include <vector>

namespace interleave::cli {

/// One run and, where they are asked for, its events as they were told.
struct RunResult
{
    Trace trace;
    std::vector<Event> events; ///< empty unless an events file is asked for
};

} // namespace interleave::cli
