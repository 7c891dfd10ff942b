// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <memory>
#include <vector>

namespace interleave::panels {

/// The finished runs that are shown, in the order in which they were run; the first is the baseline. No
/// pointer is null.
using Runs = std::vector<std::shared_ptr<const Trace>>;

} // namespace interleave::panels
