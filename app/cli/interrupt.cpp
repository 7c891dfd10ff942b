// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <atomic>
#include <csignal>
#include <cstdlib>

namespace interleave::cli {
namespace {

std::atomic<int> caught{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may touch nothing else");

constexpr int statusOf(int signal) { return 128 + signal; }

extern "C" void noteSignal(int signal)
{
    if (caught.exchange(signal) != 0)
        std::_Exit(statusOf(signal));
}

} // namespace

Interrupt::Interrupt()
{
    caught = 0;
    std::signal(SIGINT, noteSignal);
    std::signal(SIGTERM, noteSignal);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

bool Interrupt::interrupted() { return caught != 0; }

int Interrupt::status() { return statusOf(caught); }

} // namespace interleave::cli
