// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/foreignsockets.h"
#include "core/engine/worker.h"

#include <QEvent>

namespace interleave::engine {

/// The program's application object: QCoreApplication, QGuiApplication or QApplication, and in addition every
/// socket and timer event delivered on a worker's thread counts as computing of the task whose socket or
/// timer it is. So a TLS handshake or a read, which Qt does before any signal, is drawn as what it is. Of the
/// sockets of other threads it tells foreignSocketObserver().
template <class Application>
class Attributing : public Application
{
public:
    using Application::Application;

    bool notify(QObject* receiver, QEvent* event) override
    {
        const auto type = event->type();
        // MetaCall: QSslSocket goes on decrypting through calls that it posts to itself.
        const bool mayCompute = type == QEvent::SockAct || type == QEvent::SockClose ||
                                type == QEvent::Timer || type == QEvent::MetaCall;
        Worker* const worker = mayCompute ? Worker::ofThisThread() : nullptr;
        if (!worker) {
            if (const SocketObserver look = type == QEvent::SockAct ? foreignSocketObserver() : nullptr)
                look(*receiver);
            return Application::notify(receiver, event);
        }
        // A hundred handshakes in one turn of the loop would hold up a stop.
        if (type == QEvent::SockAct && worker->stopping() && worker->owns(*receiver))
            return true;
        const Worker::Delivery delivery(*worker, *receiver, type);
        return Application::notify(receiver, event);
    }
};

} // namespace interleave::engine
