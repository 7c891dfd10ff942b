// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/beast/http/basic_parser.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace interleave::net {

/// Reads one HTTP/1.x response from pieces as they arrive. The protocol is Boost.Beast's basic_parser: bad
/// chunks, negative or double lengths, cut bodies, garbage and what exceeds a limit are refused. The body is
/// counted and dropped, or kept. Fields that nobody asks for are not stored.
class ResponseReader
{
public:
    /// @param body receives the body; may be null
    ResponseReader(std::uint32_t headerLimit, std::uint64_t bodyLimit, std::string* body);

    void feed(std::span<const char> data);
    /// The peer has closed: the end of a body without length, or a fault.
    void close();

    bool started() const { return m_started; } ///< at least one byte has arrived
    bool done() const { return m_done; }
    /// What is wrong with the response, in words: "the answer is not HTTP"; empty while nothing is.
    const std::string& problem() const { return m_problem; }

    unsigned status() const { return m_parser->status; }
    /// "404 Not Found"; without control characters.
    std::string statusLine() const;
    std::uint64_t bytes() const { return m_parser->bytes; } ///< of the body, so far
    const std::string& location() const { return m_parser->location; }
    /// True if the connection can carry another request. @pre done()
    bool keepAlive() const { return m_parser->keep_alive() && m_rest.empty(); }

private:
    class Parser final : public boost::beast::http::basic_parser<false>
    {
    public:
        explicit Parser(std::string* target) : body(target) {}

        std::string* body;
        std::uint64_t bytes = 0;
        std::string reason;
        std::string location;
        unsigned status = 0;

    private:
        using error_code = boost::beast::error_code;
        using string_view = boost::beast::string_view;
        using Length = boost::optional<std::uint64_t>;

        std::size_t take(string_view piece);
        void on_request_impl(boost::beast::http::verb, string_view, string_view, int, error_code&) override {}
        void on_response_impl(int code, string_view text, int version, error_code&) override;
        void on_field_impl(boost::beast::http::field, string_view, string_view value, error_code&) override;
        void on_header_impl(error_code&) override {}
        void on_body_init_impl(const Length&, error_code&) override {}
        std::size_t on_body_impl(string_view piece, error_code&) override { return take(piece); }
        void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
        std::size_t on_chunk_body_impl(std::uint64_t, string_view piece, error_code&) override
        {
            return take(piece);
        }
        void on_finish_impl(error_code&) override {}
    };

    void begin();
    std::size_t parse(std::span<const char> data);
    void nextAfterInterim();

    std::uint32_t m_headerLimit;
    std::uint64_t m_bodyLimit;
    std::string* m_body;
    std::optional<Parser> m_parser;
    std::string m_rest; // what the parser could not use yet: a part of a header or of a chunk's length
    std::string m_problem;
    unsigned m_interim = 0; // 1xx responses seen
    bool m_started = false;
    bool m_done = false;
};

} // namespace interleave::net
