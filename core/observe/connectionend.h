// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace interleave::observe {

enum class ConnectionEnd : std::uint8_t {
    None, ///< not yet, or there is still something to be read; or the system does not tell
    Orderly,
    Broken, ///< a reset
};

/// How the peer has ended this TCP connection. Costs about 1 us.
/// @param socket the system's number of a socket that was connected
ConnectionEnd connectionEnd(std::int64_t socket);

} // namespace interleave::observe
