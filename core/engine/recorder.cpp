// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/recorder.h"

#include "core/observe/affinity.h"

#include <algorithm>
#include <utility>

namespace interleave::engine {

namespace {

/// Less is within what the clocks disagree about.
constexpr Duration leastUnexplained = std::chrono::milliseconds(1);

} // namespace

Recorder::Recorder(WorkerId worker, EventBuffer& events) : m_worker(worker), m_events(events) {}

void Recorder::emit(EventKind kind, Stamp at, TaskId task, std::uint32_t value, Phase phase,
                    std::uint8_t flags, Outcome outcome)
{
    m_events.push({at, task, m_worker, value, kind, phase, outcome, flags});
}

void Recorder::workerStarted()
{
    m_lastDelay = m_delay.read();
    emit(EventKind::WorkerStarted, stampNow());
}

void Recorder::workerStopped() { emit(EventKind::WorkerStopped, stampNow()); }

void Recorder::taken(TaskId task, SlotId slot) { emit(EventKind::TaskTaken, stampNow(), task, slot.value); }

void Recorder::started(TaskId task)
{
    m_running = task;
    m_cpuAtStart = observe::threadCpuTime().value_or(Duration{0});
    m_drawnRunning = Duration{0};
    m_checked = stampNow();
    m_processor = observe::currentProcessor();
    emit(EventKind::TaskStarted, m_checked, task, m_processor.value, Phase::Compute);
}

void Recorder::resumed(TaskId task, Phase phase)
{
    m_running = task;
    m_checked = stampNow();
    m_processor = observe::currentProcessor();
    emit(EventKind::TaskResumed, m_checked, task, m_processor.value, phase);
}

void Recorder::suspended(TaskId task, Phase phase, unsigned attempt)
{
    settle();
    m_running = {};
    emit(EventKind::TaskSuspended, m_checked, task, attempt, phase);
}

void Recorder::phase(TaskId task, Phase phase, unsigned attempt)
{
    // The running task is accounted for first: a pre-emption before this instant must not be placed after it.
    if (m_running.valid())
        settle();
    emit(EventKind::TaskPhase, m_running.valid() ? m_checked : stampNow(), task, attempt, phase);
}

void Recorder::ready(TaskId task, Stamp at)
{
    if (task == m_running) { // its event was delivered, and what it has to do comes later
        settle();
        m_running = {};
        at = std::max(at, m_checked);
    }
    emit(EventKind::TaskReady, at, task);
}

void Recorder::stopped(TaskId task, Outcome outcome)
{
    settle();
    m_running = {};
    emit(EventKind::TaskStopped, m_checked, task, 0, Phase::None, NoFlags, outcome);
}

void Recorder::lockWanted(TaskId task, TaskId holder, Stamp since)
{
    m_running = {};
    emit(EventKind::LockWanted, since, task, holder.value);
}

void Recorder::lockTaken(TaskId task) { emit(EventKind::LockTaken, stampNow(), task); }

Stamp Recorder::lockReleased(TaskId task)
{
    if (task == m_running)
        settle();
    const Stamp now = task == m_running ? m_checked : stampNow();
    emit(EventKind::LockReleased, now, task);
    return now;
}

void Recorder::checkpoint()
{
    settle();
    const ProcessorId processor = observe::currentProcessor();
    if (processor != m_processor) {
        m_processor = processor;
        emit(EventKind::SwitchedIn, m_checked, {}, processor.value, Phase::None, Inferred);
    }
}

Duration Recorder::delaySinceLastRead()
{
    const Duration total = m_delay.read();
    return total - std::exchange(m_lastDelay, total);
}

/// Accounts for the running task up to now. In a long gap the run delay is the exact length of Ready; it is
/// placed in the middle, since the slice that the gap interrupted may have been cut anywhere.
void Recorder::settle()
{
    const Stamp before = m_checked;
    Stamp now = stampNow();
    Duration delay{0};
    // Pre-empted again between reading the counter and the clock: the two must belong together.
    for (Stamp read = before; now - read > gapThreshold; now = stampNow()) {
        delay += delaySinceLastRead();
        read = now;
    }
    m_checked = now;
    const Duration gap = now - before;
    if (delay > gap) // some of it was met earlier, in gaps too short to ask
        m_resolution = std::max(m_resolution, gap);
    delay = std::clamp(delay, Duration{0}, gap);
    m_drawnRunning += gap - delay;
    const Duration lost = gap > gapThreshold ? unexplained(gap - delay) : Duration{0};
    m_drawnRunning -= lost;
    if (delay + lost == Duration{0})
        return;
    m_resolution = std::max(m_resolution, gap - delay - lost);
    const Stamp out = before + (gap - delay - lost) / 2;
    if (delay > Duration{0})
        drawSwitch(out, delay, Preempted | Inferred);
    if (lost > Duration{0})
        drawSwitch(out + delay, lost, Inferred);
}

void Recorder::drawSwitch(Stamp out, Duration length, std::uint8_t flags)
{
    emit(EventKind::SwitchedOut, out, {}, m_processor.value, Phase::None, flags);
    m_processor = observe::currentProcessor();
    emit(EventKind::SwitchedIn, out + length, {}, m_processor.value, Phase::None, Inferred);
}

/// How much of a long gap the thread was off the processor without being ready for it: stopped by a signal,
/// waiting for a page. The thread CPU clock tells, as far as it has not confirmed other work meanwhile.
/// @param ran the gap without its run delay
Duration Recorder::unexplained(Duration ran)
{
    const auto cpu = observe::threadCpuTime();
    if (!cpu || !m_delay.available())
        return Duration{0};
    const Duration excess = m_drawnRunning - (*cpu - m_cpuAtStart);
    // The two clocks differ by the switches themselves.
    return excess > leastUnexplained ? std::min(excess, ran) : Duration{0};
}

void Recorder::beginWait()
{
    delaySinceLastRead();
    beginWaitAt(stampNow());
}

void Recorder::beginWaitAt(Stamp since)
{
    m_waiting = true;
    m_waitBegan = since;
}

Stamp Recorder::activity()
{
    if (m_running.valid())
        settle();
    const Stamp now = stampNow();
    if (!std::exchange(m_waiting, false))
        return now;
    return std::max(m_waitBegan, now - delaySinceLastRead());
}

} // namespace interleave::engine
