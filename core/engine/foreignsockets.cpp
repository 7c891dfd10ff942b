// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/foreignsockets.h"

#include <atomic>

namespace interleave::engine {

namespace {

std::atomic<SocketObserver> current{nullptr};

} // namespace

void observeForeignSockets(SocketObserver observer) { current.store(observer, std::memory_order_release); }

SocketObserver foreignSocketObserver() { return current.load(std::memory_order_acquire); }

} // namespace interleave::engine
