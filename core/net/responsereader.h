// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/responsehead.h"

#include <boost/beast/http/basic_parser.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace interleave::net {

/// Reads one HTTP/1.x response from pieces as they arrive: the head as `responsehead` understands it, the
/// body by Boost.Beast's basic_parser. Bad chunks, cut bodies, garbage and what exceeds a limit are refused.
/// The body is counted and dropped, or kept.
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
    bool keepAlive() const { return m_head.keepAlive && m_rest.empty(); }

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

    /// Of chunks.
    class Parser final : public boost::beast::http::basic_parser<false>
    {
    public:
        explicit Parser(Sink& sink) : m_sink(sink) {}

    private:
        using error_code = boost::beast::error_code;
        using string_view = boost::beast::string_view;
        using Length = boost::optional<std::uint64_t>;

        void on_request_impl(boost::beast::http::verb, string_view, string_view, int, error_code&) override {}
        void on_response_impl(int, string_view, int, error_code&) override {}
        void on_field_impl(boost::beast::http::field, string_view, string_view, error_code&) override {}
        void on_header_impl(error_code&) override {}
        void on_body_init_impl(const Length&, error_code&) override {}
        std::size_t on_body_impl(string_view, error_code&) override { return 0; }
        void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
        std::size_t on_chunk_body_impl(std::uint64_t, string_view piece, error_code&) override
        {
            m_sink.take({piece.data(), piece.size()});
            return piece.size();
        }
        void on_finish_impl(error_code&) override {}

        Sink& m_sink;
    };

    std::size_t takeHead(std::span<const char> data);
    void headIsWhole();
    void beginBody();
    std::size_t takeBody(std::span<const char> data);
    void takeChunks(std::span<const char> data);
    std::size_t parse(std::span<const char> data);

    std::uint32_t m_headerLimit;
    std::uint64_t m_bodyLimit;
    Sink m_sink;
    std::string m_text;           // of the head, so far
    std::size_t m_lineBegins = 0; // in it: the last one
    ResponseHead m_head;
    bool m_inBody = false;
    std::optional<Parser> m_parser; // if it comes in chunks
    std::string m_rest; // what that could not use yet: a part of a chunk's length; at the end: surplus
    std::string m_problem;
    unsigned m_interim = 0; // 1xx responses seen
    bool m_started = false;
    bool m_done = false;
};

} // namespace interleave::net
