// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/state.h"

#include <QAbstractSocket>

#include <cstdint>
#include <string>
#include <string_view>

namespace interleave::net {

/// "connection refused". @param systemText what to say for errors that have no word of their own
std::string words(QAbstractSocket::SocketError error, std::string_view systemText);

/// What the network does not do. @param systemText Qt's words, which are shown where there are no others
std::string networkWords(std::string_view systemText);

/// What is wrong between two that speak TLS, or do not. @param systemText OpenSSL's words, which are not
/// shown
std::string tlsWords(std::string_view systemText);

/// "certificate refused: The certificate has expired". @param why in Qt's words
std::string certificateRefused(const QString& why);

/// "http://127.0.0.1:1/: connection refused (while connecting)"
/// @param address without user info
std::string sentence(std::string_view address, std::string_view problem, Phase phase);

/// What can be wrong with an answer, in words that all clients share.
inline constexpr std::string_view noAnswer = "the server closed the connection without an answer";
inline constexpr std::string_view cutAnswer = "the server closed the connection in the middle of the answer";
inline constexpr std::string_view malformedLength = "the answer has a malformed Content-Length";
inline constexpr std::string_view notHttp = "the answer is not HTTP/1";
inline constexpr std::string_view malformedStatus = "the answer has a malformed status line";
inline constexpr std::string_view malformedField = "the answer's header has a line that is not a field";
inline constexpr std::string_view malformedChunk = "the answer has a malformed chunk";
/// Of a body that only the end of the connection ends.
inline constexpr std::string_view brokenEnd =
    "the connection broke off, and nothing else says where the answer ends: it may have been cut";
inline constexpr std::string_view expectsTls = "the server expects TLS on this port: try https://";
/// After a time-out in the handshake.
inline constexpr std::string_view perhapsLacksTls = "; perhaps the server does not speak TLS on this port";
inline constexpr std::string_view lacksTls =
    "the server answers without encryption on this port: try http://";
/// What Qt's client does not tell, or not well.
inline constexpr std::string_view noKnownAnswer =
    "the server closed the connection without an answer, or the answer "
    "is not HTTP/1 (Qt's client does not tell which)";
inline constexpr std::string_view noKnownPlainAnswer =
    "the server closed the connection without an answer, or the answer is not HTTP/1, as where https:// is "
    "expected "
    "(Qt's client does not tell which)";
inline constexpr std::string_view endUnnoticed =
    "; if the server has ended TLS without closing the connection, Qt's client does not notice";
inline constexpr std::string_view answersMixedUp =
    "this server sends interim answers, after which Qt's client gives answers to the wrong requests";
inline constexpr std::string_view filesRefused = "the system allows no more open files, which Qt's HTTP "
                                                 "thread needs: raise the limit (ulimit -n), or choose fewer "
                                                 "workers";
inline constexpr std::string_view threadRefused =
    "the system refuses Qt's client its thread (too many processes or threads?)";
/// "Qt's client takes the interim answer HTTP 103 Early Hints for the answer". @param statusLine "103 Early
/// Hints"
std::string interimTaken(std::string_view statusLine);
std::string fieldsDropped(std::string_view statusLine);
std::string bodyTooLong(std::uint64_t limit);
/// "the body comes in a coding that was not asked for (Transfer-Encoding: gzip, chunked)"
std::string unaskedCoding(std::string_view coding);
/// "unexpected answer: HTTP 101 Switching Protocols"
std::string unexpectedAnswer(std::string_view statusLine);

/// True where these bytes are what a TLS server sends to one that does not speak TLS, or begin like it.
bool isTlsAlert(std::string_view text);
/// True where a body says that TLS was expected, as nginx, Apache and Go's servers do with status 400.
bool saysTlsIsExpected(std::string_view body);

/// What a server has sent, fit for a message: printable ASCII, the rest replaced by '?'.
std::string printable(std::string text);

} // namespace interleave::net
