// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace interleave::observe {

/// Whether the peer has broken this TCP connection off (a reset) instead of ending it. What arrived before
/// may still wait to be read. False where the system does not tell. Costs less than 1 us.
/// @param socket the system's number of a socket that was connected
bool wasReset(std::int64_t socket);

} // namespace interleave::observe
