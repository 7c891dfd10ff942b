// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/happenings.h"

#include <algorithm>
#include <csignal>
#include <utility>

namespace interleave::tests {

using std::chrono::milliseconds;

namespace {

/// Between two looks for somebody to whom it can happen.
constexpr milliseconds lookInterval{5};

bool isDeath(FaultKind kind) { return kind == FaultKind::WorkerDies || kind == FaultKind::ServerDies; }

void send(std::int64_t process, int signal) { ::kill(static_cast<pid_t>(process), signal); }

} // namespace

Happenings::Happenings(const Schedule& schedule, Targets targets) : m_targets(std::move(targets))
{
    for (const Fault& fault : schedule.faults) {
        if (isDeath(fault.kind) || fault.isStop() || fault.kind == FaultKind::Cancelled)
            m_pending.push_back({.fault = fault});
    }
}

Happenings::~Happenings() { end(); }

void Happenings::look()
{
    std::erase_if(m_pending, [this, now = Clock::now() - m_zero](Pending& pending) {
        if (pending.process == 0)
            return now >= pending.fault.at && begin(pending);
        if (now < pending.since - m_zero + pending.fault.length)
            return false;
        goOn(pending);
        return true;
    });
}

/// @return whether it is over with that
bool Happenings::begin(Pending& pending)
{
    const FaultKind kind = pending.fault.kind;
    if (kind == FaultKind::Cancelled) {
        m_targets.cancel();
        m_done.push_back(kind);
        return true;
    }
    const auto there = candidates(kind);
    if (there.empty())
        return false;
    const std::int64_t process = there[pending.fault.which % there.size()];
    const auto before = Clock::now();
    send(process, isDeath(kind) ? SIGKILL : SIGSTOP);
    m_done.push_back(kind);
    if (isDeath(kind))
        return true;
    pending.process = process;
    pending.since = before;
    return false;
}

void Happenings::goOn(const Pending& pending)
{
    send(pending.process, SIGCONT);
    m_stopped += Clock::now() - pending.since;
}

milliseconds Happenings::patience() const
{
    milliseconds least{1000};
    for (const Pending& pending : m_pending) {
        const auto due =
            pending.process == 0 ? m_zero + pending.fault.at : pending.since + pending.fault.length;
        least = std::min(least, std::chrono::ceil<milliseconds>(due - Clock::now()));
    }
    return std::max(least, lookInterval);
}

void Happenings::end()
{
    for (const Pending& pending : std::exchange(m_pending, {})) {
        if (pending.process != 0)
            goOn(pending);
    }
}

milliseconds Happenings::stopped() const { return std::chrono::ceil<milliseconds>(m_stopped); }

std::vector<std::int64_t> Happenings::candidates(FaultKind kind) const
{
    switch (kind) {
    case FaultKind::WorkerDies:
    case FaultKind::WorkerStops:
        return m_targets.workers();
    case FaultKind::ServerDies:
    case FaultKind::ServerStops:
        return m_targets.servers();
    default:
        return m_targets.program();
    }
}

} // namespace interleave::tests
