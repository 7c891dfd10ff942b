// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/scheduledservers.h"

#include <algorithm>
#include <array>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace interleave::tests {

namespace {

struct Page
{
    const char* path;
    std::uint64_t bytes;
};
/// Of the practice server, asked for in turn.
constexpr std::array<Page, 2> pages{{{"/jython", 10'490}, {"/dice", 276}}};

bool isAddress(const Fault& fault) { return isAnswer(fault.kind) || fault.kind == FaultKind::Refused; }

const Fault* addressFault(const Schedule& schedule, std::size_t task)
{
    const auto found = std::ranges::find_if(
        schedule.faults, [task](const Fault& fault) { return isAddress(fault) && fault.task == task; });
    return found == schedule.faults.end() ? nullptr : &*found;
}

FaultServer::Security security(bool tls)
{
    return tls ? FaultServer::Security::Tls : FaultServer::Security::Plain;
}

std::uint16_t bindTo(int socket)
{
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof where;
    ::bind(socket, reinterpret_cast<sockaddr*>(&where), length);
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&where), &length);
    return ntohs(where.sin_port);
}

} // namespace

ScheduledServers::ScheduledServers(const Schedule& schedule)
{
    if (schedule.ownServer)
        return;
    m_problem = m_practice.start(
        {.latency = schedule.latency, .tls = schedule.tls, .workerProgram = INTERLEAVE_WORKER});
    m_odd.emplace(security(schedule.tls));
    m_deaf = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    m_deafPort = bindTo(m_deaf);
    for (std::size_t task = 0; task < schedule.tasks; ++task)
        m_addresses.push_back(m_practice.address() + pages[task % pages.size()].path);
    for (const Fault& fault : schedule.faults) {
        if (isAddress(fault))
            m_addresses[fault.task] = addressFor(schedule, fault);
    }
}

ScheduledServers::~ScheduledServers()
{
    if (m_deaf >= 0)
        ::close(m_deaf);
}

std::string ScheduledServers::addressFor(const Schedule& schedule, const Fault& fault)
{
    const auto at = [&schedule](std::uint16_t port) {
        return (schedule.tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port) + '/';
    };
    if (fault.kind == FaultKind::Refused)
        return at(m_deafPort);
    if (fault.path == untaking)
        return at((m_untaking ? *m_untaking : m_untaking.emplace("127.0.0.1")).port());
    if (fault.path == mute)
        return at((m_mute ? *m_mute : m_mute.emplace(std::vector{wait(std::chrono::minutes(10))})).port());
    if (fault.path == crossed)
        return at((m_crossed ? *m_crossed : m_crossed.emplace(security(!schedule.tls))).port());
    return m_odd->address(fault.path);
}

bool asksPracticeServer(const Schedule& schedule, std::size_t task) { return !addressFault(schedule, task); }

std::optional<std::uint64_t> bytesOf(const Schedule& schedule, std::size_t task)
{
    const Fault* const fault = addressFault(schedule, task);
    if (!fault)
        return pages[task % pages.size()].bytes;
    const OddAnswer* const row = oddAnswer(fault->path);
    if (!row || !row->own)
        return std::nullopt;
    return schedule.client == net::ClientKind::Qt && row->qt ? row->qt->bytes : row->own->bytes;
}

} // namespace interleave::tests
