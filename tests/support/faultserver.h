// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/oddanswers.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace interleave::tests {

/// An HTTP server that misbehaves on purpose: the path says how (see oddanswers.cpp, its table), and what the
/// table does not have is not answered at all. On a thread of its own, so that a test may block in
/// engine::execute() meanwhile.
class FaultServer
{
public:
    enum class Security {
        Plain,
        Tls, ///< with the practice certificate, and reachable as 127.0.0.2 too, which that does not name
        SelfSigned, ///< TLS with a certificate of its own making (oddcertificates.h)
        Expired,    ///< TLS with a certificate of yesterday (oddcertificates.h)
    };

    explicit FaultServer(Security security = Security::Plain);
    /// One that does the same with whatever arrives first on a connection, be it HTTP or not.
    explicit FaultServer(std::vector<Step> toAnything);
    ~FaultServer();
    FaultServer(const FaultServer&) = delete;
    FaultServer& operator=(const FaultServer&) = delete;

    /// "http://127.0.0.1:41234/path". @param path with its slash
    std::string address(std::string_view path, std::string_view host = "127.0.0.1") const;
    std::uint16_t port() const;
    /// The heads of all requests so far, in order of arrival.
    std::vector<std::string> requests() const;
    std::size_t connections() const;

private:
    struct Private; // hides <thread>, which moc cannot read
    std::unique_ptr<Private> d;
};

/// A port on loopback that refuses connections.
std::uint16_t refusingPort();

} // namespace interleave::tests
