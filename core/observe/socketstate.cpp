// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/socketstate.h"

#ifdef __linux__
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace interleave::observe {

#ifdef __linux__

Waiting waitingOn(std::int64_t socket)
{
    char byte = 0;
    const ssize_t count = recv(static_cast<int>(socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (count > 0)
        return Waiting::Bytes;
    const bool silent = count < 0 && (errno == EAGAIN || errno == EINTR);
    return silent ? Waiting::Nothing : Waiting::End;
}

std::optional<Taken> takenBy(std::int64_t socket)
{
    tcp_info info{};
    socklen_t length = sizeof info;
    if (getsockopt(static_cast<int>(socket), IPPROTO_TCP, TCP_INFO, &info, &length) != 0)
        return std::nullopt;
    return Taken{.connecting = info.tcpi_state == TCP_SYN_SENT,
                 .acknowledged = info.tcpi_unacked == 0,
                 .sentAgain = info.tcpi_total_retrans};
}

#else

Waiting waitingOn(std::int64_t) { return Waiting::Nothing; }
std::optional<Taken> takenBy(std::int64_t) { return std::nullopt; }

#endif

} // namespace interleave::observe
