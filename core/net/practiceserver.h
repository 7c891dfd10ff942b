// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/practiceserverprocess.h"

#include <QAbstractHttpServer>
#include <QByteArray>
#include <QFile>
#include <QPointer>

#include <random>
#include <string>

class QTcpServer;
class QTcpSocket;

namespace interleave::net {

/// `options` with every value inside its documented range.
PracticeServerOptions clamped(PracticeServerOptions options);

/// The practice server itself, on the event loop of the thread that made it. Loopback only: QHttpServer has
/// neither header nor body limits.
///
///     /dice     276 bytes        /jython   10 490 bytes        /   what this is
///     /interleave/counts         {"requests": N, "answers": N}, at once and itself not counted
///
/// Every answer says when it was sent, in nanoseconds of the monotonic clock that all processes of a host
/// share: X-Interleave-Sent-Ns.
class PracticeServer final : public QAbstractHttpServer
{
public:
    explicit PracticeServer(const PracticeServerOptions& options);

    /// @return empty, or why it cannot
    std::string listen();
    std::uint16_t port() const;
    /// One line per answer from now on. @return empty, or why not
    std::string logTo(const QString& path);
    PracticeServerProcess::Counts counts() const { return m_counts; }

private:
    struct Answer
    {
        QPointer<QTcpSocket> socket;
        QByteArray path;
        int status = 200;
        QByteArray type;
        QByteArray body;
        std::int64_t received = 0; // monotonic, ns
        bool counted = true;
    };

    bool handleRequest(const QHttpServerRequest& request, QTcpSocket* socket) override;
    void missingHandler(const QHttpServerRequest&, QTcpSocket*) override {}

    Answer answerFor(const QByteArray& path) const;
    std::chrono::milliseconds nextDelay();
    void send(Answer answer);
    void drip(Answer answer);
    void completed(const Answer& answer);

    PracticeServerOptions m_options;
    QTcpServer* m_listener = nullptr; // a child
    std::mt19937 m_jitter;
    PracticeServerProcess::Counts m_counts;
    QFile m_log;
};

} // namespace interleave::net
