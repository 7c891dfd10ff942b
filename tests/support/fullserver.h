// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace interleave::tests {

/// A listener on loopback whose queue of new connections is full, and which never takes one: the kernel
/// drops what asks for another, as if the packets were swallowed on their way.
class FullServer
{
public:
    /// @param port 0: any that is free
    explicit FullServer(const std::string& address, std::uint16_t port = 0);
    ~FullServer();
    FullServer(const FullServer&) = delete;
    FullServer& operator=(const FullServer&) = delete;

    /// False where the system cannot be made to swallow: the test is to be skipped.
    bool swallows() const { return m_swallows; }
    std::uint16_t port() const { return m_port; }

private:
    int m_listener = -1;
    std::uint16_t m_port = 0;
    bool m_swallows = false;
    std::vector<int> m_fillers;
};

} // namespace interleave::tests
