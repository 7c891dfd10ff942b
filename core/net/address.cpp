// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/address.h"

#include "core/net/urltext.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>

namespace interleave::net {

namespace {

constexpr std::size_t longestAddress = 8192;

std::string ascii(const QString& text) { return text.toLatin1().toStdString(); }

/// The zone of an IPv6 address says by which way of this computer it is reached: nothing to others.
std::string withoutZone(std::string host)
{
    return host.find(':') == std::string::npos ? host : host.substr(0, host.find('%'));
}

/// With the zone, as sockets take it.
std::string hostToConnectTo(const QUrl& url)
{
    std::string host = ascii(url.host(QUrl::FullyEncoded));
    if (const std::size_t zone = host.find("%25"); zone != std::string::npos)
        host.erase(zone + 1, 2);
    return host;
}

/// What the certificate is for: a name is the same with a dot after it (RFC 1034, section 3.1).
std::string certifiedName(const QUrl& url)
{
    std::string name = withoutZone(hostToConnectTo(url));
    if (name.ends_with('.'))
        name.pop_back();
    return name;
}

std::string hostHeader(const QUrl& url)
{
    std::string host = withoutZone(hostToConnectTo(url));
    if (host.find(':') != std::string::npos)
        host = '[' + host + ']';
    const int usual = url.scheme() == QLatin1String("https") ? 443 : 80;
    if (const int port = url.port(usual); port != usual)
        host += ':' + std::to_string(port);
    return host;
}

std::string userAgent()
{
    const std::string version = QCoreApplication::applicationVersion().toStdString();
    return version.empty() ? "Interleave" : "Interleave/" + version;
}

std::string requestFor(const QUrl& url)
{
    std::string target = ascii(url.path(QUrl::FullyEncoded));
    if (target.empty())
        target = "/";
    if (url.hasQuery())
        target += '?' + ascii(url.query(QUrl::FullyEncoded));

    std::string request = "GET " + target + " HTTP/1.1\r\n";
    for (const auto& [name, value] : headersOf(url))
        request += name + ": " + value + "\r\n";
    return request + "\r\n";
}

QString shown(const QUrl& url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveFragment | QUrl::FullyEncoded);
}

Address addressFor(const QUrl& url)
{
    const bool tls = url.scheme() == QLatin1String("https");
    Address address;
    address.url = url;
    address.origin = {.tls = tls,
                      .host = hostToConnectTo(url),
                      .name = certifiedName(url),
                      .port = static_cast<std::uint16_t>(url.port(tls ? 443 : 80))};
    address.shown = ascii(shown(url));
    address.request = requestFor(url);
    return address;
}

std::string problemOf(const QUrl& url)
{
    if (!url.isValid())
        return "is not a valid address";
    if (!isHttp(url.scheme()))
        return "only http and https addresses can be downloaded";
    if (url.host().isEmpty())
        return "the address names no host";
    return {};
}

QString decoded(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A server may have written a Location in Latin-1, say. As browsers do it: what is not UTF-8 is sent back as
/// the bytes that it is.
QString decodedOrEscaped(std::string_view text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString whole = decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    if (!decoder.hasError())
        return whole;
    whole.clear();
    for (const char c : text) {
        if (const auto byte = static_cast<unsigned char>(c); byte < 0x80)
            whole += QLatin1Char(c);
        else
            whole += QLatin1Char('%') + QString::number(byte, 16).toUpper();
    }
    return whole;
}

bool isAddress(const QString& text)
{
    const QUrl url = UrlText::cut(text).url();
    return isHttp(url.scheme()) && !url.host().isEmpty();
}

} // namespace

std::optional<Address> parseAddress(std::string_view text, std::string& error)
{
    if (text.size() > longestAddress) {
        error = shownAddress(text) + ": longer than " + std::to_string(longestAddress) + " characters";
        return {};
    }
    const QString written = decoded(text);
    if (written.trimmed().isEmpty()) {
        error = "an address is empty: write it out, such as http://example.org/";
        return {};
    }
    const UrlText parts = UrlText::cut(written);
    if (parts.scheme.isEmpty() || !parts.authority) {
        error = shownAddress(text) + ": write http:// or https:// first";
        return {};
    }
    const QUrl url = parts.url();
    if (const std::string problem = problemOf(url); !problem.empty()) {
        error = shownAddress(text) + ": " + problem;
        return {};
    }
    return addressFor(url);
}

std::optional<Address> redirectedAddress(const Address& from, std::string_view location, std::string& error)
{
    const std::string prefix = from.shown + ": redirected to " + shownAddress(location) + ", but ";
    if (location.size() > longestAddress) {
        error = prefix + "that is longer than " + std::to_string(longestAddress) + " characters";
        return {};
    }
    QUrl url = UrlText::cut(decodedOrEscaped(location)).seenFrom(UrlText::of(from.url)).url();
    if (const std::string problem = problemOf(url); !problem.empty()) {
        error = prefix + (url.isValid() ? problem : "that is not a valid address");
        return {};
    }
    url.setUserInfo({});
    if (addressFor(url).origin == from.origin)
        url.setUserInfo(from.url.userInfo(QUrl::FullyEncoded), QUrl::TolerantMode);
    return addressFor(url);
}

std::vector<std::pair<std::string, std::string>> headersOf(const QUrl& url)
{
    std::vector<std::pair<std::string, std::string>> headers{{"Host", hostHeader(url)},
                                                             {"User-Agent", userAgent()},
                                                             {"Accept", "*/*"},
                                                             {"Accept-Encoding", "identity"},
                                                             {"Connection", "keep-alive"}};
    if (!url.userInfo().isEmpty()) {
        const QString user =
            url.userName(QUrl::FullyDecoded) + QLatin1Char(':') + url.password(QUrl::FullyDecoded);
        headers.emplace_back("Authorization", "Basic " + user.toUtf8().toBase64().toStdString());
    }
    return headers;
}

// What is no address may have its user info anywhere: rather too little is left than a password.
std::string withoutUserInfo(std::string_view text)
{
    static const QRegularExpression beforeIt(
        QStringLiteral("^(?:https?:|[a-z][a-z0-9+.-]*:(?=[/\\\\]))[/\\\\]*"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression at(QStringLiteral("[@\uff20\ufe6b]")); // IDNA takes these for one
    static const QRegularExpression behindIt(QStringLiteral("[/\\\\?#]"));
    QString written = decoded(text);
    if (!written.contains(at))
        return std::string(text);
    written = cleaned(std::move(written));
    const qsizetype begin = beforeIt.match(written).capturedLength();
    const qsizetype behind = isAddress(written) ? written.indexOf(behindIt, begin) : -1;
    const qsizetype last = written.first(behind < 0 ? written.size() : behind).lastIndexOf(at);
    if (last >= begin)
        written.remove(begin, last + 1 - begin);
    return written.toStdString();
}

std::string shownAddress(std::string_view text)
{
    constexpr qsizetype longestShown = 200;
    QString clean = decoded(text.substr(0, longestAddress));
    if (isAddress(clean))
        clean = shown(UrlText::cut(clean).url());
    else
        clean = decoded(withoutUserInfo(clean.toStdString()));
    std::ranges::replace_if(
        clean, [](QChar c) { return !c.isPrint(); }, QLatin1Char('?'));
    if (clean.size() > longestShown)
        clean = clean.first(longestShown) + QLatin1String("...");
    return clean.toStdString();
}

bool isThisComputer(const std::string& literal)
{
    return QHostAddress(QString::fromStdString(literal)).isLoopback();
}

bool isLiteral(const std::string& host) { return !QHostAddress(QString::fromStdString(host)).isNull(); }

} // namespace interleave::net
