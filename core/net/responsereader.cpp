// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/responsereader.h"

#include "core/net/errors.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>

namespace interleave::net {

namespace http = boost::beast::http;

namespace {

constexpr unsigned mostInterim = 50;
constexpr std::size_t longestBeginning = 1024;

std::string words(const boost::beast::error_code& error, std::uint64_t bodyLimit)
{
    if (error == http::error::body_limit)
        return bodyTooLong(bodyLimit);
    if (error == http::error::partial_message)
        return std::string(cutAnswer);
    return std::string(malformedChunk); // nothing else is left to the parser
}

/// Empty while the first bytes may yet become an answer.
std::string_view problemOfBeginning(std::string_view text)
{
    constexpr std::string_view name = "HTTP/";
    if (text.substr(0, name.size()) == name.substr(0, text.size()))
        return {};
    if (isTlsAlert(text))
        return text.size() < 2 ? std::string_view() : expectsTls;
    return notHttp;
}

} // namespace

std::size_t ResponseReader::Parser::take(string_view piece)
{
    bytes += piece.size();
    if (body)
        body->append(piece.data(), piece.size());
    if (beginning.size() < longestBeginning)
        beginning.append(piece.data(), std::min(piece.size(), longestBeginning - beginning.size()));
    return piece.size();
}

ResponseReader::ResponseReader(std::uint32_t headerLimit, std::uint64_t bodyLimit, std::string* body)
    : m_headerLimit(headerLimit), m_bodyLimit(bodyLimit), m_body(body)
{
    if (m_body)
        m_body->clear();
}

void ResponseReader::feed(std::span<const char> data)
{
    if (data.empty() || !m_problem.empty())
        return;
    m_started = true;
    while (!m_parser && !m_done && m_problem.empty() && !data.empty())
        data = data.subspan(takeHead(data));
    if (m_done)
        m_rest.append(data.data(), data.size());
    else if (m_problem.empty() && !data.empty())
        takeBody(data);
}

/// Line by line, so that no byte of the body is copied with it. @return how much of the data belonged to it
std::size_t ResponseReader::takeHead(std::span<const char> data)
{
    const auto end = std::ranges::find(data, '\n');
    const auto used = static_cast<std::size_t>(end - data.begin()) + (end == data.end() ? 0 : 1);
    const std::size_t lineBegins = m_text.rfind('\n') + 1; // 0 where there is none
    m_text.append(data.data(), used);
    if (m_text.size() > m_headerLimit) {
        m_problem = "the answer's header is longer than " + std::to_string(m_headerLimit) + " bytes";
        return used;
    }
    const std::string_view line = std::string_view(m_text).substr(lineBegins);
    const bool isEmpty = line == "\n" || line == "\r\n";
    if (lineBegins == 0 && (isEmpty || line == "\r")) { // before the status line: no harm
        if (isEmpty)
            m_text.clear();
        return used;
    }
    m_problem = problemOfBeginning(m_text);
    if (m_problem.empty() && isEmpty)
        headIsWhole();
    return used;
}

// "100 Continue" and "103 Early Hints" announce the response proper; a change of protocol cannot follow our
// GET.
void ResponseReader::headIsWhole()
{
    m_head = responseHead(m_text);
    m_text.clear();
    m_problem = m_head.problem;
    if (!m_problem.empty())
        return;
    if (m_head.status == 101)
        m_problem = unexpectedAnswer(statusLine());
    else if (m_head.status / 100 != 1)
        beginBody();
    else if (++m_interim > mostInterim)
        m_problem = "more than " + std::to_string(mostInterim) + " interim answers, the last one HTTP " +
                    statusLine();
}

/// The parser is told of the head what concerns it.
void ResponseReader::beginBody()
{
    const Framing& framing = m_head.framing;
    if (framing.kind == Framing::Kind::NoBody) {
        m_done = true;
        return;
    }
    if (framing.kind == Framing::Kind::Length && framing.length > m_bodyLimit) {
        m_problem = bodyTooLong(m_bodyLimit);
        return;
    }
    std::string head = "HTTP/1.1 200 \r\n";
    if (framing.kind == Framing::Kind::Length)
        head += "Content-Length: " + std::to_string(framing.length) + "\r\n";
    else if (framing.kind == Framing::Kind::Chunks)
        head += "Transfer-Encoding: chunked\r\n";
    m_parser.emplace(m_body);
    m_parser->eager(true);
    m_parser->body_limit(m_bodyLimit);
    parse(head + "\r\n");
}

void ResponseReader::takeBody(std::span<const char> data)
{
    if (m_rest.empty()) {
        const std::size_t used = parse(data);
        m_rest.assign(data.begin() + static_cast<std::ptrdiff_t>(used), data.end());
    } else {
        m_rest.append(data.data(), data.size());
        m_rest.erase(0, parse(m_rest));
    }
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
            m_problem = words(error, m_bodyLimit);
            break;
        }
        m_done = m_parser->is_done();
    }
    return used;
}

void ResponseReader::close(End end)
{
    if (m_done || !m_problem.empty())
        return;
    if (!m_parser) {
        m_problem = m_started ? cutAnswer : noAnswer;
        return;
    }
    boost::beast::error_code error;
    m_parser->put_eof(error);
    if (error)
        m_problem = words(error, m_bodyLimit);
    else if (end == End::Broken)
        m_problem = brokenEnd;
    else
        m_done = m_parser->is_done();
}

} // namespace interleave::net
