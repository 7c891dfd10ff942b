// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/recorder.h"

#include "core/observe/affinity.h"

#include <algorithm>
#include <utility>

namespace interleave::engine {

Recorder::Recorder(WorkerId worker, EventBuffer& events, std::size_t ringSharers, Told told)
    : m_worker(worker), m_events(events), m_told(told)
{
    if (ringSharers == 0)
        return;
    m_records.emplace(ringSharers);
    if (hasSwitchRecords())
        m_resolution = Duration{0};
}

/// What the kernel did before comes first.
void Recorder::emit(EventKind kind, Stamp at, TaskId task, std::uint32_t value, Phase phase,
                    std::uint8_t flags, Outcome outcome)
{
    if (m_told == Told::Outcomes) {
        const bool wanted = kind == EventKind::TaskStopped || kind == EventKind::WorkerStarted ||
                            kind == EventKind::WorkerStopped;
        if (wanted)
            push(kind, stampNow(), task, value, phase, flags, outcome);
        return;
    }
    if (m_records && at > m_drawn)
        drawRecords(at);
    push(kind, at, task, value, phase, flags, outcome);
}

void Recorder::push(EventKind kind, Stamp at, TaskId task, std::uint32_t value, Phase phase,
                    std::uint8_t flags, Outcome outcome)
{
    m_events.push({at, task, m_worker, value, kind, phase, outcome, flags});
}

void Recorder::workerStarted(Stamp at)
{
    m_lastDelay = m_delay.read();
    m_processor = observe::currentProcessor();
    confirmFromHere();
    m_polled = m_woken = at;
    emit(EventKind::WorkerStarted, at);
    beginDispatch(at);
}

void Recorder::workerStopped(Stamp at)
{
    settle();
    emit(EventKind::WorkerStopped, std::max(at, m_checked));
    m_dispatching = false;
}

/// What is drawn as Running is compared with the CPU clock from here on.
void Recorder::confirmFromHere()
{
    if (!hasSwitchRecords())
        m_cpuAtStart = observe::threadCpuTime().value_or(Duration{0});
    m_drawnRunning = Duration{0};
}

void Recorder::beginDispatch(Stamp at)
{
    m_dispatching = true;
    m_checked = at;
    emit(EventKind::TaskResumed, at, {}, m_processor.value, Phase::Dispatch);
}

/// From here on it waits for what may come.
void Recorder::endDispatch()
{
    if (!m_dispatching)
        return;
    settle();
    m_dispatching = false;
    emit(EventKind::TaskSuspended, m_checked);
}

void Recorder::taken(TaskId task, SlotId slot)
{
    settle();
    emit(EventKind::TaskTaken, m_checked, task, slot.value);
    ++m_inFlight;
}

/// What was executed before is accounted for, and the task is what is executed from here on.
void Recorder::takeUp(TaskId task)
{
    settle();
    m_dispatching = false;
    m_running = task;
    if (!hasSwitchRecords() || !m_processor.valid())
        m_processor = observe::currentProcessor();
}

void Recorder::started(TaskId task)
{
    takeUp(task);
    confirmFromHere();
    emit(EventKind::TaskStarted, m_checked, task, m_processor.value, Phase::Compute);
}

void Recorder::resumed(TaskId task, Phase phase)
{
    takeUp(task);
    emit(EventKind::TaskResumed, m_checked, task, m_processor.value, phase);
}

Stamp Recorder::suspended(TaskId task, Phase phase, unsigned attempt)
{
    settle();
    m_running = {};
    emit(EventKind::TaskSuspended, m_checked, task, attempt, phase);
    beginDispatch(m_checked);
    return m_checked;
}

void Recorder::phase(TaskId task, Phase phase, unsigned attempt)
{
    // What is executed is accounted for first: a pre-emption before this instant must not be placed after it.
    settle();
    emit(EventKind::TaskPhase, m_checked, task, attempt, phase);
}

void Recorder::ready(TaskId task, Stamp at, EventFlags flags)
{
    if (task != m_running) {
        // What came while the worker slept is of use to it from the moment when it was woken for it.
        const bool wasThere = at != Stamp{} && at <= m_polled;
        if (m_woken > m_polled && !wasThere)
            at = std::max(at, m_woken);
        return emit(EventKind::TaskReady, std::min(at, m_checked), task, 0, Phase::None, flags);
    }
    // Its event was delivered, and what it has to do comes later.
    settle();
    m_running = {};
    emit(EventKind::TaskReady, m_checked, task);
    beginDispatch(m_checked);
}

void Recorder::readyBy(TaskId task, Stamp since, std::optional<Stamp> latest)
{
    activity();
    // Whatever had come before would not have let it sleep; it only took long to hear of it.
    const bool slept = m_woken > m_polled && (!latest || *latest > m_polled);
    const Stamp unknown = slept ? m_woken : std::max(m_wokenLast, since);
    const Stamp at =
        std::min(latest && slept ? std::max(*latest, m_woken) : latest.value_or(m_woken), m_checked);
    if (at - unknown > gapThreshold)
        emit(EventKind::TaskReady, unknown, task, 0, Phase::None, Inferred);
    emit(EventKind::TaskReady, at, task, 0, Phase::None, latest ? Stamped : NoFlags);
}

void Recorder::stopped(TaskId task, Outcome outcome)
{
    settle();
    m_running = {};
    emit(EventKind::TaskStopped, m_checked, task, 0, Phase::None, NoFlags, outcome);
    --m_inFlight;
    beginDispatch(m_checked);
}

void Recorder::blocked(TaskId task, TaskId holder)
{
    settle();
    m_running = {};
    emit(EventKind::LockWanted, m_checked, task, holder.value);
    beginDispatch(m_checked);
}

void Recorder::lockWanted(TaskId task, TaskId holder, Stamp since)
{
    m_running = {};
    emit(EventKind::LockWanted, since, task, holder.value);
    m_wantsLock = true;
}

void Recorder::lockTaken(TaskId task)
{
    settle();
    emit(EventKind::LockTaken, m_checked, task);
    m_wantsLock = false;
}

Stamp Recorder::lockReleased(TaskId task)
{
    settle();
    emit(EventKind::LockReleased, m_checked, task);
    return m_checked;
}

void Recorder::checkpoint()
{
    settle();
    if (hasSwitchRecords()) // they tell of migrations too
        return;
    const ProcessorId processor = observe::currentProcessor();
    if (processor != m_processor) {
        m_processor = processor;
        emit(EventKind::SwitchedIn, m_checked, {}, processor.value, Phase::None, Inferred);
    }
}

} // namespace interleave::engine
