// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <optional>
#include <vector>

namespace interleave::observe {

/// Both clocks at one moment: the wall clock was read between two readings of ours.
struct ClockReading
{
    Stamp at{};       ///< in the middle of the two
    Duration wall{};  ///< since 1970
    Duration apart{}; ///< of the two: how well they belong together
};

/// The closest of a few readings; some 0.1 us.
ClockReading readClocks();

/// The wall clock was set between two readings, or the computer slept, which only the wall clock counts.
struct WallClockStep
{
    Stamp at{};    ///< of the first reading after it
    Duration by{}; ///< how much later it shows since then than it would have
};

/// Moves stamps of the wall clock, which anybody may set, to our own clock. It remembers how far the two are
/// apart: a change that no drift explains is a step, and what was stamped around it is not trusted. Knows
/// nothing but the readings that it is given.
class WallClock
{
public:
    /// A reading that is older than the last one changes nothing.
    void look(const ClockReading& reading);
    /// When what bears this stamp of the wall clock happened.
    /// @param notBefore it is known to have happened later
    /// @return empty where the clock may have been set after it, and before the first reading
    std::optional<Stamp> stampOf(Duration wall, Stamp notBefore) const;
    /// Its latest steps, a hundred at most, the oldest first.
    const std::vector<WallClockStep>& steps() const { return m_steps; }

private:
    std::optional<ClockReading> m_last; // that tells best how far the two are apart now
    Stamp m_latest{};                   // reading
    std::vector<WallClockStep> m_steps;
};

// The wall clock of this system, for all threads of this process.

/// Reads the clocks, so that a step since the last time is noticed.
void lookAtClocks();
/// WallClock::stampOf() by a reading of now.
std::optional<Stamp> stampOfWall(Duration wall, Stamp notBefore);
/// Its steps since then.
std::vector<WallClockStep> wallClockSteps(Stamp since);

} // namespace interleave::observe
