// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/urltext.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace interleave::net {

namespace {

bool isSlash(QChar c) { return c == u'/' || c == u'\\'; }

qsizetype slashesAt(const QString& text, qsizetype begin)
{
    const auto end = std::find_if_not(text.begin() + begin, text.end(), isSlash);
    return end - text.begin() - begin;
}

/// Section 4.1: single-dot and double-dot URL path segments.
int dotsOf(QString segment)
{
    segment.replace(QLatin1String("%2e"), QLatin1String("."), Qt::CaseInsensitive);
    return segment == u'.' ? 1 : segment == QLatin1String("..") ? 2 : 0;
}

QString withoutDotSegments(const QString& path)
{
    if (path.isEmpty())
        return path;
    const QStringList segments = path.split(u'/').sliced(1); // it begins with a slash
    QStringList kept;
    for (qsizetype index = 0; index < segments.size(); ++index) {
        const int dots = dotsOf(segments[index]);
        if (dots == 2 && !kept.isEmpty())
            kept.removeLast();
        if (dots == 0)
            kept.append(segments[index]);
        else if (index + 1 == segments.size())
            kept.append(QString());
    }
    return u'/' + kept.join(u'/');
}

/// Section 3.5: a name whose last part is a number is an IPv4 address, or nothing.
bool endsInNumber(const QString& host)
{
    static const QRegularExpression number(QStringLiteral("(^|\\.)([0-9]+|0[xX][0-9a-fA-F]*)$"));
    return number.match(host).hasMatch();
}

bool setHost(QUrl& url, QString host)
{
    if (host.startsWith(u'[')) {
        // Not in the standard, but needed for addresses of this link; it is used for connecting only.
        const qsizetype zone = host.indexOf(u'%');
        if (zone > 0 && host.sliced(zone, 3) != QLatin1String("%25"))
            host.insert(zone + 1, QLatin1String("25"));
        url.setHost(host, QUrl::TolerantMode);
        return !url.host().isEmpty();
    }
    url.setHost(host, QUrl::TolerantMode);
    QString plain = url.host();
    if (plain.endsWith(u'.'))
        plain.chop(1);
    if (!endsInNumber(plain))
        return !plain.isEmpty();
    QHostAddress address;
    if (plain.count(u'.') > 3 || !address.setAddress(plain) ||
        address.protocol() != QAbstractSocket::IPv4Protocol)
        return false;
    url.setHost(address.toString());
    return true;
}

/// Sets user info, host and port. @return false where they are none
bool setAuthority(QUrl& url, const QString& authority)
{
    const qsizetype at = authority.lastIndexOf(u'@');
    QString host = authority.sliced(at + 1);
    const qsizetype colon = host.indexOf(u':', std::max<qsizetype>(0, host.lastIndexOf(u']')));
    if (colon >= 0 && colon + 1 < host.size()) {
        const QString port = host.sliced(colon + 1);
        bool isNumber = std::ranges::all_of(port, [](QChar c) { return c >= u'0' && c <= u'9'; });
        const uint number = isNumber ? port.toUInt(&isNumber) : 0;
        if (!isNumber || number > 65535)
            return false;
        url.setPort(static_cast<int>(number));
    }
    if (colon >= 0)
        host.truncate(colon);
    if (!setHost(url, host))
        return false;
    if (at > 0) {
        const QString user = authority.first(at);
        const qsizetype between = user.indexOf(u':');
        url.setUserName(user.first(between < 0 ? at : between), QUrl::TolerantMode);
        if (between >= 0)
            url.setPassword(user.sliced(between + 1), QUrl::TolerantMode);
    }
    return true;
}

} // namespace

QString cleaned(QString text)
{
    const auto around = [](QChar c) { return c <= u' '; };
    const auto begin = std::ranges::find_if_not(text, around);
    text.erase(text.begin(), begin);
    while (!text.isEmpty() && around(text.back()))
        text.chop(1);
    text.removeIf([](QChar c) { return c == u'\t' || c == u'\n' || c == u'\r'; });
    return text;
}

bool isHttp(const QString& scheme)
{
    return scheme == QLatin1String("http") || scheme == QLatin1String("https");
}

UrlText UrlText::cut(QString text)
{
    static const QRegularExpression schemeAtBegin(QStringLiteral("^([A-Za-z][A-Za-z0-9+.-]*):"));
    text = cleaned(std::move(text));
    UrlText parts;
    if (const auto match = schemeAtBegin.match(text); match.hasMatch()) {
        parts.scheme = match.captured(1).toLower();
        text.remove(0, match.capturedLength());
    }
    text.truncate(text.indexOf(u'#') < 0 ? text.size() : text.indexOf(u'#'));
    if (const qsizetype query = text.indexOf(u'?'); query >= 0) {
        parts.query = text.sliced(query + 1);
        text.truncate(query);
    }
    text.replace(u'\\', u'/');
    const qsizetype slashes = slashesAt(text, 0);
    if (slashes >= 2 || (slashes == 1 && isHttp(parts.scheme))) {
        const qsizetype end = text.indexOf(u'/', slashes);
        parts.authority = text.sliced(slashes, end < 0 ? -1 : end - slashes);
        text = end < 0 ? QString() : text.sliced(end);
    }
    parts.path = text;
    return parts;
}

UrlText UrlText::of(const QUrl& url)
{
    UrlText parts{.scheme = url.scheme(),
                  .authority = url.authority(QUrl::FullyEncoded),
                  .path = url.path(QUrl::FullyEncoded),
                  .query = std::nullopt};
    if (url.hasQuery())
        parts.query = url.query(QUrl::FullyEncoded);
    return parts;
}

UrlText UrlText::seenFrom(const UrlText& base) const
{
    if (authority || (!scheme.isEmpty() && scheme != base.scheme)) {
        UrlText absolute = *this;
        if (scheme.isEmpty())
            absolute.scheme = base.scheme;
        return absolute;
    }
    UrlText target = base;
    if (path.startsWith(u'/'))
        target.path = path;
    else if (!path.isEmpty())
        target.path = base.path.first(base.path.lastIndexOf(u'/') + 1) + path;
    if (!target.path.isEmpty() && !target.path.startsWith(u'/'))
        target.path.prepend(u'/');
    if (!path.isEmpty() || query)
        target.query = query;
    return target;
}

QUrl UrlText::url() const
{
    QUrl url;
    url.setScheme(scheme);
    if (!isHttp(scheme))
        return url;
    if (!authority || authority->isEmpty() || authority->endsWith(u'@'))
        return url; // names no host
    if (!setAuthority(url, *authority))
        return {};
    url.setPath(withoutDotSegments(path), QUrl::TolerantMode);
    if (query)
        url.setQuery(*query, QUrl::TolerantMode);
    return url;
}

} // namespace interleave::net
