// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/userinfo.h"

#include <QRegularExpression>
#include <QUrl>

namespace interleave::run {

QString withoutUserInfo(const std::string& address)
{
    const QString text = QString::fromStdString(address);
    if (!text.contains(u'@'))
        return text;
    const QUrl url(text);
    if (!url.isValid() || url.scheme().isEmpty() || url.host().isEmpty())
        return text.sliced(text.lastIndexOf(u'@') + 1).trimmed(); // rather too little than a password
    return url.userInfo().isEmpty() ? text : url.adjusted(QUrl::RemoveUserInfo).toString(QUrl::FullyEncoded);
}

QString withoutUserInfos(const std::string& script)
{
    static const QRegularExpression userInfo(
        QStringLiteral("(https?://|download\\s+\"?(?:[a-z]+:/{0,2})?)[^/\\s,;{}\"]*@"),
        QRegularExpression::CaseInsensitiveOption);
    return QString::fromStdString(script).replace(userInfo, QStringLiteral("\\1"));
}

} // namespace interleave::run
