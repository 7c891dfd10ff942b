// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/span.h"

#include <cstdint>
#include <vector>

namespace interleave::timeline {

/// What decides where several spans are open at one instant.
enum class Precedence : std::uint8_t {
    Latest, ///< the one that began last: nested spans show the innermost
    State,  ///< Running, else Ready, Blocked, Unknown, Waiting, Queued: what a worker of several tasks did
};

/// Sorts by start and makes one row without overlaps. With Precedence::State pieces of tasks that are not
/// Running lose their task, slot and phase (several tasks share them) and touching equal pieces become one.
std::vector<Span> mergedRow(std::vector<Span> spans, Precedence precedence);

} // namespace interleave::timeline
