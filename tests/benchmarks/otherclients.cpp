// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/otherclients.h"

#include "tests/benchmarks/rounds.h"

#ifdef INTERLEAVE_HAS_CURL
#include <curl/curl.h>
#endif

#include <array>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace interleave::benchmarks {

namespace {

/// One kept-alive connection.
struct Peer
{
    int socket = -1;
    std::string answer;
};

/// Whether the answer is whole.
bool complete(const std::string& answer)
{
    const auto head = answer.find("\r\n\r\n");
    const auto length = answer.find("ontent-Length: ");
    return head != answer.npos && length != answer.npos &&
           answer.size() >= head + 4 + std::stoul(answer.substr(length + 15));
}

int connected(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_port = htons(port);
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&where), sizeof where) != 0)
        std::perror("connect");
    const int one = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    fcntl(socket, F_SETFL, O_NONBLOCK);
    return socket;
}

} // namespace

double rawEpoll(std::uint16_t port, std::size_t requests, std::size_t connections)
{
    const double before = cpuSeconds(RUSAGE_THREAD);
    const std::array pages{std::string("GET /jython HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
                           std::string("GET /dice HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")};
    const int poll = epoll_create1(EPOLL_CLOEXEC);
    std::vector<Peer> peers(connections);
    std::size_t asked = 0;
    const auto ask = [&](Peer& peer) {
        peer.answer.clear();
        const std::string& request = pages[asked % pages.size()];
        if (asked < requests && write(peer.socket, request.data(), request.size()) > 0)
            ++asked;
    };
    for (Peer& peer : peers) {
        peer.socket = connected(port);
        epoll_event wanted{};
        wanted.events = EPOLLIN;
        wanted.data.ptr = &peer;
        epoll_ctl(poll, EPOLL_CTL_ADD, peer.socket, &wanted);
        ask(peer);
    }
    std::array<epoll_event, 128> events{};
    std::array<char, 16'384> buffer{};
    for (std::size_t answered = 0; answered < requests;) {
        const int count = epoll_wait(poll, events.data(), int(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            Peer& peer = *static_cast<Peer*>(events[std::size_t(i)].data.ptr);
            const ssize_t got = read(peer.socket, buffer.data(), buffer.size());
            if (got <= 0)
                return 0; // the server has closed
            peer.answer.append(buffer.data(), std::size_t(got));
            if (!complete(peer.answer))
                continue;
            ++answered;
            ask(peer);
        }
    }
    for (const Peer& peer : peers)
        close(peer.socket);
    close(poll);
    return cpuSeconds(RUSAGE_THREAD) - before;
}

#ifdef INTERLEAVE_HAS_CURL

double curlMulti(const std::string& server, std::size_t requests, std::size_t inFlight)
{
    const double before = cpuSeconds(RUSAGE_THREAD);
    CURLM* const multi = curl_multi_init();
    const auto drop = +[](char*, std::size_t size, std::size_t count, void*) { return size * count; };
    const std::array pages{server + "/jython", server + "/dice"};
    std::size_t asked = 0;
    const auto ask = [&](CURL* handle) {
        if (asked >= requests)
            return;
        curl_easy_setopt(handle, CURLOPT_URL, pages[asked++ % pages.size()].c_str());
        curl_multi_add_handle(multi, handle);
    };
    std::vector<CURL*> handles(inFlight);
    for (CURL*& handle : handles) {
        handle = curl_easy_init();
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, drop);
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        ask(handle);
    }
    for (std::size_t answered = 0; answered < requests;) {
        int running = 0;
        curl_multi_perform(multi, &running);
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
            CURL* const handle = message->easy_handle;
            ++answered;
            curl_multi_remove_handle(multi, handle);
            ask(handle);
        }
        if (answered < requests)
            curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
    }
    for (CURL* handle : handles) {
        curl_multi_remove_handle(multi, handle);
        curl_easy_cleanup(handle);
    }
    curl_multi_cleanup(multi);
    return cpuSeconds(RUSAGE_THREAD) - before;
}

#else

double curlMulti(const std::string&, std::size_t, std::size_t) { return 0; }

#endif

} // namespace interleave::benchmarks
