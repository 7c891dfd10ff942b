// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace interleave::net {

/// Which HTTP client downloads.
enum class ClientKind : std::uint8_t {
    Own, ///< the program's own, see httpclient.h
    Qt,  ///< QNetworkAccessManager, see qtclient.h
};

/// How the HTTP client of every worker behaves. Kept alike in all models, so that only the model differs.
struct ClientOptions
{
    std::chrono::milliseconds idleTimeout{30'000}; ///< nothing arrives for so long: Failed
    std::chrono::milliseconds deadline{120'000};   ///< for one download with its redirects and retry
    std::uint64_t bodyLimit = 1ull << 30;          ///< bytes; a longer body: Failed
    std::uint32_t headerLimit = 64 * 1024;         ///< bytes
    unsigned redirectLimit = 10;
    bool freshConnections = false; ///< a new connection for every download instead of reuse
    std::string extraCa;           ///< PEM text of certificates trusted besides the system's; empty: none
    ClientKind kind = ClientKind::Own;
};

} // namespace interleave::net
