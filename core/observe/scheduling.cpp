// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/scheduling.h"

#ifdef __linux__
#include <array>
#include <charconv>
#include <ctime>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace interleave::observe {

#ifdef __linux__

namespace {

using Text = std::array<char, 96>;

/// "time on a processor, run delay, times put on one": nanoseconds.
std::optional<ThreadTimes> timesIn(int file)
{
    Text text;
    const ssize_t length = file < 0 ? 0 : pread(file, text.data(), text.size(), 0);
    if (length <= 0)
        return std::nullopt;
    const char* const end = text.data() + length;
    std::int64_t onProcessor = 0;
    std::int64_t waiting = 0;
    const auto first = std::from_chars(text.data(), end, onProcessor);
    if (first.ptr != end)
        std::from_chars(first.ptr + 1, end, waiting);
    return ThreadTimes{Duration(onProcessor), Duration(waiting)};
}

} // namespace

RunDelay::RunDelay() : m_file(open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC))
{
    // A kernel built without the counters has the file but keeps it at "0 0 0". The first two figures of a
    // thread that has just begun may be 0 as well, but it has been put on a processor (the third) at least
    // once.
    Text text{};
    if (m_file >= 0 && (pread(m_file, text.data(), text.size() - 1, 0) <= 0 ||
                        std::string_view(text.data()).starts_with("0 0 0"))) {
        close(m_file);
        m_file = -1;
    }
}

RunDelay::~RunDelay()
{
    if (m_file >= 0)
        close(m_file);
}

Duration RunDelay::read() const
{
    const auto times = timesIn(m_file);
    return times ? *times->runDelay : Duration{0};
}

ThreadTimes timesOf(std::int64_t threadId)
{
    const std::string path = "/proc/self/task/" + std::to_string(threadId) + "/schedstat";
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return {};
    const auto times = timesIn(file);
    close(file);
    const bool counted = times && (times->onProcessor->count() != 0 || times->runDelay->count() != 0);
    return counted ? *times : ThreadTimes{};
}

std::optional<SwitchCounts> switchCounts()
{
    rusage usage{};
    if (getrusage(RUSAGE_THREAD, &usage) != 0)
        return std::nullopt;
    return SwitchCounts{static_cast<std::uint64_t>(usage.ru_nvcsw),
                        static_cast<std::uint64_t>(usage.ru_nivcsw)};
}

std::optional<Duration> threadCpuTime()
{
    timespec time{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) != 0)
        return std::nullopt;
    return std::chrono::seconds(time.tv_sec) + Duration(time.tv_nsec);
}

#else

RunDelay::RunDelay() = default;
RunDelay::~RunDelay() = default;
Duration RunDelay::read() const { return Duration{0}; }
ThreadTimes timesOf(std::int64_t) { return {}; }
std::optional<SwitchCounts> switchCounts() { return std::nullopt; }
std::optional<Duration> threadCpuTime() { return std::nullopt; }

#endif

} // namespace interleave::observe
