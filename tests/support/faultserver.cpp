// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultserver.h"

#include "core/engine/doorbell.h"
#include "core/net/practicefiles.h"
#include "tests/support/oddcertificates.h"

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

#include <algorithm>
#include <deque>
#include <functional>
#include <latch>
#include <mutex>
#include <thread>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

namespace interleave::tests {

namespace {

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

struct FaultServer::Private
{
    Private(Security chosen, std::vector<Step> forAnything);
    void serve(std::stop_token stop);
    void asked(std::string head);

    Security security;
    std::vector<Step> toAnything;
    std::uint16_t port = 0;
    std::mutex mutex;
    std::vector<std::string> requests;
    std::size_t connections = 0;
    std::vector<int> kept; ///< descriptors of connections that Qt believes closed
    engine::Doorbell bell;
    std::latch listening{1};
    std::jthread thread; // last: joined first
};

namespace {

/// What a connection needs of its server.
struct ServerSide
{
    std::function<void(std::string head)> asked;
    std::function<void(int descriptor)> keep; ///< open until the server's end
    const std::vector<Step>& toAnything;      ///< done as soon as anything arrives; empty: requests decide
};

/// One accepted connection: what is asked for on it, and the steps that follow.
class FaultConnection final : public QObject
{
public:
    FaultConnection(QTcpSocket* socket, const ServerSide& server)
        : QObject(socket), m_socket(*socket), m_server(server)
    {
        QObject::connect(socket, &QIODevice::readyRead, this, [this] { read(); });
        QObject::connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
        read();
    }

private:
    void read()
    {
        m_input += m_socket.readAll();
        if (!m_server.toAnything.empty()) {
            if (!m_input.isEmpty() && m_answers++ == 0)
                begin(m_server.toAnything);
            return;
        }
        for (qsizetype end = m_input.indexOf("\r\n\r\n"); end >= 0; end = m_input.indexOf("\r\n\r\n")) {
            const QByteArray head = m_input.first(end);
            m_input.remove(0, end + 4);
            m_server.asked(head.toStdString());
            answer(QUrl::fromEncoded(head.split(' ').value(1)));
        }
    }

    void answer(const QUrl& url)
    {
        const OddAnswer* const row = oddAnswer(url.path().toStdString());
        if (!row)
            return;
        const bool further = m_answers++ > 0 && !row->again.empty();
        m_target = QUrlQuery(url).queryItemValue(QStringLiteral("to"), QUrl::FullyDecoded).toUtf8();
        begin(further ? row->again : row->steps);
    }

    void begin(const std::vector<Step>& steps)
    {
        const bool idle = m_steps.empty();
        m_steps.insert(m_steps.end(), steps.begin(), steps.end());
        if (idle)
            go();
    }

    void go()
    {
        while (!m_steps.empty()) {
            const Step& step = m_steps.front();
            if (step.kind == Step::Kind::Wait || step.kind == Step::Kind::Repeat)
                return m_timer.start(std::max(1, static_cast<int>(step.time.count())), this);
            const Step now = step;
            m_steps.pop_front();
            perform(now);
        }
    }

    void perform(const Step& step)
    {
        switch (step.kind) {
        case Step::Kind::Send:
            write(step.bytes);
            break;
        case Step::Kind::Redirect:
            m_socket.write("HTTP/1.1 302 Found\r\nContent-Length: 4\r\nLocation: " + m_target +
                           "\r\n\r\nmove");
            break;
        case Step::Kind::Close:
            m_socket.disconnectFromHost();
            break;
        case Step::Kind::Reset:
            reset();
            break;
        case Step::Kind::Cut:
            flush();
            ::shutdown(descriptor(), SHUT_WR);
            break;
        case Step::Kind::Notify: // Qt says it and closes; but for the kernel this keeps the connection open
            m_server.keep(::dup(descriptor()));
            m_socket.disconnectFromHost();
            break;
        case Step::Kind::Wait:
        case Step::Kind::Repeat:
            break;
        }
    }

