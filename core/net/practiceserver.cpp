// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/practiceserver.h"

#include "core/net/practicefiles.h"
#include "core/trace/time.h"

#include <QBasicTimer>
#include <QHttpServerRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <functional>
#include <utility>

namespace interleave::net {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds mostDelay{60'000};
constexpr int backlog = 4096;    // Qt's 50 costs a burst of 100 connects a repeated SYN: one second
constexpr int dripInterval = 10; // ms

constexpr std::string_view aboutPage =
    "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Interleave's practice server</title></head><body>\n"
    "<h1>Interleave's practice server</h1>\n"
    "<p>It sends the same two pages to whoever asks, with the latency it was told to have, so that downloads "
    "can be\n"
    "tried without the internet: <a href=\"/dice\">/dice</a> (276 bytes) and <a "
    "href=\"/jython\">/jython</a>\n"
    "(10 490 bytes). <a href=\"/interleave/counts\">/interleave/counts</a> says how many requests it has "
    "seen.</p>\n"
    "</body></html>\n";

QByteArray bytes(std::string_view text) { return {text.data(), static_cast<qsizetype>(text.size())}; }

std::int64_t monotonicNow() { return std::chrono::nanoseconds(stampNow().time_since_epoch()).count(); }

QByteArray head(int status, const QByteArray& type, qsizetype length)
{
    return "HTTP/1.1 " +
           QByteArray(status == 200   ? "200 OK"
                      : status == 404 ? "404 Not Found"
                                      : "405 Method Not Allowed") +
           "\r\nServer: Interleave practice server\r\nContent-Type: " + type +
           "\r\nContent-Length: " + QByteArray::number(length) +
           "\r\nConnection: keep-alive\r\nX-Interleave-Sent-Ns: " + QByteArray::number(monotonicNow()) +
           "\r\n\r\n";
}

QSslConfiguration practiceTls()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(bytes(practice::serverPem)));
    configuration.setPrivateKey(QSslKey(bytes(practice::serverKeyPem), QSsl::Ec));
    return configuration;
}

/// Writes a body at so many bytes per second. Ends with its connection, or itself when all is written.
class Drip final : public QObject
{
public:
    Drip(QTcpSocket* socket, QByteArray body, std::uint64_t perSecond, std::function<void()> done)
        : QObject(socket),
          m_socket(*socket),
          m_body(std::move(body)),
          m_perSecond(static_cast<double>(perSecond)),
          m_done(std::move(done))
    {
        m_timer.start(dripInterval, Qt::PreciseTimer, this);
    }

private:
    void timerEvent(QTimerEvent*) override
    {
        const double due = seconds(stampNow() - m_start) * m_perSecond;
        const auto until = static_cast<qsizetype>(std::min(due, static_cast<double>(m_body.size())));
        m_socket.write(m_body.mid(m_sent, until - m_sent));
        m_socket.flush();
        m_sent = until;
        if (m_sent < m_body.size())
            return;
        m_timer.stop();
        m_done();
        deleteLater();
    }

    QTcpSocket& m_socket;
    QByteArray m_body;
    double m_perSecond;
    std::function<void()> m_done;
    Stamp m_start = stampNow();
    qsizetype m_sent = 0;
    QBasicTimer m_timer;
};

} // namespace

PracticeServerOptions clamped(PracticeServerOptions options)
{
    options.latency = std::clamp(options.latency, milliseconds(0), mostDelay);
    options.jitter = std::clamp(options.jitter, milliseconds(0), mostDelay);
    return options;
}

PracticeServer::PracticeServer(const PracticeServerOptions& options)
    : m_options(clamped(options)), m_jitter(m_options.seed)
{
}

