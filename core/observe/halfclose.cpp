// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/halfclose.h"

#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

namespace interleave::observe {

void endOutput(std::intptr_t socket)
{
#ifdef _WIN32
    shutdown(static_cast<SOCKET>(socket), SD_SEND);
#else
    shutdown(static_cast<int>(socket), SHUT_WR);
#endif
}

} // namespace interleave::observe
