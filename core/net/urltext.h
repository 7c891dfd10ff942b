// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace interleave::net {

/// The parts of an http or https address's text, cut as the URL standard cuts it (url.spec.whatwg.org,
/// section 4.4), where QUrl keeps to RFC 3986: blanks around and line ends inside are dropped, a backslash
/// is a slash, any number of slashes stands before the host, user info ends with the last @, and dot
/// segments, written out or encoded, are resolved. The fragment is dropped: it is not sent.
struct UrlText
{
    QString scheme;                   ///< in lower case; empty: relative
    std::optional<QString> authority; ///< user info, host and port
    QString path;
    std::optional<QString> query;

    static UrlText cut(QString text);
    static UrlText of(const QUrl& url);
    /// Where it leads, seen from `base`.
    UrlText seenFrom(const UrlText& base) const;
    /// With user info. Not valid where the standard sees no address in it, and without a host for schemes of
    /// other kinds.
    QUrl url() const;
};

/// The text without control characters and blanks around it, and without tabs and line ends inside.
QString cleaned(QString text);

/// True for the schemes that can be downloaded.
bool isHttp(const QString& scheme);

} // namespace interleave::net
