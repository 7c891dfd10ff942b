// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/connectionend.h"

#ifdef __linux__
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#endif

namespace interleave::observe {

#ifdef __linux__

// By the connection's state, because the error of a reset is told only once, to whoever asks first; after
// that it looks like an end.
ConnectionEnd connectionEnd(std::int64_t socket)
{
    const int descriptor = static_cast<int>(socket);
    tcp_info info{};
    socklen_t size = sizeof info;
    if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        return ConnectionEnd::None;
    const bool isBroken = info.tcpi_state == TCP_CLOSE;
    int waiting = 0;
    if ((!isBroken && info.tcpi_state != TCP_CLOSE_WAIT) || ioctl(descriptor, FIONREAD, &waiting) != 0 ||
        waiting > 0)
        return ConnectionEnd::None;
    return isBroken ? ConnectionEnd::Broken : ConnectionEnd::Orderly;
}

#else

ConnectionEnd connectionEnd(std::int64_t) { return ConnectionEnd::None; }

#endif

} // namespace interleave::observe
