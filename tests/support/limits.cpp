// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/limits.h"

#ifdef __linux__
#include <fcntl.h>
#include <fstream>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace interleave::tests {

#ifdef __linux__

namespace {

constexpr std::size_t largeStack = std::size_t{512} << 20;

bool setSoft(__rlimit_resource_t which, rlim_t value)
{
    rlimit limit{};
    getrlimit(which, &limit);
    limit.rlim_cur = value;
    return setrlimit(which, &limit) == 0;
}

rlim_t soft(__rlimit_resource_t which)
{
    rlimit limit{};
    getrlimit(which, &limit);
    return limit.rlim_cur;
}

std::size_t mappedBytes()
{
    std::size_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

bool isOpen(int file) { return fcntl(file, F_GETFD) != -1; }

} // namespace

FewThreads::FewThreads(std::size_t more) : m_memory(soft(RLIMIT_AS))
{
    pthread_attr_t attributes;
    pthread_getattr_default_np(&attributes);
    pthread_attr_getstacksize(&attributes, &m_stack);
    pthread_attr_setstacksize(&attributes, largeStack);
    m_held = pthread_setattr_default_np(&attributes) == 0;
    pthread_attr_destroy(&attributes);
    // Half a stack is left for everything else.
    m_held = m_held && setSoft(RLIMIT_AS, mappedBytes() + more * largeStack + largeStack / 2);
}

FewThreads::~FewThreads()
{
    setSoft(RLIMIT_AS, m_memory);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, m_stack);
    pthread_setattr_default_np(&attributes);
    pthread_attr_destroy(&attributes);
}

FewFiles::FewFiles(unsigned more) : m_files(soft(RLIMIT_NOFILE))
{
    // The limit is of their numbers, and the lowest free one is given next.
    int most = 0;
    for (unsigned free = 0; free < more; ++most)
        free += isOpen(most) ? 0u : 1u;
    while (isOpen(most))
        ++most;
    m_held = setSoft(RLIMIT_NOFILE, static_cast<rlim_t>(most));
}

FewFiles::~FewFiles() { setSoft(RLIMIT_NOFILE, m_files); }

#else

FewThreads::FewThreads(std::size_t) {}
FewThreads::~FewThreads() = default;
FewFiles::FewFiles(unsigned) {}
FewFiles::~FewFiles() = default;

#endif

} // namespace interleave::tests
