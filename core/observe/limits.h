// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace interleave::observe {

/// Whether this process could open so many files more at this moment: tried, since only the system knows.
/// Other threads may open some meanwhile.
bool mayOpenFiles(unsigned count);

/// How many more of something this process may have, and by whose word.
struct Limit
{
    std::uint64_t most = 0; ///< in all
    std::uint64_t used = 0; ///< of these, now
    std::string what;       ///< names it with the means to raise it: "ulimit -n"

    std::uint64_t left() const { return most > used ? most - used : 0; }
};

/// Of open files of this process (see raiseOpenFileLimit()); empty: none.
std::optional<Limit> openFileLimit();

/// The tightest one of threads, each process having at least one: the user's (not for root), the control
/// groups', the system's. Empty: none is known, or `wanted` is far from all of them.
/// @param wanted how many more are wanted
std::optional<Limit> threadLimit(std::uint64_t wanted);

} // namespace interleave::observe
