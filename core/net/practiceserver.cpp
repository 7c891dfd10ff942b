// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/practiceserver.h"

#include "core/net/listenaddress.h"
#include "core/net/practicefiles.h"

#include <QHostAddress>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>

#include <algorithm>
#include <utility>

namespace interleave::net {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds mostDelay{60'000};
constexpr int backlog = 4096;            // Qt's 50 costs a burst of 100 connects a repeated SYN: one second
constexpr qint64 mostDecrypted = 65'536; // bytes that wait in a socket

QByteArray bytes(std::string_view text) { return {text.data(), static_cast<qsizetype>(text.size())}; }

QSslConfiguration practiceTls()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(bytes(practice::serverPem)));
    configuration.setPrivateKey(QSslKey(bytes(practice::serverKeyPem), QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // clients have no certificates
    return configuration;
}

/// How often to look for clients that take too long: often enough for the shortest limit.
milliseconds clockInterval(const PracticeServerLimits& limits)
{
    const milliseconds shortest =
        std::min({limits.handshake, limits.head, limits.body, limits.idle, limits.write, limits.leave});
    return std::clamp<milliseconds>(shortest / 4, 5ms, 1000ms);
}

} // namespace

/// Accepts while there is room.
class PracticeServer::Listener final : public QTcpServer
{
public:
    explicit Listener(PracticeServer& server) : QTcpServer(&server), m_server(server)
    {
        setListenBacklogSize(backlog);
        // Out of descriptors Qt stops accepting for good: go on when some connections may have ended.
        connect(this, &QTcpServer::acceptError, this,
                [this] { QTimer::singleShot(20ms, this, [this] { resumeAccepting(); }); });
    }

    /// pauseAccepting() would not end the burst that is being accepted.
    void pause() { setMaxPendingConnections(0); }
    void resume()
    {
        if (maxPendingConnections() > 0)
            return;
        setMaxPendingConnections(1); // none is ever pending
        resumeAccepting();
    }

private:
    void incomingConnection(qintptr descriptor) override { m_server.accept(descriptor); }

    PracticeServer& m_server;
};

PracticeServerOptions clamped(PracticeServerOptions options)
{
    options.latency = std::clamp(options.latency, milliseconds(0), mostDelay);
    options.jitter = std::clamp(options.jitter, milliseconds(0), mostDelay);
    return options;
}

PracticeServer::PracticeServer(const PracticeServerOptions& options, const PracticeServerLimits& limits)
    : m_options(clamped(options)), m_shared(m_options, limits)
{
    m_shared.ended = [this](const PracticeConnection& connection) { forget(connection); };
    m_clock.setInterval(clockInterval(limits));
    m_clock.callOnTimeout(this, &PracticeServer::expireConnections);
}

PracticeServer::~PracticeServer() = default;

std::string PracticeServer::listen()
{
    if (std::string refusal = listenRefusal(m_options.listenOn); !refusal.empty())
        return refusal;
    if (m_options.tls)
        m_tls = practiceTls();
    m_listener = new Listener(*this);
    if (!m_listener->listen(listenAddress(m_options.listenOn), m_options.port))
        return "cannot listen on " + m_options.listenOn + " port " + std::to_string(m_options.port) + ": " +
               m_listener->errorString().toStdString();
    return {};
}

std::uint16_t PracticeServer::port() const
{
    return m_listener ? m_listener->serverPort() : std::uint16_t(0);
}

/// Plain ones are unbuffered: see PracticeConnection::takeIn(). Besides, it spares a copy and a system call.
QAbstractSocket* PracticeServer::socketFor(std::intptr_t descriptor)
{
    if (!m_options.tls) {
        auto* const socket = new QAbstractSocket(QAbstractSocket::TcpSocket, this);
        socket->setSocketDescriptor(descriptor, QAbstractSocket::ConnectedState,
                                    QIODevice::ReadWrite | QIODevice::Unbuffered);
        return socket;
    }
    auto* const socket = new QSslSocket(this);
    socket->setSslConfiguration(m_tls);
    socket->setReadBufferSize(mostDecrypted);
    socket->setSocketDescriptor(descriptor);
    return socket;
}

void PracticeServer::accept(std::intptr_t descriptor)
{
    auto* const connection = new PracticeConnection(m_shared, socketFor(descriptor));
    connection->setParent(this);
    connection->place = m_connections.size();
    m_connections.push_back(connection);
    if (m_connections.size() == 1)
        m_clock.start();
    if (m_connections.size() >= m_shared.limits.connections)
        m_listener->pause();
    connection->begin();
}

void PracticeServer::forget(const PracticeConnection& connection)
{
    m_connections.back()->place = connection.place;
    std::swap(m_connections[connection.place], m_connections.back());
    m_connections.pop_back();
    if (m_connections.empty())
        m_clock.stop();
    m_listener->resume();
}

void PracticeServer::expireConnections()
{
    const Stamp now = stampNow();
    for (std::size_t k = m_connections.size(); k-- > 0;) // backwards: who ends is replaced by the last one
        m_connections[k]->expire(now);
}

} // namespace interleave::net
