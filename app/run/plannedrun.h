// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace interleave::run {

/// One run of an experiment that is repeated or swept, by its places in a RunList.
struct PlannedRun
{
    std::uint32_t model = 0;
    std::uint32_t value = 0; ///< of the swept parameter; 0 where nothing is swept
    std::uint32_t repetition = 0;

    bool operator==(const PlannedRun&) const = default;
};

} // namespace interleave::run
