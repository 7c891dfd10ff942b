// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/chunkreader.h"
#include "core/net/responsehead.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace interleave::net {

/// Reads one HTTP/1.x response from pieces as they arrive. Bad chunks, cut bodies, garbage and what exceeds a
/// limit are refused. The body is counted and dropped, or kept.
class ResponseReader
{
public:
    /// How a connection ended.
    enum class End {
        Orderly, ///< the peer has said so: by TCP, and over TLS by close_notify
        Broken,
    };

    /// @param body receives the body; may be null
    ResponseReader(std::uint32_t headerLimit, std::uint64_t bodyLimit, std::string* body);
    ResponseReader(const ResponseReader&) = delete;
    ResponseReader& operator=(const ResponseReader&) = delete;

    void feed(std::span<const char> data);
    /// The peer has closed: the end of a body without length, or a fault.
    void close(End end);

    bool started() const { return m_started; } ///< at least one byte has arrived
    bool done() const { return m_done; }
    /// What is wrong with the response, in words: "the answer is not HTTP"; empty while nothing is.
    const std::string& problem() const { return m_problem; }

    unsigned status() const { return m_head.status; }
    /// "404 Not Found"; without control characters.
    std::string statusLine() const { return net::statusLine(m_head.status, m_head.reason); }
    std::uint64_t bytes() const { return m_sink.bytes; } ///< of the body, so far
    /// How the body begins, with status 400: it may say more than that.
    std::string_view beginning() const { return m_sink.beginning; }
    const std::string& location() const { return m_head.location; }
    /// True if the connection can carry another request. @pre done()
    bool keepAlive() const { return m_head.keepAlive && !m_surplus; }

private:
    /// What becomes of the body.
    struct Sink
    {
        explicit Sink(std::string* target) : body(target) {}

        std::string* body;
        std::uint64_t bytes = 0;
        std::size_t longestBeginning = 0;
        std::string beginning;

        void take(std::string_view piece);
    };

    std::size_t takeHead(std::span<const char> data);
    void headIsWhole();
    void beginBody();
    std::size_t takeBody(std::string_view data);
    std::size_t takeChunks(std::string_view data);

    std::uint32_t m_headerLimit;
    std::uint64_t m_bodyLimit;
    Sink m_sink;
    std::string m_text;           // of the head, so far
    std::size_t m_lineBegins = 0; // in it: the last one
    ResponseHead m_head;
    bool m_inBody = false;
    ChunkReader m_chunks;
    bool m_surplus = false; // more has arrived than belongs to it
    std::string m_problem;
    unsigned m_interim = 0; // 1xx responses seen
    bool m_started = false;
    bool m_done = false;
};

} // namespace interleave::net
