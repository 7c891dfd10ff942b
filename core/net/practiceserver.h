// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/practiceconnection.h"

#include <QBasicTimer>
#include <QObject>
#include <QSslConfiguration>
#include <QTimer>

#include <string>
#include <vector>

class QTcpServer;
class QAbstractSocket;

namespace interleave::net {

/// `options` with every value inside its documented range.
PracticeServerOptions clamped(PracticeServerOptions options);

/// The practice server itself, on the event loop of the thread that made it.
///
///     /dice     276 bytes        /jython   10 490 bytes        /   what this is
///     /interleave/counts         {"requests": N, "answers": N}, at once and itself not counted
///
/// Every answer says when it was sent, in nanoseconds of the monotonic clock that all processes of a host
/// share: X-Interleave-Sent-Ns.
class PracticeServer final : public QObject
{
public:
    explicit PracticeServer(const PracticeServerOptions& options, const PracticeServerLimits& limits = {});
    ~PracticeServer() override;

    /// @return empty, or why it cannot
    std::string listen();
    std::uint16_t port() const;
    /// One line per answer from now on. @return empty, or why not
    std::string logTo(const QString& path) { return m_shared.ledger.logTo(path); }
    PracticeServerProcess::Counts counts() const { return m_shared.ledger.counts(); }
    std::size_t connections() const { return m_connections.size(); }

private:
    class Listener;

    void accept(std::intptr_t descriptor);
    QAbstractSocket* socketFor(std::intptr_t descriptor);
    void forget(const PracticeConnection& connection);
    void expireConnections();

    PracticeServerOptions m_options;
    PracticeShared m_shared;
    QSslConfiguration m_tls;
    std::vector<PracticeConnection*> m_connections; // children
    Listener* m_listener = nullptr;                 // a child
    QTimer m_clock;                                 // looks for clients that take too long
};

} // namespace interleave::net
