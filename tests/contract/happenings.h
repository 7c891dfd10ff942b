// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/schedule.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace interleave::tests {

/// The deaths, stops and the cancel of a schedule, done at their instants by whoever waits for the run. What
/// is stopped goes on again at the latest when this object ends.
class Happenings
{
public:
    /// Who can be stopped or killed, by number.
    using Processes = std::function<std::vector<std::int64_t>()>;
    struct Targets
    {
        Processes workers, servers, program;
        std::function<void()> cancel;
    };

    /// The run begins now.
    Happenings(const Schedule& schedule, Targets targets);
    ~Happenings();
    Happenings(const Happenings&) = delete;
    Happenings& operator=(const Happenings&) = delete;

    /// Does what is due. Where there is nobody yet it is done as soon as there is.
    void look();
    /// How long nothing will be due.
    std::chrono::milliseconds patience() const;
    /// Nothing is stopped any more.
    void end();

    const std::vector<FaultKind>& done() const { return m_done; }
    /// How long processes were stopped, all together: from before a stop to after its end.
    std::chrono::milliseconds stopped() const;

private:
    using Clock = std::chrono::steady_clock;
    struct Pending
    {
        Fault fault;
        std::int64_t process = 0; ///< that is stopped; 0: it has not happened yet
        Clock::time_point since{};
    };

    bool begin(Pending& pending);
    void goOn(const Pending& pending);
    std::vector<std::int64_t> candidates(FaultKind kind) const;

    Targets m_targets;
    Clock::time_point m_zero = Clock::now();
    std::vector<Pending> m_pending;
    std::vector<FaultKind> m_done;
    Clock::duration m_stopped{};
};

} // namespace interleave::tests
