// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shortqueueserver.h"

#include <array>
#include <string_view>
#include <thread>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace interleave::tests {

struct ShortQueueServer::Private
{
    Private();
    ~Private();
    void serve() const;

    int listener;
    std::uint16_t port = 0;
    std::jthread thread;
};

ShortQueueServer::Private::Private() : listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    constexpr int queue = 5;
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const bound = reinterpret_cast<sockaddr*>(&where);
    socklen_t length = sizeof where;
    ::bind(listener, bound, length);
    ::listen(listener, queue);
    ::getsockname(listener, bound, &length);
    port = ntohs(where.sin_port);
    thread = std::jthread([this] { serve(); });
}

ShortQueueServer::Private::~Private()
{
    ::shutdown(listener, SHUT_RDWR); // accept() then fails
    thread.join();
    ::close(listener);
}

void ShortQueueServer::Private::serve() const
{
    constexpr std::string_view answer = "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    for (;;) {
        const int connection = ::accept(listener, nullptr, nullptr);
        if (connection < 0)
            return;
        std::array<char, 4096> request{};
        if (::recv(connection, request.data(), request.size(), 0) > 0)
            ::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
        ::shutdown(connection, SHUT_WR);
        while (::recv(connection, request.data(), request.size(), 0) > 0) { // until the client has closed
        }
        ::close(connection);
    }
}

ShortQueueServer::ShortQueueServer() : d(std::make_unique<Private>()) {}

ShortQueueServer::~ShortQueueServer() = default;

std::string ShortQueueServer::address() const { return "http://127.0.0.1:" + std::to_string(d->port) + '/'; }

} // namespace interleave::tests
