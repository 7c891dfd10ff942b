// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace interleave::observe {

/// What an event loop that has not looked meanwhile does not know of a socket.
enum class Waiting : std::uint8_t {
    Nothing, ///< open, and nothing has arrived
    Bytes,   ///< some can be read
    End,     ///< the peer has ended or reset the connection, or the socket cannot be asked
};

/// Asks the socket itself; takes nothing off it. Costs less than 1 us. Nothing, where there is no such
/// question.
/// @param socket the system's number of a connected socket
Waiting waitingOn(std::int64_t socket);

/// How far the other side has taken what was sent to it (Linux: TCP_INFO).
struct Taken
{
    bool connecting = false;     ///< its answer to the first packet is still out
    bool acknowledged = false;   ///< it has acknowledged all that was sent
    std::uint32_t sentAgain = 0; ///< packets sent more than once, since the beginning
};

/// Empty where the system does not tell. @param socket the system's number of a TCP socket
std::optional<Taken> takenBy(std::int64_t socket);

} // namespace interleave::observe
