// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <string_view>

class QAbstractSocket;

namespace interleave::net {

/// Tells how a socket's connection ended, which Qt does not: its error is the same for an end and for a
/// reset, and when it tells, the system's socket is gone already. So the system is asked before Qt reads.
/// Lives on the thread of the socket.
class EndWatch final : public QObject
{
public:
    /// From now on. @param socket connected; must outlive it
    void watch(QAbstractSocket& socket);
    /// True if the peer broke the connection off (a TCP reset).
    bool wasReset() const { return m_reset; }

    bool eventFilter(QObject* notifier, QEvent* event) override;

private:
    bool m_reset = false;
};

/// True where Qt says of the socket, whose error it has just told, that TLS has ended a connection in an
/// orderly way (close_notify).
bool saysTlsEnded(const QAbstractSocket& socket);

} // namespace interleave::net
