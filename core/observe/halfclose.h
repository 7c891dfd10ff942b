// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace interleave::observe {

/// Tells the peer of a connected socket that nothing more will come, while what it still sends can be read:
/// to close at once would reset the connection, and with it an answer that the peer has not read yet.
void endOutput(std::intptr_t socket);

} // namespace interleave::observe
