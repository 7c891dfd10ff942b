// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <span>

namespace interleave {

/// The first of those who had the place of `id`, one after the other: itself, where it took nobody's.
WorkerId placeOf(std::span<const Worker> workers, WorkerId id);

/// Which of the workers that the model asked for never began, their successors neither.
struct NotBegun
{
    std::uint32_t count = 0;
    std::string why; ///< the reason that most of them have, the first of those
};
NotBegun notBegun(std::span<const Worker> workers);

} // namespace interleave
