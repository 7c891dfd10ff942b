// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/oddanswers.h"

#include <algorithm>
#include <utility>

namespace interleave::tests {

using namespace std::chrono_literals;

Step send(QByteArray bytes) { return {Step::Kind::Send, std::move(bytes)}; }

Step repeat(QByteArray bytes, std::chrono::milliseconds every)
{
    return {Step::Kind::Repeat, std::move(bytes), every};
}

Step wait(std::chrono::milliseconds time) { return {Step::Kind::Wait, {}, time}; }

namespace {

const QByteArray ok = "HTTP/1.1 200 OK\r\n";
const QByteArray named = ok + "Server: odd\r\n";
const QByteArray hello = ok + "Content-Length: 5\r\n\r\nhello";

std::vector<OddAnswer> everyday()
{
    return {
        {"/ok", {send(hello)}},
        {"/cookie", {send(ok + "Set-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n")}},
        {"/empty-body", {send("HTTP/1.1 204 No Content\r\n\r\n")}},
        {"/chunked", {send(ok + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n8\r\ndefghijk\r\n0\r\n\r\n")}},
        {"/missing", {send("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone")}},
        {"/redirect", {{Step::Kind::Redirect}}},
        {"/loop", {send("HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n")}},
        {"/nowhere", {send("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")}},
        {"/until-close", {send(named + "\r\n" + QByteArray(200'000, 'c')), closing()}},
    };
}

std::vector<OddAnswer> interim()
{
    return {
        {"/interim",
         {send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + hello)}},
        {"/upgrade", {send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\n\r\n")}},
    };
}

std::vector<OddAnswer> malformed()
{
    return {
        {"/broken", {send("HTTP/1.1 503 \x01 Try\xff later\r\nContent-Length: 0\r\n\r\n")}},
        {"/bad-chunk", {send(ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n")}},
        {"/negative", {send(ok + "Content-Length: -5\r\n\r\n")}},
        {"/two-lengths", {send(ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!")}},
        {"/enormous", {send(ok + "Content-Length: 1000000000000\r\n\r\nx")}},
        {"/huge-header", {send(ok + "X-Padding: " + QByteArray(200'000, 'x') + "\r\n\r\n")}},
        {"/garbage", {send("\x16\x03\x01 this is not HTTP\r\n\r\n")}},
    };
}

std::vector<OddAnswer> endings()
{
    return {
        {"/half", {send(ok + "Content-Length: 1000\r\n\r\n" + QByteArray(500, 'h')), closing()}},
        {"/close", {closing()}},
        {"/once", {send(hello)}, {closing()}},
        {"/hang-up", {send(hello), closing()}}, // although it has promised to keep the connection
        {"/reset", {reset()}},
        {"/endless", {send(named + "\r\n"), repeat(QByteArray(64 * 1024, 'e'), 1ms)}},
        {"/drip", {send(ok + "Content-Length: 1000000\r\n\r\n"), repeat("d", 5ms)}},
        {"/silence", {}},
        {"/two-answers", {send(hello + ok + "Content-Length: 0\r\n\r\n")}},
    };
}

} // namespace

const std::vector<OddAnswer>& oddAnswers()
{
    static const std::vector<OddAnswer> all = [] {
        std::vector<OddAnswer> rows;
        for (const auto& part : {everyday(), interim(), malformed(), endings()})
            rows.insert(rows.end(), part.begin(), part.end());
        return rows;
    }();
    return all;
}

const OddAnswer* oddAnswer(std::string_view path)
{
    const auto found = std::ranges::find(oddAnswers(), path, &OddAnswer::path);
    return found == oddAnswers().end() ? nullptr : &*found;
}

} // namespace interleave::tests
