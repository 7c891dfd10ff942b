// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QObject;

namespace interleave::engine {

/// Is called before a socket notifier of a thread that is no worker's is told that its socket is ready, on
/// that thread.
using SocketObserver = void (*)(QObject& notifier);

/// From now on; null for nobody. Any thread.
void observeForeignSockets(SocketObserver observer);
/// Null if there is none.
SocketObserver foreignSocketObserver();

} // namespace interleave::engine
