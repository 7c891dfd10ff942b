// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/qtrequest.h"

#include "core/net/clientenvironment.h"
#include "core/net/errors.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QSslError>

#include <algorithm>
#include <array>
#include <utility>

namespace interleave::net {

namespace {

constexpr qint64 readBufferSize = 65'536; // without a limit Qt keeps the whole body in memory

/// A length that is none: Qt would go on and wait for what never comes.
bool hasMalformedLength(const QNetworkReply& reply)
{
    bool isNumber = false;
    reply.rawHeader("Content-Length").toULongLong(&isNumber);
    return reply.hasRawHeader("Content-Length") && !isNumber;
}

/// The server has answered, and Qt calls what it said an error.
bool isAnswer(QNetworkReply::NetworkError error, unsigned status)
{
    return status >= 400 && error >= QNetworkReply::ContentAccessDenied &&
           error != QNetworkReply::ProtocolFailure;
}

} // namespace

QNetworkRequest qtRequestFor(const Address& address, const ClientEnvironment& environment)
{
    QUrl url = address.url;
    url.setUserInfo({});
    QNetworkRequest request(url);
    for (const auto& [name, value] : headersOf(address.url))
        request.setRawHeader(QByteArray::fromStdString(name), QByteArray::fromStdString(value));
    using Attribute = QNetworkRequest;
    request.setAttribute(Attribute::RedirectPolicyAttribute, Attribute::ManualRedirectPolicy);
    request.setAttribute(Attribute::CookieLoadControlAttribute, Attribute::Manual);
    request.setAttribute(Attribute::CookieSaveControlAttribute, Attribute::Manual);
    request.setAttribute(Attribute::AuthenticationReuseAttribute, Attribute::Manual);
    request.setAttribute(Attribute::Http2AllowedAttribute, false);
    if (address.origin.tls)
        request.setSslConfiguration(environment.tls(address.origin));
    return request;
}

QtDownload::QtDownload(const ClientEnvironment& forAll, engine::TaskContext& ofTask, std::string* into)
    : environment(forAll), context(ofTask), wakeup(ofTask), watchdog(wakeup, forAll.options()), body(into)
{
}

QtRequest::QtRequest(QtDownload& download, const Address& address, std::unique_ptr<QNetworkReply> reply)
    : m_download(download), m_address(address), m_reply(std::move(reply))
{
    if (m_download.body)
        m_download.body->clear();
    m_download.wakeup.clear();
    m_download.watchdog.touch();
    m_reply->setReadBufferSize(readBufferSize);
    connectReply();
    m_download.context.own(*m_reply, engine::Posts::OtherThreads);
    enter(Phase::PoolWait);
}

QtRequest::~QtRequest()
{
    m_download.context.disown(*m_reply); // which, when destroyed, ends its request
}

void QtRequest::connectReply()
{
    QNetworkReply* const reply = m_reply.get();
    QObject::connect(reply, &QNetworkReply::requestSent, &m_listener, [this] {
        m_download.watchdog.touch();
        enter(Phase::FirstByte);
    });
    QObject::connect(reply, &QNetworkReply::metaDataChanged, &m_listener, [this] {
        m_download.watchdog.touch();
        enter(Phase::Receive);
        if (hasMalformedLength(*m_reply))
            m_download.wakeup.set();
    });
    QObject::connect(reply, &QIODevice::readyRead, &m_listener, [this] { m_download.wakeup.set(); });
    QObject::connect(reply, &QNetworkReply::finished, &m_listener, [this] { m_download.wakeup.set(); });
    QObject::connect(reply, &QNetworkReply::sslErrors, &m_listener, [this](const QList<QSslError>& errors) {
        if (!errors.isEmpty())
            m_refused = "certificate refused: " + errors.first().errorString().toStdString();
    });
}

/// Qt may send a request again on another connection, silently: there is no way back.
void QtRequest::enter(Phase phase)
{
    if (phase < m_phase && m_phase != Phase::PoolWait)
        return;
    m_phase = phase;
    m_download.context.phase(phase, m_download.attempt);
}

bool QtRequest::take()
{
    if (hasMalformedLength(*m_reply))
        fail(malformedLength);
    read();
    if (m_problem.empty() && m_reply->isFinished())
        fail(problemOfEnd());
    else if (m_problem.empty())
        fail(m_download.watchdog.verdict());
    return !m_problem.empty() || m_reply->isFinished();
}

void QtRequest::read()
{
    std::array<char, 16'384> buffer;
    while (m_problem.empty()) {
        const qint64 count = m_reply->read(buffer.data(), buffer.size());
        if (count <= 0)
            return;
        m_download.watchdog.touch();
        m_bytes += static_cast<std::uint64_t>(count);
        const std::uint64_t limit = m_download.environment.options().bodyLimit;
        if (m_bytes > limit)
            fail(bodyTooLong(limit));
        else if (m_download.body)
            m_download.body->append(buffer.data(), static_cast<std::size_t>(count));
    }
}

std::string QtRequest::problemOfEnd() const
{
    const QNetworkReply::NetworkError error = m_reply->error();
    if (error == QNetworkReply::NoError || isAnswer(error, status()))
        return problemOfLength();
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return words(QAbstractSocket::ConnectionRefusedError, {});
    case QNetworkReply::RemoteHostClosedError:
        return std::string(status() > 0 ? cutAnswer : noAnswer);
    case QNetworkReply::HostNotFoundError:
        return "host name not found";
    case QNetworkReply::SslHandshakeFailedError:
        return m_refused.empty() ? m_reply->errorString().toStdString() : m_refused;
    default:
        return printable(m_reply->errorString().toStdString());
    }
}

/// Qt does not compare the length that was promised with what has come.
std::string QtRequest::problemOfLength() const
{
    if (!m_reply->hasRawHeader("Content-Length") || m_reply->hasRawHeader("Transfer-Encoding"))
        return {};
    const qulonglong length = m_reply->rawHeader("Content-Length").toULongLong();
    return length == m_bytes || status() == 204 || status() == 304 ? std::string() : std::string(cutAnswer);
}

/// What has arrived of the body is of no use then.
void QtRequest::fail(std::string_view problem)
{
    if (problem.empty())
        return;
    m_problem = sentence(m_address.shown, problem, m_phase);
    if (m_download.body)
        m_download.body->clear();
}

Download QtRequest::result(Outcome outcome, std::string reason) const
{
    return {.outcome = outcome,
            .reason = std::move(reason),
            .status = status(),
            .bytes = m_bytes,
            .attempts = m_download.attempt + 1,
            .complete = false};
}

unsigned QtRequest::status() const
{
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toUInt();
}

std::string QtRequest::statusLine() const
{
    constexpr qsizetype longest = 80;
    const QString phrase = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    const std::string line = std::to_string(status());
    return printable(
        phrase.isEmpty() ? line : line + ' ' + phrase.first(std::min(phrase.size(), longest)).toStdString());
}

std::string QtRequest::location() const { return m_reply->rawHeader("Location").toStdString(); }

} // namespace interleave::net
