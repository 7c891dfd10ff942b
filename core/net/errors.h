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

/// "http://127.0.0.1:1/: connection refused (while connecting)"
/// @param address without user info
std::string sentence(std::string_view address, std::string_view problem, Phase phase);

/// What can be wrong with an answer, in words that all clients share.
inline constexpr std::string_view noAnswer = "the server closed the connection without an answer";
inline constexpr std::string_view cutAnswer = "the server closed the connection in the middle of the answer";
inline constexpr std::string_view malformedLength = "the answer has a malformed Content-Length";
inline constexpr std::string_view notHttp = "the answer is not HTTP/1";
std::string bodyTooLong(std::uint64_t limit);

/// What a server has sent, fit for a message: printable ASCII, the rest replaced by '?'.
std::string printable(std::string text);

} // namespace interleave::net