std::string PracticeServer::listen()
{
    if (m_options.tls) {
        auto* const secure = new QSslServer(this);
        secure->setSslConfiguration(practiceTls());
        m_listener = secure;
    } else {
        m_listener = new QTcpServer(this);
    }
    m_listener->setListenBacklogSize(backlog);
    // Out of descriptors Qt stops accepting for good: go on when some connections may have ended.
    connect(m_listener, &QTcpServer::acceptError, this, [this] {
        QTimer::singleShot(milliseconds(20), m_listener, [this] { m_listener->resumeAccepting(); });
    });
    if (!m_listener->listen(QHostAddress::LocalHost, m_options.port))
        return "cannot listen on 127.0.0.1 port " + std::to_string(m_options.port) + ": " +
               m_listener->errorString().toStdString();
    bind(m_listener);
    return {};
}

std::uint16_t PracticeServer::port() const
{
    return m_listener ? m_listener->serverPort() : std::uint16_t(0);
}

std::string PracticeServer::logTo(const QString& path)
{
    m_log.setFileName(path);
    if (!m_log.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Text))
        return path.toStdString() + ": " + m_log.errorString().toStdString();
    m_log.write("# path status received-ns done-ns\n");
    return {};
}

bool PracticeServer::handleRequest(const QHttpServerRequest& request, QTcpSocket* socket)
{
    Answer answer = answerFor(request.url().path(QUrl::FullyEncoded).toUtf8());
    if (request.method() != QHttpServerRequest::Method::Get) {
        answer.status = 405;
        answer.body.clear();
    }
    answer.socket = socket;
    answer.received = monotonicNow();
    if (!answer.counted) {
        send(std::move(answer));
        return true;
    }
    ++m_counts.requests;
    const milliseconds delay = nextDelay();
    if (delay.count() == 0)
        send(std::move(answer));
    else
        QTimer::singleShot(delay, Qt::PreciseTimer, this, [this, answer] { send(answer); });
    return true;
}

PracticeServer::Answer PracticeServer::answerFor(const QByteArray& path) const
{
    Answer answer;
    answer.path = path;
    answer.type = "text/html; charset=utf-8";
    if (path == "/dice") {
        answer.body = bytes(practice::dicePage);
    } else if (path == "/jython") {
        answer.body = bytes(practice::jythonPage);
    } else if (path == "/" || path.isEmpty()) {
        answer.body = bytes(aboutPage);
    } else if (path == "/interleave/counts") {
        answer.type = "application/json";
        answer.body = "{\"requests\": " + QByteArray::number(m_counts.requests) +
                      ", \"answers\": " + QByteArray::number(m_counts.answers) + "}\n";
        answer.counted = false;
    } else {
        answer.status = 404;
        answer.type = "text/plain; charset=utf-8";
        answer.body = "No such page. There are /dice and /jython.\n";
    }
    return answer;
}

milliseconds PracticeServer::nextDelay()
{
    if (m_options.jitter.count() == 0)
        return m_options.latency;
    // Not std::uniform_int_distribution: its numbers differ between standard libraries.
    return m_options.latency + milliseconds(m_jitter() % static_cast<unsigned>(m_options.jitter.count() + 1));
}

void PracticeServer::send(Answer answer)
{
    if (!answer.socket)
        return;
    if (m_options.bandwidth > 0 && answer.counted && !answer.body.isEmpty()) {
        drip(std::move(answer));
        return;
    }
    answer.socket->write(head(answer.status, answer.type, answer.body.size()) + answer.body);
    answer.socket->flush();
    completed(answer);
}

void PracticeServer::drip(Answer answer)
{
    answer.socket->write(head(answer.status, answer.type, answer.body.size()));
    answer.socket->flush();
    QTcpSocket* const socket = answer.socket;
    const QByteArray body = answer.body;
    new Drip(socket, body, m_options.bandwidth, [this, answer = std::move(answer)] { completed(answer); });
}

void PracticeServer::completed(const Answer& answer)
{
    if (!answer.counted)
        return;
    ++m_counts.answers;
    if (m_log.isOpen()) {
        m_log.write(answer.path + ' ' + QByteArray::number(answer.status) + ' ' +
                    QByteArray::number(answer.received) + ' ' + QByteArray::number(monotonicNow()) + '\n');
        m_log.flush();
    }
}

} // namespace interleave::net
