// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/receivetime.h"

#ifdef __linux__
#include <array>
#include <cstring>
#include <ctime>
#include <linux/errqueue.h>
#include <linux/net_tstamp.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace interleave::observe {

#ifdef __linux__

namespace {

Duration realtime()
{
    timespec time{};
    clock_gettime(CLOCK_REALTIME, &time);
    return std::chrono::seconds(time.tv_sec) + Duration(time.tv_nsec);
}

/// What to add to a reading of the wall clock: taken between two readings of ours, the closest of a few.
Duration toMonotonic()
{
    constexpr int mostTries = 5;
    constexpr Duration closeEnough = std::chrono::microseconds(1);
    Duration offset{};
    Duration closest = Duration::max();
    for (int tries = 0; tries < mostTries && closest > closeEnough; ++tries) {
        const Stamp before = stampNow();
        const Duration wall = realtime();
        const Duration apart = stampNow() - before;
        if (apart >= closest)
            continue;
        closest = apart;
        offset = (before + apart / 2).time_since_epoch() - wall;
    }
    return offset;
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
    return setsockopt(static_cast<int>(socket), SOL_SOCKET, SO_TIMESTAMPING, &wanted, sizeof wanted) == 0;
}

std::optional<Stamp> receivedAt(std::int64_t socket)
{
    char byte = 0;
    iovec where{&byte, 1};
    alignas(cmsghdr) std::array<char, 256> control{};
    msghdr message{};
    message.msg_iov = &where;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    if (recvmsg(static_cast<int>(socket), &message, MSG_PEEK | MSG_DONTWAIT) <= 0)
        return std::nullopt;
    for (cmsghdr* part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_TIMESTAMPING)
            continue;
        scm_timestamping times{};
        std::memcpy(&times, CMSG_DATA(part), sizeof times);
        const Duration wall = std::chrono::seconds(times.ts[0].tv_sec) + Duration(times.ts[0].tv_nsec);
        if (wall > Duration::zero())
            return Stamp(wall + toMonotonic());
    }
    return std::nullopt;
}

#else

ReceiveStamping::ReceiveStamping() = default;
ReceiveStamping::~ReceiveStamping() = default;
bool stampReceiving(std::int64_t) { return false; }
std::optional<Stamp> receivedAt(std::int64_t) { return std::nullopt; }

#endif

} // namespace interleave::observe
