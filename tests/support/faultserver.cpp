// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultserver.h"

#include "core/engine/doorbell.h"
#include "core/net/practicefiles.h"

#include <QAbstractEventDispatcher>
#include <QBasicTimer>
#include <QCoreApplication>
#include <QEventLoop>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QUrlQuery>

#include <latch>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include <sys/socket.h>

namespace interleave::tests {

namespace {

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

const std::map<QByteArray, QByteArray>& fixedAnswers()
{
    static const std::map<QByteArray, QByteArray> answers{
        {"/ok", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"},
        {"/cookie", "HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n"},
        {"/empty-body", "HTTP/1.1 204 No Content\r\n\r\n"},
        {"/chunked",
         "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n8\r\ndefghijk\r\n0\r\n\r\n"},
        {"/interim", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
                     "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"},
        {"/upgrade", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\n\r\n"},
        {"/missing", "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone"},
        {"/broken", "HTTP/1.1 503 \x01 Try\xff later\r\nContent-Length: 0\r\n\r\n"},
        {"/bad-chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n"},
        {"/negative", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"},
        {"/two-lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"},
        {"/enormous", "HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\nx"},
        {"/huge-header", "HTTP/1.1 200 OK\r\nX-Padding: " + QByteArray(200'000, 'x') + "\r\n\r\n"},
        {"/garbage", "\x16\x03\x01 this is not HTTP\r\n\r\n"},
        {"/loop", "HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n"},
        {"/nowhere", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"},
        {"/two-answers",
         "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"},
    };
    return answers;
}

} // namespace

struct FaultServer::Private
{
    explicit Private(Security chosen);
    void serve(std::stop_token stop);

    Security security;
    std::uint16_t port = 0;
    std::mutex mutex;
    std::vector<std::string> requests;
    std::size_t connections = 0;
    engine::Doorbell bell;
    std::latch listening{1};
    std::jthread thread; // last: joined first
};

namespace {

/// One accepted connection and what is wrong with it.
class FaultConnection final : public QObject
{
public:
    FaultConnection(QTcpSocket* socket, std::mutex& mutex, std::vector<std::string>& requests)
        : QObject(socket), m_socket(*socket), m_mutex(mutex), m_requests(requests)
    {
        QObject::connect(socket, &QIODevice::readyRead, this, [this] { read(); });
        QObject::connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
        read();
    }

private:
    void read()
    {
        m_input += m_socket.readAll();
        for (qsizetype end = m_input.indexOf("\r\n\r\n"); end >= 0; end = m_input.indexOf("\r\n\r\n")) {
            const QByteArray head = m_input.first(end);
            m_input.remove(0, end + 4);
            {
                const std::lock_guard guard(m_mutex);
                m_requests.push_back(head.toStdString());
            }
            ++m_asked;
            answer(QUrl::fromEncoded(head.split(' ').value(1)));
        }
    }

    void answer(const QUrl& url)
    {
        const QByteArray path = url.path().toLatin1();
        if (const auto found = fixedAnswers().find(path); found != fixedAnswers().end()) {
            m_socket.write(found->second);
        } else if (path == "/redirect") {
            const QString target = QUrlQuery(url).queryItemValue(QStringLiteral("to"), QUrl::FullyDecoded);
            m_socket.write("HTTP/1.1 302 Found\r\nContent-Length: 4\r\nLocation: " + target.toUtf8() +
                           "\r\n\r\nmove");
        } else if (path == "/half") {
            m_socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + QByteArray(500, 'h'));
            m_socket.disconnectFromHost();
        } else if (path == "/until-close") {
            m_socket.write("HTTP/1.1 200 OK\r\n\r\n" + QByteArray(200'000, 'c'));
            m_socket.disconnectFromHost();
        } else if (path == "/close" || (path == "/once" && m_asked > 1)) {
            m_socket.disconnectFromHost();
        } else if (path == "/once" || path == "/hang-up") {
            m_socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            if (path == "/hang-up") // although it has promised to keep the connection
                m_socket.disconnectFromHost();
        } else if (path == "/reset") {
            reset();
        } else if (path == "/endless") {
            m_socket.write("HTTP/1.1 200 OK\r\n\r\n");
            m_piece.fill('e', 64 * 1024);
            m_timer.start(1, this);
        } else if (path == "/drip") {
            m_socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            m_piece = "d";
            m_timer.start(5, this);
        } // else, as for "/silence": nothing at all
    }

    void reset()
    {
        const linger now{.l_onoff = 1, .l_linger = 0};
        ::setsockopt(static_cast<int>(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        m_socket.abort();
    }

    void timerEvent(QTimerEvent*) override { m_socket.write(m_piece); }

    QTcpSocket& m_socket;
    std::mutex& m_mutex;
    std::vector<std::string>& m_requests;
    QByteArray m_input;
    int m_asked = 0;
    QByteArray m_piece; // written again and again
    QBasicTimer m_timer;
};

} // namespace

FaultServer::FaultServer(Security security) : d(std::make_unique<Private>(security)) {}

FaultServer::~FaultServer() = default;

FaultServer::Private::Private(Security chosen)
    : security(chosen), thread([this](std::stop_token stop) { serve(std::move(stop)); })
{
    listening.wait();
}

void FaultServer::Private::serve(std::stop_token stop)
{
    const QEventLoop ensuresDispatcher;
    QAbstractEventDispatcher* const dispatcher = QThread::currentThread()->eventDispatcher();
    bell.attach(dispatcher);
    std::unique_ptr<QTcpServer> listener;
    if (security == Security::Tls) {
        auto secure = std::make_unique<QSslServer>();
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(bytes(net::practice::serverPem)));
        configuration.setPrivateKey(QSslKey(bytes(net::practice::serverKeyPem), QSsl::Ec));
        secure->setSslConfiguration(configuration);
        listener = std::move(secure);
    } else {
        listener = std::make_unique<QTcpServer>();
    }
    QObject::connect(listener.get(), &QTcpServer::pendingConnectionAvailable, listener.get(),
                     [this, server = listener.get()] {
                         while (QTcpSocket* const socket = server->nextPendingConnection()) {
                             {
                                 const std::lock_guard guard(mutex);
                                 ++connections;
                             }
                             new FaultConnection(socket, mutex, requests);
                         }
                     });
    listener->listen(security == Security::Tls ? QHostAddress::AnyIPv4 : QHostAddress::LocalHost);
    port = listener->serverPort();
    listening.count_down();
    const std::stop_callback ring(stop, [this] { bell.ring(); });
    while (!stop.stop_requested()) {
        dispatcher->processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    listener.reset();
    bell.attach(nullptr);
}

std::string FaultServer::address(std::string_view path, std::string_view host) const
{
    return std::string(d->security == Security::Tls ? "https://" : "http://") + std::string(host) + ':' +
           std::to_string(d->port) + std::string(path);
}

std::vector<std::string> FaultServer::requests() const
{
    const std::lock_guard guard(d->mutex);
    return d->requests;
}

std::size_t FaultServer::connections() const
{
    const std::lock_guard guard(d->mutex);
    return d->connections;
}

std::uint16_t refusingPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort(); // closed on return
}

} // namespace interleave::tests
