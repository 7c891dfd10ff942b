// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/requestreader.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include <algorithm>

namespace interleave::net {

namespace http = boost::beast::http;
using boost::beast::iequals;

namespace {

constexpr unsigned mostEmptyLines = 16;
/// The shortest that can follow the begin of a chunk: "0\r\n\r\n". With less, Beast may assert.
constexpr std::size_t leastChunk = 5;

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// RFC 9110 section 5.6.2: what a method may begin with. A TLS handshake, for one, begins otherwise.
bool isTokenCharacter(char c)
{
    return isLetterOrDigit(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Undoes the escapes of characters that need none (RFC 3986 section 6.2.2.2); others stay as they are.
void unescapeUnreserved(std::string& path)
{
    std::size_t to = 0;
    for (std::size_t from = 0; from < path.size(); ++from, ++to) {
        path[to] = path[from];
        if (path[from] != '%' || from + 2 >= path.size())
            continue;
        const int high = hexDigit(path[from + 1]), low = hexDigit(path[from + 2]);
        const char c = static_cast<char>(high * 16 + low);
        if (high < 0 || low < 0 ||
            !(isLetterOrDigit(c) || std::string_view("-._~").find(c) != std::string_view::npos))
            continue;
        path[to] = c;
        from += 2;
    }
    path.resize(to);
}

/// @return false where the target has none of the forms of RFC 9112 section 3.2 that the method may have
bool takePath(std::string& path, http::verb method, std::string_view target)
{
    if (method == http::verb::connect || (method == http::verb::options && target == "*")) {
        path = target;
        return true;
    }
    if (!target.starts_with('/')) { // the absolute form, as sent to a proxy
        const std::size_t authority = target.find("://");
        if (authority == std::string_view::npos ||
            !(iequals(target.substr(0, authority), "http") || iequals(target.substr(0, authority), "https")))
            return false;
        target.remove_prefix(authority + 3);
        const std::size_t begin = target.find_first_of("/?#");
        if (begin == 0) // no host
            return false;
        target.remove_prefix(std::min(begin, target.size()));
    }
    path = target.substr(0, target.find_first_of("?#"));
    if (path.empty())
        path = "/";
    if (path.find('%') != std::string::npos)
        unescapeUnreserved(path);
    return true;
}

/// RFC 9112 section 3.2: a Host that is none is refused.
bool mayBeHost(std::string_view value)
{
    return value.find_first_of(" \t,/?#@\\<>\"") == std::string_view::npos;
}

} // namespace

void RequestReader::Parser::on_request_impl(http::verb verb, string_view, string_view target, int version,
                                            error_code&)
{
    request.method = verb == http::verb::get       ? Request::Method::Get
                     : verb == http::verb::head    ? Request::Method::Head
                     : verb == http::verb::options ? Request::Method::Options
                                                   : Request::Method::Other;
    minorVersion = version > 10;
    if (!takePath(request.path, verb, view(target)))
        refusal = 400;
}

void RequestReader::Parser::on_field_impl(http::field name, string_view, string_view value, error_code&)
{
    if (is_header_done()) // of the trailer, which has no say
        return;
    switch (name) {
    case http::field::host:
        ++hosts;
        if (!mayBeHost(view(value)))
            refusal = 400;
        break;
    case http::field::connection:
        for (const auto& option : http::token_list(value)) {
            close = close || iequals(option, "close");
            keepAlive = keepAlive || iequals(option, "keep-alive");
        }
        break;
    case http::field::transfer_encoding:
        encoded = true;
        if (!iequals(value, "chunked"))
            refusal = 501;
        break;
    case http::field::expect:
        expectsContinue = iequals(value, "100-continue");
        if (!expectsContinue)
            refusal = 417;
        break;
    default:
        break;
    }
}

void RequestReader::refuse(unsigned status)
{
    m_state = State::Refused;
    m_refusal = status;
}

void RequestReader::next()
{
    m_parser.reset();
    m_scanned = 0;
    m_lines = m_emptyLines = 0;
    m_state = State::NeedsMore;
    m_begun = m_laterMinor = m_bareLineEnds = m_chunkHeaderCut = false;
}

std::size_t RequestReader::feed(std::string_view data)
{
    m_state = State::NeedsMore;
    if (m_parser)
        return readBody(data);
    const std::size_t skipped = m_begun ? 0 : skipEmptyLines(data);
    data.remove_prefix(skipped);
    if (data.empty() || m_state == State::Refused)
        return skipped;
    m_begun = true;
    const std::optional<std::size_t> length = headLength(data);
    if (!length)
        return skipped;
    readHead(data.substr(0, *length));
    if (m_state != State::NeedsMore)
        return skipped + *length;
    return skipped + *length + readBody(data.substr(*length));
}

/// RFC 9112 section 2.2: a client may send an empty line after a body.
std::size_t RequestReader::skipEmptyLines(std::string_view data)
{
    std::size_t end = 0;
    while (end < data.size() && (data[end] == '\r' || data[end] == '\n')) {
        if (data[end++] == '\n' && ++m_emptyLines > mostEmptyLines)
            refuse(400);
    }
    return end;
}

/// Looks at the lines that have arrived. @return the length of the head; empty: it goes on, or is refused
std::optional<std::size_t> RequestReader::headLength(std::string_view data)
{
    if (!isTokenCharacter(data.front())) {
        refuse(400);
        return {};
    }
    const std::string_view most = data.substr(0, m_limits.head);
    for (std::size_t end = 0; (end = most.find('\n', m_scanned)) != std::string_view::npos;) {
        std::string_view line = most.substr(m_scanned, end - m_scanned);
        m_scanned = end + 1;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        else
            m_bareLineEnds = true;
        if (line.empty())
            return m_scanned;
        if (!takeLine(line))
            return {};
    }
    if (m_lines == 0 && most.size() > m_limits.line)
        refuse(414);
    else if (data.size() >= m_limits.head)
        refuse(431);
    return {};
}

bool RequestReader::takeLine(std::string_view line)
{
    if (++m_lines == 1)
        return takeRequestLine(line);
    if (m_lines > m_limits.fields + 1)
        refuse(431);
    return m_state != State::Refused;
}

/// What is no request is told at once, not when its header ends: there may never be one.
bool RequestReader::takeRequestLine(std::string_view line)
{
    constexpr std::string_view version = " HTTP/1.1";
    const std::string_view last = line.substr(line.size() - std::min(line.size(), version.size()));
    const auto digit = [&](std::size_t at) { return last[at] >= '0' && last[at] <= '9'; };
    if (line.size() > m_limits.line)
        refuse(414);
    else if (last.size() < version.size() || !last.starts_with(" HTTP/") || !digit(6) || last[7] != '.' ||
             !digit(8))
        refuse(400);
    else if (last[6] != '1')
        refuse(505);
    else
        m_laterMinor = last[8] > '1';
    return m_state != State::Refused;
}

/// The head as Beast knows it: a version of 1.0 or 1.1, and lines that end in CR and LF.
std::string_view RequestReader::normalised(std::string_view head)
{
    if (!m_laterMinor && !m_bareLineEnds)
        return head;
    m_normalised.clear();
    while (!head.empty()) {
        std::string_view line = head.substr(0, head.find('\n'));
        head.remove_prefix(line.size() + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        const bool first = m_normalised.empty();
        m_normalised += line;
        if (first && m_laterMinor)
            m_normalised.back() = '1';
        m_normalised += "\r\n";
    }
    return m_normalised;
}

void RequestReader::readHead(std::string_view head)
{
    head = normalised(head);
    m_parser.emplace(m_request);
    m_parser->eager(true);
    m_parser->header_limit(static_cast<std::uint32_t>(head.size() + 1)); // it was measured before
    m_parser->body_limit(m_limits.body);
    boost::beast::error_code error;
    m_parser->put(boost::asio::const_buffer(head.data(), head.size()), error);
    if (error == http::error::body_limit)
        refuse(413);
    else if (error)
        refuse(400);
    else
        judgeHead();
}

void RequestReader::judgeHead()
{
    const Parser& head = *m_parser;
    m_request.keepAlive = !head.close && (head.minorVersion || head.keepAlive);
    if (head.hosts > 1 || (head.minorVersion && head.hosts == 0))
        return refuse(400);
    if (head.encoded && !head.minorVersion) // RFC 9112 section 6.1: its framing cannot be trusted
        return refuse(400);
    if (head.refusal != 0)
        return refuse(head.refusal);
    if (head.is_done())
        m_state = State::Complete;
    else if (head.expectsContinue && head.minorVersion)
        m_state = State::WantsContinue;
}

std::size_t RequestReader::readBody(std::string_view data)
{
    if (data.empty() || (m_chunkHeaderCut && data.size() < leastChunk))
        return 0;
    boost::beast::error_code error;
    const std::size_t used = m_parser->put(boost::asio::const_buffer(data.data(), data.size()), error);
    m_chunkHeaderCut = error == http::error::need_more;
    if (error == http::error::body_limit)
        refuse(413);
    else if (m_chunkHeaderCut ? data.size() - used > m_limits.chunkHeader : static_cast<bool>(error))
        refuse(400);
    else if (m_parser->is_done())
        m_state = State::Complete;
    return used;
}

} // namespace interleave::net
