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

constexpr std::size_t longestBeginning = 1024;

/// Empty if there is no such field; several are joined with commas.
std::optional<std::string> field(const QNetworkReply& reply, const char* name)
{
    if (!reply.hasRawHeader(name))
        return std::nullopt;
    return reply.rawHeader(name).toStdString();
}

/// The server has answered, and Qt calls what it said an error.
bool isAnswer(QNetworkReply::NetworkError error, unsigned status)
{
    const bool isOfContent =
        error >= QNetworkReply::ContentAccessDenied && error != QNetworkReply::ProtocolFailure;
    return status >= 400 && (isOfContent || error == QNetworkReply::ProxyAuthenticationRequiredError);
}

} // namespace

QNetworkRequest qtRequestFor(const Address& address, const ClientEnvironment& environment,
                             const std::string& connectionOfItsOwn)
{
    QUrl url = address.url;
    url.setUserInfo({});
    if (url.path().startsWith(QLatin1String("//"))) // of which Qt would drop one
        url.setPath(QLatin1String("/.") + url.path(QUrl::FullyEncoded), QUrl::TolerantMode);
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
    if (!connectionOfItsOwn
             .empty()) { // Qt shares connections between equal names only, and without TLS verifies none
        request.setPeerVerifyName(QString::fromStdString(connectionOfItsOwn));
        request.setRawHeader("Connection", "close");
    }
    return request;
}

QtDownload::QtDownload(const ClientEnvironment& forAll, const QtConnections& ofClient,
                       RefusedCertificates& refusedByClient, engine::TaskContext& ofTask, std::string* into)
    : environment(forAll),
      connections(ofClient),
      refused(refusedByClient),
      context(ofTask),
      wakeup(ofTask),
      watchdog(wakeup, forAll.options()),
      body(into)
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
        headIsThere();
        m_download.wakeup.set();
    });
    QObject::connect(reply, &QIODevice::readyRead, &m_listener, [this] { m_download.wakeup.set(); });
    QObject::connect(reply, &QNetworkReply::finished, &m_listener, [this] {
        m_end = m_download.connections.endOf(m_connection);
        m_download.wakeup.set();
    });
    QObject::connect(reply, &QNetworkReply::sslErrors, &m_listener, [this](const QList<QSslError>& errors) {
        if (!errors.isEmpty())
            m_download.refused[m_address.origin] = certificateRefused(errors.first().errorString());
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

void QtRequest::headIsThere()
{
    m_hasHead = true;
    m_connection = m_download.connections.current();
    m_framing = framingOf(status(), field(*m_reply, "Content-Length"), field(*m_reply, "Transfer-Encoding"));
}

bool QtRequest::take()
{
    if (m_hasHead)
        fail(problemOfHead());
    read();
    const bool ended = m_reply->isFinished() || isWhole();
    if (m_problem.empty())
        fail(ended ? problemOfEnd() : problemOfSilence());
    return ended || !m_problem.empty();
}

/// What Qt does not mind, or does not tell. Its client waits for the rest of such an answer, or makes one up.
std::string QtRequest::problemOfHead() const
{
    const std::uint64_t limit = m_download.environment.options().bodyLimit;
    if (m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() < 0)
        return std::string(malformedStatus);
    if (isInterim())
        return status() == 101 ? unexpectedAnswer(statusLine()) : interimTaken(statusLine());
    if (!m_framing.problem.empty())
        return m_framing.problem;
    if (m_framing.kind == Framing::Kind::Length && m_framing.length > limit)
        return bodyTooLong(limit);
    if (m_framing.kind != Framing::Kind::NoBody && m_reply->rawHeaderList().isEmpty())
        return fieldsDropped(statusLine());
    return {};
}

void QtRequest::read()
{
    std::array<char, 16'384> buffer;
    while (m_problem.empty()) {
        const qint64 count = m_reply->read(buffer.data(), buffer.size());
        if (count <= 0)
            return;
        m_download.watchdog.touch();
        keep(std::string_view(buffer.data(), static_cast<std::size_t>(count)));
    }
}

void QtRequest::keep(std::string_view piece)
{
    if (m_framing.kind == Framing::Kind::Length) // what follows is of no answer
        piece = piece.substr(
            0, static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), m_framing.length - m_bytes)));
    m_bytes += piece.size();
    if (status() == 400)
        m_beginning += piece.substr(0, longestBeginning - m_beginning.size());
    const std::uint64_t limit = m_download.environment.options().bodyLimit;
    if (m_bytes > limit)
        fail(bodyTooLong(limit));
    else if (m_download.body)
        m_download.body->append(piece);
}

/// As it is told by a length that Qt does not understand ("5, 5"); it then waits for the end of the
/// connection.
bool QtRequest::isWhole() const
{
    return m_hasHead && m_framing.kind == Framing::Kind::Length && m_bytes == m_framing.length &&
           !m_reply->header(QNetworkRequest::ContentLengthHeader).isValid();
}

std::string QtRequest::problemOfEnd() const
{
    const QNetworkReply::NetworkError error = m_reply->error();
    const std::string text = m_reply->errorString().toStdString();
    if (error == QNetworkReply::NoError || isAnswer(error, status())) {
        if (m_framing.kind == Framing::Kind::UntilClose && m_end == observe::ConnectionEnd::Broken)
            return std::string(brokenEnd);
        const bool isCut = m_framing.kind == Framing::Kind::Length && m_bytes < m_framing.length;
        return isCut ? std::string(cutAnswer) : std::string();
    }
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return words(QAbstractSocket::ConnectionRefusedError, {});
    case QNetworkReply::RemoteHostClosedError:
        if (m_hasHead)
            return std::string(cutAnswer);
        if (m_phase == Phase::PoolWait)
            return words(QAbstractSocket::RemoteHostClosedError, {});
        return std::string(m_address.origin.tls ? noKnownAnswer : noKnownPlainAnswer);
    case QNetworkReply::HostNotFoundError:
        return "host name not found";
    case QNetworkReply::SslHandshakeFailedError:
        return problemOfHandshake(text);
    default:
        return text.find("SSL") == std::string::npos ? networkWords(text) : tlsWords(text);
    }
}

std::string QtRequest::problemOfHandshake(const std::string& systemText) const
{
    const auto refused = m_download.refused.find(m_address.origin);
    return refused == m_download.refused.end() ? tlsWords(systemText) : refused->second;
}

std::string QtRequest::problemOfSilence() const
{
    std::string verdict = m_download.watchdog.verdict();
    if (!verdict.empty() && m_hasHead && m_address.origin.tls && m_framing.kind == Framing::Kind::UntilClose)
        verdict += endUnnoticed;
    return verdict;
}

/// What has arrived of the body is of no use then.
void QtRequest::fail(std::string_view problem)
{
    if (problem.empty() || !m_problem.empty())
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
            .untaken = 0,
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
    return net::statusLine(status(), phrase.left(longest).toLatin1().toStdString());
}

std::string QtRequest::location() const { return m_reply->rawHeader("Location").toStdString(); }

} // namespace interleave::net
