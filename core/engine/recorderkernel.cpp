// SPDX-License-Identifier: GPL-3.0-or-later
// What the kernel did with the worker's thread: by its switch records, or by its counters.
#include "core/engine/recorder.h"
#include "core/observe/affinity.h"

#include <algorithm>
#include <utility>

namespace interleave::engine {

namespace {

using Kind = observe::SwitchRecord::Kind;

/// Less is within what the clocks disagree about.
constexpr Duration leastUnexplained = std::chrono::milliseconds(1);
/// Without switch records: a wait that took less did not leave the processor.
constexpr Duration shortestSleep = std::chrono::microseconds(20);

} // namespace

void Recorder::drawRecords(Stamp until)
{
    m_batch.clear();
    while (const auto record = m_records->next(until))
        m_batch.push_back({*record});
    shareOutDelay();
    for (const Drawn& drawn : m_batch)
        draw(drawn);
    m_drawn = std::max(m_drawn, until);
}

/// Says of each time that the worker came back after it had left by its own act for how long it could have:
/// the run delay counter has grown by that and by what the pre-emptions took. Where there are several, the
/// last one has the most of it.
void Recorder::shareOutDelay()
{
    bool returned = false;
    for (Drawn& drawn : m_batch) {
        const observe::SwitchRecord& record = drawn.record;
        if (record.kind == Kind::Lost)
            continue;
        if (record.kind == Kind::In && m_out > m_in) {
            drawn.away = record.at - m_out;
            drawn.returned = !m_outPreempted;
            returned |= drawn.returned;
            m_preempted += drawn.returned ? Duration{0} : drawn.away;
        }
        (record.kind == Kind::In ? m_in : m_out) = record.at;
        m_outPreempted = record.kind == Kind::Preempted;
    }
    if (!returned)
        return;
    Duration delay = delaySinceLastRead() - std::exchange(m_preempted, Duration{0});
    for (auto drawn = m_batch.rbegin(); drawn != m_batch.rend(); ++drawn) {
        if (!drawn->returned)
            continue;
        drawn->woken = std::clamp(delay, Duration{0}, drawn->away);
        delay -= drawn->woken;
    }
}

void Recorder::draw(const Drawn& drawn)
{
    const observe::SwitchRecord& record = drawn.record;
    const auto tell = [&](EventKind kind, Stamp at, std::uint32_t value, unsigned flags = NoFlags) {
        push(kind, at, {}, value, Phase::None, static_cast<std::uint8_t>(flags), Outcome::None);
    };
    switch (record.kind) {
    case Kind::Lost:
        m_resolution = std::max<Duration>(m_resolution, record.at - m_drawn);
        return tell(EventKind::Lost, record.at, static_cast<std::uint32_t>(record.lost));
    case Kind::Out:
        return tell(EventKind::SwitchedOut, record.at, record.processor.value);
    case Kind::Preempted:
        return tell(EventKind::SwitchedOut, record.at, record.processor.value, Preempted);
    case Kind::In:
        break;
    }
    m_processor = record.processor;
    if (drawn.returned) {
        m_wokenAt = record.at - drawn.woken;
        // Of tasks in flight it is said what woke each of them when; one that queues for the interpreter lock
        // is woken many times.
        if (drawn.woken > Duration{0} && (m_running.valid() || m_wantsLock || m_inFlight == 0))
            tell(EventKind::SwitchedOut, m_wokenAt, record.processor.value, Preempted | Inferred);
    }
    tell(EventKind::SwitchedIn, record.at, record.processor.value);
}

/// Accounts for what is executed up to now: the running task or the worker's own work.
void Recorder::settle()
{
    if (m_told == Told::Outcomes)
        return;
    const Stamp before = std::exchange(m_checked, stampNow());
    if (m_records)
        drawRecords(m_checked);
    if (executing() && !hasSwitchRecords() && m_checked - before > gapThreshold)
        settleGap(before);
    else if (executing())
        m_drawnRunning += m_checked - before;
}

/// In a long gap the run delay is the exact length of Ready; it is placed in the middle, since the slice that
/// the gap interrupted may have been cut anywhere.
void Recorder::settleGap(Stamp before)
{
    Stamp now = m_checked;
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
    const Duration lost = unexplained(gap - delay);
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

Duration Recorder::delaySinceLastRead()
{
    const Duration total = m_delay.read();
    return total - std::exchange(m_lastDelay, total);
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

void Recorder::beginPoll()
{
    settle();
    m_wokenLast = m_woken;
    m_polled = m_checked;
    m_woken = m_polled;
}

void Recorder::beginWait()
{
    if (!hasSwitchRecords()) {
        endDispatch();
        delaySinceLastRead();
    }
    beginPoll();
    beginWaitAt(m_checked);
}

void Recorder::beginWaitAt(Stamp since)
{
    m_waiting = true;
    m_waitBegan = since;
}

Stamp Recorder::activity()
{
    settle();
    if (!std::exchange(m_waiting, false))
        return m_checked;
    const Stamp woken = wokenAt();
    if (m_polled == m_waitBegan)
        m_woken = woken;
    if (hasSwitchRecords())
        m_dispatching |= !m_running.valid(); // since it came onto its processor, as the record has said
    else if (!executing())
        beginDispatch(m_checked);
    return woken;
}

/// When the worker could have gone on after its wait, which is over.
Stamp Recorder::wokenAt()
{
    if (hasSwitchRecords()) // a wait may have been over before it had to leave its processor
        return m_in > m_waitBegan ? std::max(m_waitBegan, m_wokenAt) : m_waitBegan;
    Duration delay{0};
    Stamp before{};
    do { // pre-empted between reading the counter and the clock: the two must belong together
        before = stampNow();
        delay += delaySinceLastRead();
        m_checked = stampNow();
    } while (m_checked - before > gapThreshold);
    if (m_checked - m_waitBegan < shortestSleep + delay)
        return m_waitBegan;
    if (delay > Duration{0} && m_inFlight == 0)
        emit(EventKind::SwitchedOut, m_checked - delay, {}, m_processor.value, Phase::None,
             Preempted | Inferred);
    return m_checked - delay;
}

} // namespace interleave::engine
