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

/// When something that waits to be read was received.
struct Received
{
    Stamp at{};         ///< at the latest; Stamp{}: before the last look at the socket
    bool exact = false; ///< at this very instant
};

/// Tells of one TCP connection since when something waits to be read, from the first look to the next one and
/// so on. The kernel merges segments that wait, and gives the merged one the stamp of the last: so its stamp
/// is that of the first byte only where no second segment has come since the last look.
class Arrivals
{
public:
    /// Takes nothing off the socket. Costs 2 to 4 us.
    /// @param socket the system's number; always the same one
    /// @param begun nothing came before that, if this is the first look
    /// @return empty when nothing waits, without stampReceiving(), and where the stamp cannot be true: the
    /// wall clock, which it is of, was set meanwhile
    std::optional<Received> look(std::int64_t socket, Stamp begun);

private:
    std::optional<Stamp> m_looked;
    std::uint64_t m_segments = 0; // that had come until then
    std::uint64_t m_bytes = 0;
};

} // namespace interleave::observe
