// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/userinfo.h"

#include "core/net/address.h"

#include <QRegularExpression>

namespace interleave::run {

namespace {

/// Replaces what the pattern's second group captures by what `taken` makes of it.
template <class Taken>
QString replaced(const QString& text, const QRegularExpression& pattern, Taken taken)
{
    QString result;
    qsizetype done = 0;
    for (auto match = pattern.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        result += text.sliced(done, found.capturedStart(2) - done) + taken(found.captured(2));
        done = found.capturedEnd(2);
    }
    return result + text.sliced(done);
}

} // namespace

QString withoutUserInfo(const std::string& address)
{
    return QString::fromStdString(net::withoutUserInfo(address)).trimmed();
}

// The script may be one that is not finished: it is not parsed. Between quotes an address holds anything;
// without, it ends at a blank for us, though a comma ends it for the parser: what follows may be the rest of
// a password.
QString withoutUserInfos(const std::string& script)
{
    static const QRegularExpression quoted(QStringLiteral("(\\bdownload[ \\t\\r]*\")([^\"\\n]*)"));
    static const QRegularExpression bare(QStringLiteral("(\\bdownload[ \\t\\r]+)([^\"\\s]+)"));
    static const QRegularExpression anywhere(QStringLiteral("(https?:[/\\\\]*)([^/\\\\?#\\n\"]*@)"),
                                             QRegularExpression::CaseInsensitiveOption);
    const auto address = [](const QString& text) { return withoutUserInfo(text.toStdString()); };
    const QString addressed =
        replaced(replaced(QString::fromStdString(script), quoted, address), bare, address);
    return replaced(addressed, anywhere, [](const QString&) { return QString(); }); // comments, beginnings
}

} // namespace interleave::run
