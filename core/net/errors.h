// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/state.h"

#include <QAbstractSocket>

#include <string>
#include <string_view>

namespace interleave::net {

/// "connection refused". @param systemText what to say for errors that have no word of their own
std::string words(QAbstractSocket::SocketError error, std::string_view systemText);

/// "http://127.0.0.1:1/: connection refused (while connecting)"
/// @param address without user info
std::string sentence(std::string_view address, std::string_view problem, Phase phase);

} // namespace interleave::net
