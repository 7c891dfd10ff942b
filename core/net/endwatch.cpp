// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/endwatch.h"

#include "core/observe/connectionend.h"

#include <QAbstractSocket>
#include <QCoreApplication>
#include <QEvent>
#include <QSocketNotifier>

namespace interleave::net {

void EndWatch::watch(QAbstractSocket& socket)
{
    for (QSocketNotifier* const notifier : socket.findChildren<QSocketNotifier*>()) {
        if (notifier->type() == QSocketNotifier::Read)
            notifier->installEventFilter(this);
    }
}

bool EndWatch::eventFilter(QObject* notifier, QEvent* event)
{
    if (event->type() == QEvent::SockAct && !m_reset) {
        const auto* const source = qobject_cast<const QSocketNotifier*>(notifier);
        m_reset = source && observe::connectionEnd(source->socket()) == observe::ConnectionEnd::Broken;
    }
    return false;
}

// Qt has no error of its own for it; the text is that of its TLS back end.
bool saysTlsEnded(const QAbstractSocket& socket)
{
    return socket.error() == QAbstractSocket::RemoteHostClosedError &&
           socket.errorString() ==
               QCoreApplication::translate("QSslSocket", "The TLS/SSL connection has been closed");
}

} // namespace interleave::net
