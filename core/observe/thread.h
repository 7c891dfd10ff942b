// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace interleave::observe {

/// Gives the calling thread the name that the system's own tools show (Linux: at most 15 bytes; cut if
/// longer).
void nameThisThread(const char* name);

/// The operating system's number of the calling thread or process; 0 where there is none.
std::int64_t thisThreadId();
std::int64_t thisProcessId();

} // namespace interleave::observe
