// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

class QHostAddress;

/// Where the practice server listens: a literal address of this computer, or "localhost".
namespace interleave::net {

/// Null where it is none.
QHostAddress listenAddress(const std::string& text);
/// Why nothing can be listened on there, as a clause; empty where it is an address.
std::string listenRefusal(const std::string& text);
/// Whether other computers may reach who listens there.
bool reachedByOthers(const std::string& text);
/// Where this computer reaches who listens there: of "0.0.0.0", which means all of its addresses, loopback.
QHostAddress reachedUnder(const std::string& text);

} // namespace interleave::net
