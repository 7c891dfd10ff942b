// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/threadlane.h"

#include "core/observe/thread.h"

#include <algorithm>

namespace interleave::run {

void ThreadLane::begin()
{
    m_active = true;
    m_busy.clear();
    m_lane.reset();
    m_begun = m_entered = stampNow();
    m_delayBegun = m_delayEntered = m_delay.read();
    m_cpuBegun = observe::threadCpuTime();
    m_switchesBegun = observe::switchCounts();
}

void ThreadLane::enter()
{
    if (m_depth++ > 0 || !m_active)
        return;
    m_entered = stampNow();
    m_delayEntered = m_delay.read();
}

void ThreadLane::leave()
{
    if (--m_depth > 0 || !m_active)
        return;
    m_busy.push_back({m_entered, stampNow(), m_delay.read() - m_delayEntered});
}

void ThreadLane::wait()
{
    if (m_depth > 0 && m_active)
        m_busy.push_back({m_entered, stampNow(), m_delay.read() - m_delayEntered});
}

void ThreadLane::wake()
{
    m_entered = stampNow();
    m_delayEntered = m_delay.read();
}

std::optional<WorkerId> ThreadLane::find(const LiveRun& run) const
{
    const auto& workers = run.trace().workers;
    const auto self = std::ranges::find_if(workers, [](const Worker& worker) {
        return worker.role == WorkerRole::Helper && worker.threadId != 0 &&
               worker.threadId == observe::thisThreadId();
    });
    if (self == workers.end())
        return {};
    return WorkerId(static_cast<std::uint32_t>(self - workers.begin()));
}

void ThreadLane::flush(LiveRun& run)
{
    if (!m_lane) {
        m_lane = find(run);
        if (!m_lane)
            return;
        m_told = run.trace()[*m_lane].switchRecords == true;
        if (!m_told)
            run.add({.at = m_begun, .worker = *m_lane, .kind = EventKind::WorkerStarted});
    }
    if (m_told)
        m_busy.clear();
    for (const Busy& busy : m_busy)
        tell(run, *m_lane, busy);
    m_busy.clear();
}

void ThreadLane::tell(LiveRun& run, WorkerId lane, const Busy& busy) const
{
    const auto event = [&](Stamp at, EventKind kind, std::uint8_t flags = NoFlags) {
        run.add({.at = at,
                 .worker = lane,
                 .value = ProcessorId().value,
                 .kind = kind,
                 .phase = kind == EventKind::TaskResumed ? Phase::Dispatch : Phase::None,
                 .flags = flags});
    };
    event(busy.from, EventKind::TaskResumed);
    const Duration length = busy.to - busy.from;
    if (const Duration ready = std::min(busy.ready, length); ready > Duration::zero()) {
        // How long it was kept off the processor is measured; where in between is not.
        const Stamp out = busy.from + (length - ready) / 2;
        event(out, EventKind::SwitchedOut, Preempted | Inferred);
        event(out + ready, EventKind::SwitchedIn, Inferred);
    }
    event(busy.to, EventKind::TaskSuspended);
}

std::optional<Duration> ThreadLane::end(LiveRun& run)
{
    if (m_depth > 0) // this is called out of an event too
        m_busy.push_back({m_entered, stampNow(), m_delay.read() - m_delayEntered});
    flush(run);
    m_active = false;
    std::optional<Duration> cpu;
    if (m_cpuBegun)
        cpu = observe::threadCpuTime().value_or(*m_cpuBegun) - *m_cpuBegun;
    if (!m_lane || m_told)
        return cpu;
    run.add({.at = stampNow(), .worker = *m_lane, .kind = EventKind::WorkerStopped});
    Worker figures = run.trace()[*m_lane];
    figures.cpuClock = cpu;
    if (m_delay.available())
        figures.runDelay = m_delay.read() - m_delayBegun;
    if (const auto now = observe::switchCounts(); now && m_switchesBegun) {
        figures.voluntarySwitches = now->voluntary - m_switchesBegun->voluntary;
        figures.involuntarySwitches = now->involuntary - m_switchesBegun->involuntary;
    }
    run.setWorker(*m_lane, figures);
    return cpu;
}

} // namespace interleave::run
