// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/thread.h"

#ifdef __linux__
#include <algorithm>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
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

std::string nameOfThisThread()
{
    char name[16] = {};
    pthread_getname_np(pthread_self(), name, sizeof name);
    return name;
}

std::int64_t thisThreadId() { return gettid(); }
std::int64_t thisProcessId() { return getpid(); }

std::vector<ThreadName> threadsOfThisProcess()
{
    std::vector<ThreadName> threads;
    std::error_code error;
    std::filesystem::directory_iterator entry("/proc/self/task", error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        const std::string number = entry->path().filename();
        ThreadName thread;
        std::from_chars(number.data(), number.data() + number.size(), thread.id);
        std::ifstream file(entry->path() / "comm"); // one that has ended meanwhile has no name
        if (std::getline(file, thread.name))
            threads.push_back(std::move(thread));
    }
    std::ranges::sort(threads, {}, &ThreadName::id);
    return threads;
}

#else

void nameThisThread(const char*) {}
std::string nameOfThisThread() { return {}; }
std::int64_t thisThreadId() { return 0; }
std::int64_t thisProcessId() { return 0; }
std::vector<ThreadName> threadsOfThisProcess() { return {}; }

#endif

} // namespace interleave::observe
