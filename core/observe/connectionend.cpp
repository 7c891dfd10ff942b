// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/connectionend.h"

#ifdef __linux__
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace interleave::observe {

#ifdef __linux__

// An orderly end leaves the socket in CLOSE_WAIT. The error of a reset itself is told only once, to whoever
// asks first, and is then an end like any other.
bool wasReset(std::int64_t socket)
{
    tcp_info info{};
    socklen_t size = sizeof info;
    return getsockopt(static_cast<int>(socket), IPPROTO_TCP, TCP_INFO, &info, &size) == 0 &&
           info.tcpi_state == TCP_CLOSE;
}

#else

bool wasReset(std::int64_t) { return false; }

#endif

} // namespace interleave::observe
