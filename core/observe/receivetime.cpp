// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/receivetime.h"

#ifdef __linux__
#include "core/observe/wallclock.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <linux/errqueue.h>
#include <linux/net_tstamp.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#endif

namespace interleave::observe {

#ifdef __linux__

namespace {

/// Reading both clocks leaves a stamp wrong by some microseconds.
constexpr Duration clockError = std::chrono::microseconds(100);

/// The wall clock's stamp of the first of what waits; empty: nothing waits, or it has none.
std::optional<Duration> stampOfFirst(int socket)
{
    char byte = 0;
    iovec where{&byte, 1};
    alignas(cmsghdr) std::array<char, 256> control{};
    msghdr message{};
    message.msg_iov = &where;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    if (recvmsg(socket, &message, MSG_PEEK | MSG_DONTWAIT) <= 0)
        return std::nullopt;
    for (cmsghdr* part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_TIMESTAMPING)
            continue;
        scm_timestamping times{};
        std::memcpy(&times, CMSG_DATA(part), sizeof times);
        const Duration wall = std::chrono::seconds(times.ts[0].tv_sec) + Duration(times.ts[0].tv_nsec);
        if (wall > Duration::zero())
            return wall;
    }
    return std::nullopt;
}

/// Of a TCP connection since it began.
struct Totals
{
    std::uint64_t segments = 0;
    std::uint64_t bytes = 0;
    std::uint64_t read = 0; // of them
};

std::optional<Totals> totalsOf(int socket)
{
    tcp_info info{};
    socklen_t length = sizeof info;
    int waiting = 0;
    if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &length) != 0 ||
        length < offsetof(tcp_info, tcpi_data_segs_in) + sizeof info.tcpi_data_segs_in ||
        ioctl(socket, FIONREAD, &waiting) != 0)
        return std::nullopt;
    const auto unread = static_cast<std::uint64_t>(std::max(waiting, 0));
    const std::uint64_t bytes = info.tcpi_bytes_received;
    return Totals{info.tcpi_data_segs_in, bytes, bytes - std::min(bytes, unread)};
}

} // namespace

ReceiveStamping::ReceiveStamping() : m_socket(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0))
{
    if (m_socket >= 0)
        stampReceiving(m_socket);
}

ReceiveStamping::~ReceiveStamping()
{
    if (m_socket >= 0)
        close(m_socket);
}

bool stampReceiving(std::int64_t socket)
{
    const int wanted = SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE;
    lookAtClocks(); // before the first stamp
    return setsockopt(static_cast<int>(socket), SOL_SOCKET, SO_TIMESTAMPING, &wanted, sizeof wanted) == 0;
}

std::optional<Received> Arrivals::look(std::int64_t socket, Stamp begun)
{
    const auto wall = stampOfFirst(static_cast<int>(socket));
    const auto totals =
        totalsOf(static_cast<int>(socket)); // after the stamp: it counts all that the stamp may be of
    const std::optional<Stamp> before = std::exchange(m_looked, stampNow());
    const std::uint64_t segments =
        totals ? totals->segments - std::exchange(m_segments, totals->segments) : 0;
    const std::uint64_t bytes = totals ? std::exchange(m_bytes, totals->bytes) : 0;
    if (!wall)
        return std::nullopt;
    if (totals && totals->read < bytes)
        return Received{}; // some of it waited already then
    const Stamp earliest = before.value_or(begun);
    const auto at = stampOfWall(*wall, earliest);
    if (!at || *at < earliest - clockError || *at > *m_looked + clockError)
        return std::nullopt;
    return Received{std::clamp(*at, earliest, *m_looked), segments == 1};
}

#else

ReceiveStamping::ReceiveStamping() = default;
ReceiveStamping::~ReceiveStamping() = default;
bool stampReceiving(std::int64_t) { return false; }
std::optional<Received> Arrivals::look(std::int64_t, Stamp) { return std::nullopt; }

#endif

} // namespace interleave::observe
