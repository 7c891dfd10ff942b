// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/beast/http/basic_parser.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace interleave::net {

/// Beyond these a request is refused.
struct RequestLimits
{
    std::size_t line = 8'192;        ///< bytes of the request line: 414
    std::size_t head = 32'768;       ///< bytes of request line and header: 431
    unsigned fields = 100;           ///< of the header: 431
    std::uint64_t body = 1'048'576;  ///< bytes: 413
    std::size_t chunkHeader = 8'192; ///< bytes of one chunk's length and extensions, or of the trailer: 400
};

/// What a request asks for.
struct Request
{
    enum class Method : std::uint8_t { Get, Head, Options, Other };

    Method method = Method::Get;
    std::string path; ///< without query; letters, digits and "-._~" are not escaped. "*" is OPTIONS' alone
    bool keepAlive = false; ///< as its version and its header ask

    bool operator==(const Request&) const = default;
};

/// Reads HTTP/1.x requests, one after another, from pieces as they arrive. The protocol is Boost.Beast's
/// basic_parser, which gets each head when it is whole: where it ends, how long it may be, and what RFC 9112
/// allows but Beast does not know (empty lines before a request, lines that end in LF alone, minor versions
/// after 1) is seen to here. Bodies are read and dropped.
class RequestReader
{
public:
    enum class State : std::uint8_t {
        NeedsMore,
        WantsContinue, ///< the head is read; its body comes when it was sent 100 (Continue)
        Complete,
        Refused, ///< with refusal(); what follows cannot be understood
    };

    explicit RequestReader(const RequestLimits& limits) : m_limits(limits) {}

    /// @param data begins where the last call stopped using it. @pre state() is NeedsMore or WantsContinue
    /// @return how many bytes of it were used, never some of the next request
    std::size_t feed(std::string_view data);
    /// On to the next request. @pre state() is Complete
    void next();

    State state() const { return m_state; }
    bool begun() const { return m_begun; }                 ///< a byte of this request has arrived
    bool headRead() const { return m_parser.has_value(); } ///< its body follows
    const Request& request() const { return m_request; }   ///< whole once Complete
    unsigned refusal() const { return m_refusal; }         ///< the status for it. @pre Refused

private:
    class Parser final : public boost::beast::http::basic_parser<true>
    {
    public:
        explicit Parser(Request& target) : request(target) { request.method = Request::Method::Get; }

        Request& request;
        unsigned refusal = 0; // a status; 0: none
        unsigned hosts = 0;
        bool minorVersion = false; // HTTP/1.1, not 1.0
        bool encoded = false;      // Transfer-Encoding is there
        bool close = false, keepAlive = false, expectsContinue = false;

    private:
        using error_code = boost::beast::error_code;
        using string_view = boost::beast::string_view;
        using Length = boost::optional<std::uint64_t>;

        void on_request_impl(boost::beast::http::verb, string_view, string_view, int, error_code&) override;
        void on_response_impl(int, string_view, int, error_code&) override {}
        void on_field_impl(boost::beast::http::field, string_view, string_view, error_code&) override;
        void on_header_impl(error_code&) override {}
        void on_body_init_impl(const Length&, error_code&) override {}
        std::size_t on_body_impl(string_view piece, error_code&) override { return piece.size(); }
        void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
        std::size_t on_chunk_body_impl(std::uint64_t, string_view piece, error_code&) override
        {
            return piece.size();
        }
        void on_finish_impl(error_code&) override {}
    };

    void refuse(unsigned status);
    std::size_t skipEmptyLines(std::string_view data);
    std::optional<std::size_t> headLength(std::string_view data);
    bool takeLine(std::string_view line);
    bool takeRequestLine(std::string_view line);
    void readHead(std::string_view head);
    std::string_view normalised(std::string_view head);
    void judgeHead();
    std::size_t readBody(std::string_view data);

    RequestLimits m_limits;
    Request m_request;
    std::optional<Parser> m_parser; // once the head is whole
    std::string m_normalised;       // the head as Beast knows it, where it was not
    std::size_t m_scanned = 0;      // of the head: up to here its lines were looked at
    unsigned m_lines = 0;           // of the head, so far
    unsigned m_emptyLines = 0;      // before it
    unsigned m_refusal = 0;
    State m_state = State::NeedsMore;
    bool m_begun = false;
    bool m_laterMinor = false; // HTTP/1.2 to 1.9: read as 1.1
    bool m_bareLineEnds = false;
    bool m_chunkHeaderCut = false; // Beast has seen a part of one
};

} // namespace interleave::net
