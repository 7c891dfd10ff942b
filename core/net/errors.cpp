// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/errors.h"

#include <algorithm>

namespace interleave::net {

namespace {

std::string_view during(Phase phase)
{
    switch (phase) {
    case Phase::Dns:
        return "while resolving";
    case Phase::Connect:
        return "while connecting";
    case Phase::Tls:
        return "in the TLS handshake";
    case Phase::Send:
        return "while sending the request";
    case Phase::FirstByte:
        return "while waiting for the answer";
    case Phase::Receive:
        return "while receiving the answer";
    case Phase::PoolWait:
        return "before the request was sent";
    default:
        return {};
    }
}

} // namespace

std::string words(QAbstractSocket::SocketError error, std::string_view systemText)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return "connection refused";
    case QAbstractSocket::RemoteHostClosedError:
        return "the server closed the connection";
    case QAbstractSocket::SocketAccessError:
        return "the system does not permit it";
    case QAbstractSocket::SocketResourceError:
        return "the system has no socket left (too many open files?)";
    case QAbstractSocket::SocketTimeoutError:
        return "the system gave up";
    default:
        return systemText.empty() ? "network error" : std::string(systemText);
    }
}

std::string sentence(std::string_view address, std::string_view problem, Phase phase)
{
    std::string text = std::string(address) + ": " + std::string(problem);
    if (const std::string_view when = during(phase); !when.empty())
        text += " (" + std::string(when) + ")";
    return text;
}

std::string bodyTooLong(std::uint64_t limit)
{
    return "the body is longer than the limit of " + std::to_string(limit) + " bytes";
}

std::string printable(std::string text)
{
    std::ranges::replace_if(
        text, [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

} // namespace interleave::net
