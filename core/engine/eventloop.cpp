// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/eventloop.h"

#include "core/observe/limits.h"

#include <QAbstractEventDispatcher>

#include <mutex>

namespace interleave::engine {

namespace {

/// One for the event loop, and some for its thread's sources and for whoever opens files at this very moment.
constexpr unsigned filesToSpare = 5;

} // namespace

std::unique_ptr<QEventLoop> makeEventLoop()
{
    static std::mutex oneAfterTheOther;
    const std::lock_guard guard(oneAfterTheOther);
    if (!QAbstractEventDispatcher::instance() && !observe::mayOpenFiles(filesToSpare))
        return nullptr;
    return std::make_unique<QEventLoop>();
}

} // namespace interleave::engine
