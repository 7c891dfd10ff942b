// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/practicepages.h"

#include "core/net/practicefiles.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace interleave::net {

namespace {

constexpr std::string_view aboutPage =
    "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Interleave's practice server</title></head><body>\n"
    "<h1>Interleave's practice server</h1>\n"
    "<p>It sends the same two pages to whoever asks, with the latency it was told to have, so that downloads "
    "can be\n"
    "tried without the internet: <a href=\"/dice\">/dice</a> (276 bytes) and <a "
    "href=\"/jython\">/jython</a>\n"
    "(10 490 bytes). <a href=\"/interleave/counts\">/interleave/counts</a> says how many requests it has "
    "seen.</p>\n"
    "</body></html>\n";

const char* reason(unsigned status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 417:
        return "Expectation Failed";
    case 431:
        return "Request Header Fields Too Large";
    case 501:
        return "Not Implemented";
    default:
        return "HTTP Version Not Supported";
    }
}

PracticeAnswer html(std::string_view body)
{
    return PracticeAnswer({.status = 200, .type = "text/html; charset=utf-8", .body = std::string(body)});
}

PracticeAnswer refusal(unsigned status, std::string_view sentence, std::string more = {})
{
    return PracticeAnswer({.status = status,
                           .type = "text/plain; charset=utf-8",
                           .body = std::string(sentence),
                           .more = std::move(more)});
}

const std::string allowed = "Allow: GET, HEAD, OPTIONS\r\n";

} // namespace

PracticeAnswer::PracticeAnswer(PracticePage page)
    : m_page(std::move(page)), m_head(headBegin(false)), m_headKeepingAlive(headBegin(true))
{
}

std::string PracticeAnswer::headBegin(bool keepAlive) const
{
    std::string head = "HTTP/1.1 " + std::to_string(m_page.status) + ' ' + reason(m_page.status) +
                       "\r\nServer: Interleave practice server\r\n";
    if (m_page.status != 204) // which has no body, nor a length of one
        head += "Content-Type: " + m_page.type + "\r\nContent-Length: " + std::to_string(m_page.body.size()) +
                "\r\n";
    head += m_page.more;
    head += keepAlive ? "Connection: keep-alive" : "Connection: close";
    return head + "\r\nX-Interleave-Sent-Ns: ";
}

void PracticeAnswer::appendHead(std::string& to, bool keepAlive, std::int64_t sent) const
{
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), sent).ptr;
    to += keepAlive ? m_headKeepingAlive : m_head;
    to.append(digits.data(), end);
    to += "\r\n\r\n";
}

const PracticeAnswer& practicePage(std::string_view path)
{
    static const PracticeAnswer dice = html(practice::dicePage), jython = html(practice::jythonPage),
                                about = html(aboutPage);
    if (path == "/dice")
        return dice;
    if (path == "/jython")
        return jython;
    return path == "/" ? about : practiceRefusal(404);
}

const PracticeAnswer& practiceRefusal(unsigned status)
{
    static const std::array all{
        refusal(505, "This server speaks HTTP/1.1 and HTTP/1.0.\n"),
        refusal(204, {}, allowed),
        refusal(400, "This is not a request that HTTP/1.1 allows.\n"),
        refusal(404, "No such page. There are /dice and /jython.\n"),
        refusal(405, {}, allowed),
        refusal(408, "The request did not arrive in time.\n"),
        refusal(413, "The request's body is too long.\n"),
        refusal(414, "The request's address is too long.\n"),
        refusal(417, "This server knows no expectation but 100-continue.\n"),
        refusal(431, "The request's header is too long.\n"),
        refusal(501, "This server knows no transfer coding but chunked.\n"),
    };
    const auto found = std::ranges::find(all, status, &PracticeAnswer::status);
    return found == all.end() ? all.front() : *found;
}

} // namespace interleave::net
