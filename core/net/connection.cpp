// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/connection.h"

#include "core/engine/taskcontext.h"
#include "core/engine/wakeup.h"
#include "core/net/clientenvironment.h"
#include "core/net/errors.h"
#include "core/observe/receivetime.h"
#include "core/observe/socketstate.h"

#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>

namespace interleave::net {

namespace {

constexpr qint64 readBufferSize = 65'536;

// Plain connections take QTcpSocket: QSslSocket would be one more layer around the same socket, and start
// OpenSSL.
std::unique_ptr<QTcpSocket> makeSocket(const Origin& origin, const ClientEnvironment& environment)
{
    if (!origin.tls)
        return std::make_unique<QTcpSocket>();
    auto socket = std::make_unique<QSslSocket>();
    socket->setSslConfiguration(environment.tls(origin));
    return socket;
}

} // namespace

Connection::Connection(const Origin& origin, const ClientEnvironment& environment)
    : m_origin(origin), m_socket(makeSocket(origin, environment))
{
    QTcpSocket* socket = m_socket.get();
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->setReadBufferSize(readBufferSize);
    QObject::connect(socket, &QAbstractSocket::connected, socket, [this] { connected(); });
    QObject::connect(socket, &QIODevice::readyRead, socket, [this] { wake(); });
    QObject::connect(socket, &QAbstractSocket::disconnected, socket, [this] {
        m_closed = true;
        wake();
    });
    QObject::connect(socket, &QAbstractSocket::errorOccurred, socket,
                     [this](QAbstractSocket::SocketError error) { failed(error); });
    QObject::connect(socket, &QIODevice::bytesWritten, socket, [this] {
        if (m_sending)
            wake();
    });
    if (auto* secure = qobject_cast<QSslSocket*>(socket))
        QObject::connect(secure, &QSslSocket::encrypted, secure, [this] { opened(); });
}

Connection::~Connection()
{
    detach();
    m_socket->blockSignals(true);
    m_socket->abort();
}

void Connection::attach(engine::TaskContext& context, engine::Wakeup& wakeup, unsigned attempt)
{
    m_user = {&context, &wakeup, attempt};
    context.own(*m_socket);
}

void Connection::detach()
{
    if (m_user.context)
        m_user.context->disown(*m_socket);
    m_user = {};
}

void Connection::open(const std::string& address)
{
    const QString host = QString::fromStdString(address);
    if (auto* secure = qobject_cast<QSslSocket*>(m_socket.get()))
        secure->connectToHostEncrypted(host, m_origin.port, QString::fromStdString(m_origin.name));
    else
        m_socket->connectToHost(host, m_origin.port);
}

// The instant when TCP is there and, for https, the handshake begins: stamped here, while the task still
// waits.
void Connection::connected()
{
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    observe::stampReceiving(m_socket->socketDescriptor());
    m_end.watch(*m_socket);
    if (!m_origin.tls)
        return opened();
    m_securing = true;
    if (m_user.context)
        m_user.context->phase(Phase::Tls, m_user.attempt);
    wake(); // it has won its race
}

void Connection::opened()
{
    m_open = true;
    m_securing = false;
    wake();
}

// With TLS it may be called twice, for each of the two layers: the first one knows.
void Connection::failed(QAbstractSocket::SocketError error)
{
    if (!m_closed) {
        const bool ended = error == QAbstractSocket::RemoteHostClosedError;
        m_orderly = m_origin.tls ? saysTlsEnded(*m_socket) : ended && !m_end.wasReset();
    }
    m_error = error;
    m_closed = true;
    wake();
}

void Connection::wake() const
{
    if (m_user.wakeup)
        m_user.wakeup->set();
}

std::string Connection::problem() const
{
    if (const auto* secure = qobject_cast<const QSslSocket*>(m_socket.get())) {
        const QList<QSslError> errors = secure->sslHandshakeErrors();
        if (!errors.isEmpty())
            return certificateRefused(errors.first().errorString());
    }
    return words(m_error, m_socket->errorString().toStdString());
}

void Connection::send(std::string_view request)
{
    m_socket->write(request.data(), static_cast<qint64>(request.size()));
    m_socket->flush();
    m_sending = !isSent();
}

bool Connection::isSent() const
{
    const auto* secure = qobject_cast<const QSslSocket*>(m_socket.get());
    return m_socket->bytesToWrite() == 0 && (!secure || secure->encryptedBytesToWrite() == 0);
}

std::size_t Connection::read(std::span<char> buffer)
{
    const qint64 count = m_socket->read(buffer.data(), static_cast<qint64>(buffer.size()));
    return count > 0 ? static_cast<std::size_t>(count) : 0;
}

std::int64_t Connection::descriptor() const { return m_socket->socketDescriptor(); }

bool Connection::isIdle() const
{
    return isOpen() && m_socket->state() == QAbstractSocket::ConnectedState &&
           m_socket->bytesAvailable() == 0;
}

bool Connection::isReusable()
{
    if (!isIdle())
        return false;
    const observe::Waiting waiting = observe::waitingOn(descriptor());
    if (waiting != observe::Waiting::Bytes || !m_origin.tls)
        return waiting == observe::Waiting::Nothing;
    // Over TLS these may be session tickets, which end nothing: only what TLS makes of them tells.
    m_socket->waitForReadyRead(0);
    return isIdle() && observe::waitingOn(descriptor()) == observe::Waiting::Nothing;
}

} // namespace interleave::net
