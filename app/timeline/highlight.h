// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/id.h"

namespace interleave::view {

/// A task that is picked out in every grouping.
struct Highlight
{
    int run = 0; ///< of the picture, from 0
    TaskId task;
    bool operator==(const Highlight&) const = default;
};

} // namespace interleave::view