    int descriptor() const { return static_cast<int>(m_socket.socketDescriptor()); }

    /// The client may be gone.
    void write(const QByteArray& bytes)
    {
        if (m_socket.state() == QAbstractSocket::ConnectedState)
            m_socket.write(bytes);
    }

    void flush()
    {
        while (m_socket.bytesToWrite() > 0 && m_socket.flush()) {
        }
    }

    void reset()
    {
        flush();
        const linger now{.l_onoff = 1, .l_linger = 0};
        ::setsockopt(descriptor(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        m_socket.abort();
    }

    void timerEvent(QTimerEvent*) override
    {
        if (m_steps.front().kind == Step::Kind::Repeat) {
            write(m_steps.front().bytes);
            return;
        }
        m_timer.stop();
        m_steps.pop_front();
        go();
    }

    QTcpSocket& m_socket;
    const ServerSide& m_server;
    QByteArray m_input;
    QByteArray m_target; // of a redirect
    int m_answers = 0;
    std::deque<Step> m_steps;
    QBasicTimer m_timer;
};

} // namespace

FaultServer::FaultServer(Security security) : d(std::make_unique<Private>(security, std::vector<Step>())) {}

FaultServer::FaultServer(std::vector<Step> toAnything)
    : d(std::make_unique<Private>(Security::Plain, std::move(toAnything)))
{
}

FaultServer::~FaultServer() = default;

FaultServer::Private::Private(Security chosen, std::vector<Step> forAnything)
    : security(chosen),
      toAnything(std::move(forAnything)),
      thread([this](std::stop_token stop) { serve(std::move(stop)); })
{
    listening.wait();
}

void FaultServer::Private::asked(std::string head)
{
    const std::lock_guard guard(mutex);
    requests.push_back(std::move(head));
}

void FaultServer::Private::serve(std::stop_token stop)
{
    const QEventLoop ensuresDispatcher;
    QAbstractEventDispatcher* const dispatcher = QThread::currentThread()->eventDispatcher();
    bell.attach(dispatcher);
    std::unique_ptr<QTcpServer> listener;
    if (security != Security::Plain) {
        auto secure = std::make_unique<QSslServer>();
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        const bool isSound = security == Security::Tls;
        const std::string_view odd = security == Security::Expired ? expiredPem : authorityPem;
        configuration.setLocalCertificate(QSslCertificate(bytes(isSound ? net::practice::serverPem : odd)));
        configuration.setPrivateKey(QSslKey(bytes(isSound ? net::practice::serverKeyPem : keyPem), QSsl::Ec));
        secure->setSslConfiguration(configuration);
        listener = std::move(secure);
    } else {
        listener = std::make_unique<QTcpServer>();
    }
    const ServerSide side{[this](std::string head) { asked(std::move(head)); },
                          [this](int descriptor) { kept.push_back(descriptor); }, toAnything};
    QObject::connect(listener.get(), &QTcpServer::pendingConnectionAvailable, listener.get(),
                     [this, &side, server = listener.get()] {
                         while (QTcpSocket* const socket = server->nextPendingConnection()) {
                             {
                                 const std::lock_guard guard(mutex);
                                 ++connections;
                             }
                             new FaultConnection(socket, side);
                         }
                     });
    listener->listen(security != Security::Plain ? QHostAddress::AnyIPv4 : QHostAddress::LocalHost);
    port = listener->serverPort();
    listening.count_down();
    const std::stop_callback ring(stop, [this] { bell.ring(); });
    while (!stop.stop_requested()) {
        dispatcher->processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    listener.reset();
    for (const int descriptor : kept)
        ::close(descriptor);
    bell.attach(nullptr);
}

std::string FaultServer::address(std::string_view path, std::string_view host) const
{
    return std::string(d->security != Security::Plain ? "https://" : "http://") + std::string(host) + ':' +
           std::to_string(d->port) + std::string(path);
}

std::uint16_t FaultServer::port() const { return d->port; }

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
