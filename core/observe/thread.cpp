// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/thread.h"

#ifdef __linux__
#include <cstring>
#include <pthread.h>
#include <unistd.h>
#endif

namespace interleave::observe {

#ifdef __linux__

void nameThisThread(const char* name)
{
    char cut[16] = {};
    std::strncpy(cut, name, sizeof cut - 1);
    pthread_setname_np(pthread_self(), cut);
}

std::int64_t thisThreadId() { return gettid(); }
std::int64_t thisProcessId() { return getpid(); }

#else

void nameThisThread(const char*) {}
std::int64_t thisThreadId() { return 0; }
std::int64_t thisProcessId() { return 0; }

#endif

} // namespace interleave::observe
