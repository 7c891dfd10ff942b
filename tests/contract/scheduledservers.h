// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/practiceserverprocess.h"
#include "tests/support/faultserver.h"
#include "tests/support/fullserver.h"
#include "tests/support/schedule.h"

#include <optional>
#include <string>
#include <vector>

namespace interleave::tests {

/// The servers that the tasks of a schedule ask: the practice server, and for odd answers one that gives
/// them.
class ScheduledServers
{
public:
    explicit ScheduledServers(const Schedule& schedule);
    ~ScheduledServers();
    ScheduledServers(const ScheduledServers&) = delete;
    ScheduledServers& operator=(const ScheduledServers&) = delete;

    /// Why they do not serve; empty: they do.
    const std::string& problem() const { return m_problem; }
    /// Of each task; none where the program starts its own server.
    const std::vector<std::string>& addresses() const { return m_addresses; }
    std::int64_t practiceServer() const { return m_practice.processId(); }

private:
    std::string addressFor(const Schedule& schedule, const Fault& fault);

    net::PracticeServerProcess m_practice;
    std::optional<FaultServer> m_odd, m_mute, m_crossed;
    std::optional<FullServer> m_untaking;
    int m_deaf = -1; // a port that is taken, and where nobody listens
    std::uint16_t m_deafPort = 0;
    std::vector<std::string> m_addresses;
    std::string m_problem;
};

/// Whether a task gets its page from the practice server.
bool asksPracticeServer(const Schedule& schedule, std::size_t task);
/// How many bytes a download has that may be Finished; empty: it must not be.
std::optional<std::uint64_t> bytesOf(const Schedule& schedule, std::size_t task);

} // namespace interleave::tests
