// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

namespace interleave::tests {

/// How long all tasks together were in a state for a reason.
inline Duration timeIn(const Trace& trace, State state, Phase phase)
{
    Duration sum{0};
    for (std::size_t i = 0; i < trace.spans.size(); ++i) {
        const Span span = trace.spans[i];
        if (span.state == state && span.phase == phase)
            sum += span.length;
    }
    return sum;
}

} // namespace interleave::tests
