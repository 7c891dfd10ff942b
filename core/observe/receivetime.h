// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/time.h"

#include <cstdint>
#include <optional>

namespace interleave::observe {

/// While it lives the kernel is ready to stamp what comes. It is so only while somebody asks for stamps, and
/// takes a moment to become so: without this the first answers of a run would have none.
class ReceiveStamping
{
public:
    ReceiveStamping();
    ~ReceiveStamping();
    ReceiveStamping(const ReceiveStamping&) = delete;
    ReceiveStamping& operator=(const ReceiveStamping&) = delete;

private:
    int m_socket = -1;
};

/// From now on the kernel stamps what this socket receives (Linux: SO_TIMESTAMPING, software).
/// @param socket the system's number of a connected socket
/// @return false where it refuses or has no such thing
bool stampReceiving(std::int64_t socket);

/// When the first byte that waits on the socket to be read was received, by the kernel's stamp; nothing is
/// taken off the socket. Empty when nothing waits, or without stampReceiving(). Costs 1 to 3 us.
std::optional<Stamp> receivedAt(std::int64_t socket);

} // namespace interleave::observe
