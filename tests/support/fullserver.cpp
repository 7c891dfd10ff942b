// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fullserver.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace interleave::tests {

namespace {

constexpr int mostFillers = 8;
constexpr int patienceMs = 100; // a connection to loopback is there at once, or its packet was dropped

} // namespace

FullServer::FullServer(const std::string& address, std::uint16_t port)
    : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_port = htons(port);
    ::inet_pton(AF_INET, address.c_str(), &where.sin_addr);
    auto* const bound = reinterpret_cast<sockaddr*>(&where);
    socklen_t length = sizeof where;
    if (::bind(m_listener, bound, length) != 0 || ::listen(m_listener, 0) != 0)
        return;
    ::getsockname(m_listener, bound, &length);
    m_port = ntohs(where.sin_port);
    for (int count = 0; count < mostFillers && !m_swallows; ++count) {
        m_fillers.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        ::connect(m_fillers.back(), bound, length);
        pollfd open{.fd = m_fillers.back(), .events = POLLOUT, .revents = 0};
        m_swallows = ::poll(&open, 1, patienceMs) == 0;
    }
}

FullServer::~FullServer()
{
    for (const int filler : m_fillers)
        ::close(filler);
    ::close(m_listener);
}

} // namespace interleave::tests
