// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/address.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

namespace interleave::net {

namespace {

constexpr std::size_t longestAddress = 8192;

std::string ascii(const QString& text) { return text.toLatin1().toStdString(); }

std::string hostHeader(const QUrl& url)
{
    std::string host = ascii(url.host(QUrl::FullyEncoded));
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

    std::string request = "GET " + target + " HTTP/1.1\r\nHost: " + hostHeader(url) + "\r\n";
    for (const auto& [name, value] : headersOf(url))
        request += name + ": " + value + "\r\n";
    return request + "\r\n";
}

Address addressFor(const QUrl& url)
{
    const bool tls = url.scheme() == QLatin1String("https");
    Address address;
    address.url = url;
    address.origin = {.tls = tls,
                      .host = ascii(url.host(QUrl::FullyEncoded)),
                      .port = static_cast<std::uint16_t>(url.port(tls ? 443 : 80))};
    address.shown = ascii(url.toString(QUrl::RemoveUserInfo | QUrl::RemoveFragment | QUrl::FullyEncoded));
    address.request = requestFor(url);
    return address;
}

std::string problemOf(const QUrl& url)
{
    if (!url.isValid())
        return "is not a valid address";
    if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https"))
        return "only http and https addresses can be downloaded";
    if (url.host().isEmpty())
        return "the address names no host";
    return {};
}

} // namespace

std::optional<Address> parseAddress(std::string_view text, std::string& error)
{
    if (text.size() > longestAddress) {
        error = shownAddress(text) + ": longer than " + std::to_string(longestAddress) + " characters";
        return {};
    }
    const QString written = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).trimmed();
    if (written.isEmpty()) {
        error = "an address is empty: write it out, such as http://example.org/";
        return {};
    }
    if (!written.contains(QLatin1String("://"))) {
        error = shownAddress(text) + ": write http:// or https:// first";
        return {};
    }
    const QUrl url(written, QUrl::TolerantMode);
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
    const QByteArray bytes(location.data(), static_cast<qsizetype>(location.size()));
    QUrl url = from.url.resolved(QUrl::fromEncoded(bytes, QUrl::TolerantMode));
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
    std::vector<std::pair<std::string, std::string>> headers{{"User-Agent", userAgent()},
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

std::string shownAddress(std::string_view text)
{
    constexpr qsizetype longestShown = 200;
    std::string shown(text.substr(0, longestAddress));
    const std::size_t start = shown.find("//");
    if (start != std::string::npos) {
        const std::size_t end = std::min(shown.find_first_of("/?#", start + 2), shown.size());
        const std::size_t at = shown.rfind('@', end);
        if (at != std::string::npos && at > start)
            shown.erase(start + 2, at - start - 1);
    }
    QString clean = QString::fromStdString(shown);
    std::ranges::replace_if(
        clean, [](QChar c) { return !c.isPrint(); }, QLatin1Char('?'));
    if (clean.size() > longestShown)
        clean = clean.first(longestShown) + QLatin1String("...");
    return clean.toStdString();
}

bool isLiteral(const std::string& host) { return !QHostAddress(QString::fromStdString(host)).isNull(); }

} // namespace interleave::net
