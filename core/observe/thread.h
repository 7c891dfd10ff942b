// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace interleave::observe {

/// Gives the calling thread the name that the system's own tools show (Linux: at most 15 bytes; cut if
/// longer).
void nameThisThread(const char* name);

/// That of the calling thread; empty where threads have none.
std::string nameOfThisThread();

/// The operating system's number of the calling thread or process; 0 where there is none.
std::int64_t thisThreadId();
std::int64_t thisProcessId();

struct ThreadName
{
    std::int64_t id = 0;
    std::string name; ///< as nameThisThread(); a new thread has its creator's until it gives itself another
};
/// The threads of this process, ascending by number; empty where the system does not list them.
std::vector<ThreadName> threadsOfThisProcess();

} // namespace interleave::observe
