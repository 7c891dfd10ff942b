// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/wallclock.h"

#include <algorithm>
#include <mutex>

namespace interleave::observe {

namespace {

constexpr std::size_t mostSteps = 100;
/// Less is no step: such an error of a stamp is not seen.
constexpr Duration leastStep = std::chrono::microseconds(100);

/// How far the clocks may drift apart meanwhile: no system slews a clock by more than 500 millionths unless
/// it is told to (adjtime(3)). On Linux both clocks are slewed alike.
Duration drift(Duration elapsed) { return elapsed / 2000; }

Duration offsetOf(const ClockReading& reading) { return reading.at.time_since_epoch() - reading.wall; }

struct Shared
{
    std::mutex mutex;
    WallClock clock;
};

Shared& shared()
{
    static Shared ofThisProcess;
    return ofThisProcess;
}

} // namespace

ClockReading readClocks()
{
    constexpr int mostTries = 5;
    constexpr Duration closeEnough = std::chrono::microseconds(1);
    ClockReading closest{.apart = Duration::max()};
    for (int tries = 0; tries < mostTries && closest.apart > closeEnough; ++tries) {
        const Stamp before = stampNow();
        const Duration wall = std::chrono::system_clock::now().time_since_epoch();
        const Duration apart = stampNow() - before;
        if (apart < closest.apart)
            closest = {before + apart / 2, wall, apart};
    }
    return closest;
}

void WallClock::look(const ClockReading& reading)
{
    if (m_last && reading.at <= m_latest)
        return;
    m_latest = reading.at;
    if (!m_last) {
        m_last = reading;
        return;
    }
    const Duration drifted = drift(reading.at - m_last->at);
    const Duration by = offsetOf(*m_last) - offsetOf(reading);
    if (std::chrono::abs(by) > leastStep + drifted + (reading.apart + m_last->apart) / 2) {
        if (m_steps.size() == mostSteps)
            m_steps.erase(m_steps.begin());
        m_steps.push_back({reading.at, by});
        m_last = reading;
    } else if (reading.apart <= m_last->apart + drifted) {
        m_last = reading;
    }
}

std::optional<Stamp> WallClock::stampOf(Duration wall, Stamp notBefore) const
{
    if (!m_last)
        return std::nullopt;
    const Stamp at(wall + offsetOf(*m_last));
    // What was stamped before the clock was set back seems to be so much later.
    Duration seemsLater{};
    for (const WallClockStep& step : m_steps)
        if (step.at > notBefore)
            seemsLater += std::max(-step.by, Duration::zero());
    const bool maybeBefore =
        !m_steps.empty() && m_steps.back().at > notBefore && at <= m_steps.back().at + seemsLater;
    return maybeBefore ? std::nullopt : std::optional(at);
}

void lookAtClocks()
{
    const ClockReading reading = readClocks();
    const std::lock_guard guard(shared().mutex);
    shared().clock.look(reading);
}

std::optional<Stamp> stampOfWall(Duration wall, Stamp notBefore)
{
    const ClockReading reading = readClocks();
    const std::lock_guard guard(shared().mutex);
    shared().clock.look(reading);
    return shared().clock.stampOf(wall, notBefore);
}

std::vector<WallClockStep> wallClockSteps(Stamp since)
{
    const std::lock_guard guard(shared().mutex);
    std::vector<WallClockStep> steps = shared().clock.steps();
    std::erase_if(steps, [since](const WallClockStep& step) { return step.at < since; });
    return steps;
}

} // namespace interleave::observe
