// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/endsignals.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <fcntl.h>
#include <unistd.h>

namespace interleave::observe {
namespace {

/// Signals that come so soon after the first one are the same request.
constexpr std::int64_t sameRequest = 100'000'000; // nanoseconds

std::atomic<bool> orderly{false};
std::atomic<std::int64_t> firstAsked{0};
std::atomic<int> caught{0};
std::array<int, 2> wake{-1, -1}; // a pipe; written before the handlers are there
std::atomic<bool> hasTemporary{false};
std::array<char, PATH_MAX> temporary{};

static_assert(std::atomic<int>::is_always_lock_free && std::atomic<std::int64_t>::is_always_lock_free,
              "a signal handler may touch nothing else");

constexpr int statusOf(int signal) { return 128 + signal; }

std::int64_t now()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec + 1; // never 0
}

extern "C" void noteEndSignal(int signal)
{
    const int before = errno;
    if (!orderly)
        endAtOnce(statusOf(signal));
    const std::int64_t at = now();
    std::int64_t first = 0;
    if (firstAsked.compare_exchange_strong(first, at)) {
        caught = signal;
        [[maybe_unused]] const ssize_t written = write(wake[1], "", 1); // an empty pipe takes it
    } else if (at - first > sameRequest) {
        endAtOnce(statusOf(signal));
    }
    errno = before;
}

void listenTo(int signal)
{
    struct sigaction action = {};
    if (sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_IGN)
        return;
    action = {};
    action.sa_handler = noteEndSignal;
    action.sa_flags = SA_RESTART; // the runs' threads are not to notice
    sigaction(signal, &action, nullptr);
}

} // namespace

void listenToEndSignals()
{
    if (wake[0] < 0 && pipe(wake.data()) == 0) {
        for (const int end : wake) {
            fcntl(end, F_SETFD, FD_CLOEXEC);
            fcntl(end, F_SETFL, O_NONBLOCK);
        }
    }
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        listenTo(signal);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

OrderlyEnd::OrderlyEnd() { orderly = true; }

OrderlyEnd::~OrderlyEnd() { orderly = false; }

bool endAsked() { return caught != 0; }

int endStatus() { return statusOf(caught); }

int endDescriptor() { return wake[0]; }

TemporaryName::TemporaryName(const std::string& path) : m_path(path)
{
    hasTemporary = false;
    if (path.size() >= temporary.size())
        return; // no system call would take it
    std::memcpy(temporary.data(), path.c_str(), path.size() + 1);
    hasTemporary = true;
}

TemporaryName::~TemporaryName()
{
    if (!m_path.empty())
        unlink(m_path.c_str());
    hasTemporary = false;
}

void endAtOnce(int status)
{
    if (hasTemporary)
        unlink(temporary.data());
    _exit(status);
}

} // namespace interleave::observe
