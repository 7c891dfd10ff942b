// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/listenaddress.h"

#include <QHostAddress>

namespace interleave::net {

QHostAddress listenAddress(const std::string& text)
{
    return text == "localhost" ? QHostAddress(QHostAddress::LocalHost)
                               : QHostAddress(QString::fromStdString(text));
}

std::string listenRefusal(const std::string& text)
{
    if (!listenAddress(text).isNull())
        return {};
    return "“" + text + "” is no address of a computer; write one such as 127.0.0.1, ::1 or 0.0.0.0";
}

bool reachedByOthers(const std::string& text) { return !listenAddress(text).isLoopback(); }

QHostAddress reachedUnder(const std::string& text)
{
    const QHostAddress address = listenAddress(text);
    if (address == QHostAddress(QHostAddress::AnyIPv4))
        return QHostAddress(QHostAddress::LocalHost);
    return address == QHostAddress(QHostAddress::AnyIPv6) ? QHostAddress(QHostAddress::LocalHostIPv6)
                                                          : address;
}

} // namespace interleave::net
