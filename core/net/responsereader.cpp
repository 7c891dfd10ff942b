// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/responsereader.h"

#include "core/net/errors.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>

namespace interleave::net {

namespace http = boost::beast::http;

namespace {

constexpr unsigned mostInterim = 10;

std::string words(const boost::beast::error_code& error, std::uint32_t headerLimit, std::uint64_t bodyLimit)
{
    if (error == http::error::header_limit)
        return "the answer's header is longer than " + std::to_string(headerLimit) + " bytes";
    if (error == http::error::body_limit)
        return bodyTooLong(bodyLimit);
    if (error == http::error::partial_message)
        return std::string(cutAnswer);
    if (error == http::error::bad_chunk || error == http::error::bad_chunk_extension)
        return "the answer has a malformed chunk";
    if (error == http::error::bad_content_length || error == http::error::multiple_content_length)
        return std::string(malformedLength);
    if (error == http::error::bad_version || error == http::error::bad_status ||
        error == http::error::bad_reason)
        return std::string(notHttp);
    return "the answer is malformed (" + error.message() + ")";
}

} // namespace

std::size_t ResponseReader::Parser::take(string_view piece)
{
    bytes += piece.size();
    if (body)
        body->append(piece.data(), piece.size());
    return piece.size();
}

void ResponseReader::Parser::on_response_impl(int code, string_view text, int, error_code&)
{
    status = static_cast<unsigned>(code);
    reason.assign(text.data(), std::min<std::size_t>(text.size(), 80));
}

void ResponseReader::Parser::on_field_impl(http::field name, string_view, string_view value, error_code&)
{
    if (name == http::field::location && !is_header_done() && location.empty()) // not from a trailer
        location.assign(value.data(), value.size());
}

ResponseReader::ResponseReader(std::uint32_t headerLimit, std::uint64_t bodyLimit, std::string* body)
    : m_headerLimit(headerLimit), m_bodyLimit(bodyLimit), m_body(body)
{
    begin();
}

void ResponseReader::begin()
{
    m_parser.emplace(m_body);
    m_parser->eager(true);
    m_parser->header_limit(m_headerLimit);
    m_parser->body_limit(m_bodyLimit);
    if (m_body)
        m_body->clear();
}

void ResponseReader::feed(std::span<const char> data)
{
    if (data.empty() || !m_problem.empty())
        return;
    m_started = true;
    if (m_rest.empty()) {
        const std::size_t used = parse(data);
        m_rest.assign(data.begin() + static_cast<std::ptrdiff_t>(used), data.end());
    } else {
        m_rest.append(data.data(), data.size());
        m_rest.erase(0, parse(m_rest));
    }
    // The parser bounds the header only: what it cannot make sense of yet may also be a chunk's header or
    // trailer.
    if (!m_done && m_problem.empty() && m_rest.size() > m_headerLimit)
        m_problem = "a chunk's header or trailer is longer than " + std::to_string(m_headerLimit) + " bytes";
}

std::size_t ResponseReader::parse(std::span<const char> data)
{
    std::size_t used = 0;
    while (used < data.size() && !m_done) {
        boost::beast::error_code error;
        used += m_parser->put(boost::asio::buffer(data.data() + used, data.size() - used), error);
        if (error == http::error::need_more)
            break;
        if (error) {
            m_problem = words(error, m_headerLimit, m_bodyLimit);
            break;
        }
        m_done = m_parser->is_done();
        if (m_done && m_parser->status / 100 == 1)
            nextAfterInterim();
        if (!m_problem.empty())
            break;
    }
    return used;
}

// "100 Continue" and "103 Early Hints" announce the response proper; nothing else can follow our GET.
void ResponseReader::nextAfterInterim()
{
    m_done = false;
    if (m_parser->status == 101 || ++m_interim > mostInterim)
        m_problem = "unexpected answer: HTTP " + statusLine();
    else
        begin();
}

void ResponseReader::close()
{
    if (m_done || !m_problem.empty())
        return;
    if (!m_parser->got_some()) { // Beast asserts on put_eof() then
        m_problem = noAnswer;
        return;
    }
    boost::beast::error_code error;
    m_parser->put_eof(error);
    if (error)
        m_problem = words(error, m_headerLimit, m_bodyLimit);
    else
        m_done = m_parser->is_done();
}

std::string ResponseReader::statusLine() const
{
    std::string line = std::to_string(m_parser->status);
    if (!m_parser->reason.empty())
        line += ' ' + m_parser->reason;
    return printable(std::move(line));
}

} // namespace interleave::net
