// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/errors.h"

#include <algorithm>
#include <array>
#include <span>

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

struct Known
{
    std::string_view mark; ///< what the text of a system or library has in it
    std::string_view words;
};

/// Empty where none is known.
std::string_view wordsFor(std::string_view systemText, std::span<const Known> all)
{
    const auto found = std::ranges::find_if(
        all, [&](const Known& one) { return systemText.find(one.mark) != std::string_view::npos; });
    return found == all.end() ? std::string_view() : found->words;
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
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return tlsWords(systemText);
    default:
        return networkWords(systemText);
    }
}

std::string networkWords(std::string_view systemText)
{
    static constexpr std::array known{
        Known{"Network unreachable", "there is no way from this computer to the server's network"},
        Known{"Host unreachable", "the server's computer cannot be reached"},
        Known{"timed out", "the system gave up"},
        Known{"reset", "the server closed the connection"},
        Known{"canceled", "it was given up"},
    };
    if (const std::string_view words = wordsFor(systemText, known); !words.empty())
        return std::string(words);
    return systemText.empty() ? "the network failed"
                              : "the network failed, and Qt calls it: " + printable(std::string(systemText));
}

std::string tlsWords(std::string_view systemText)
{
    constexpr std::string_view noVersion = "the server and this system have no version of TLS in common";
    constexpr std::string_view noCipher = "the server accepts no encryption that this system offers";
    constexpr std::string_view tooWeak = "the server's encryption is too weak for this system's rules";
    constexpr std::string_view wantsOurs =
        "the server wants a certificate of its client, and this program has none";
    constexpr std::string_view damaged = "what the server sent over TLS is damaged";
    static constexpr std::array known{
        Known{"wrong version number", lacksTls},
        Known{"packet length too long", lacksTls},
        Known{"http request", lacksTls},
        Known{"unsupported protocol", noVersion},
        Known{"protocol version", noVersion},
        Known{"no protocols available", noVersion},
        Known{"no shared cipher", noCipher},
        Known{"handshake failure", noCipher},
        Known{"insufficient security", noCipher},
        Known{"key too small", tooWeak},
        Known{"md too weak", tooWeak},
        Known{"unsafe legacy renegotiation", tooWeak},
        Known{"certificate required", wantsOurs},
        Known{"alert bad certificate", wantsOurs},
        Known{"alert unknown ca", wantsOurs},
        Known{"unrecognized name", "the server does not know this host name"},
        Known{"unexpected eof", "the server closed the connection"},
        Known{"internal error", "the server gave up TLS because of an error of its own"},
        Known{"bad record mac", damaged},
        Known{"decryption failed", damaged},
    };
    const std::string_view words = wordsFor(systemText, known);
    return std::string(words.empty() ? "the server's TLS could not be understood" : words);
}

std::string certificateRefused(const QString& why) { return "certificate refused: " + why.toStdString(); }

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

std::string interimTaken(std::string_view statusLine)
{
    return "Qt's client takes the interim answer HTTP " + std::string(statusLine) + " for the answer";
}

std::string fieldsDropped(std::string_view statusLine)
{
    return "Qt's client tells no header field of the answer HTTP " + std::string(statusLine) +
           ": it has none, or more than 100, or one that is malformed or too long; where it ends is not "
           "known then";
}

std::string unaskedCoding(std::string_view coding)
{
    constexpr std::size_t longest = 80;
    return "the body comes in a coding that was not asked for (Transfer-Encoding: " +
           printable(std::string(coding.substr(0, longest))) + ")";
}

std::string unexpectedAnswer(std::string_view statusLine)
{
    return "unexpected answer: HTTP " + std::string(statusLine);
}

bool isTlsAlert(std::string_view text)
{
    constexpr std::string_view alert = "\x15\x03"; // its type and the major version
    return text.substr(0, alert.size()) == alert.substr(0, text.size());
}

bool saysTlsIsExpected(std::string_view body)
{
    constexpr std::array<std::string_view, 3> sentences{"plain HTTP request was sent to HTTPS port",
                                                        "speaking plain HTTP to an SSL-enabled server",
                                                        "HTTP request to an HTTPS server"};
    return std::ranges::any_of(
        sentences, [&](std::string_view one) { return body.find(one) != std::string_view::npos; });
}

std::string printable(std::string text)
{
    std::ranges::replace_if(
        text, [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

} // namespace interleave::net
