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

using Steps = std::vector<Step>;

const QByteArray ok = "HTTP/1.1 200 OK\r\n";
const QByteArray named = ok + "Server: odd\r\n";
const QByteArray hello = ok + "Content-Length: 5\r\n\r\nhello";
const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";

OddAnswer row(const char* path, Steps steps, Expected both)
{
    return {.path = path, .steps = std::move(steps), .own = both};
}

OddAnswer row(const char* path, Steps steps, Expected own, Expected qt)
{
    return {.path = path, .steps = std::move(steps), .own = own, .qt = qt};
}

OddAnswer overTls(OddAnswer row)
{
    row.tls = true;
    return row;
}

OddAnswer impatient(OddAnswer row)
{
    row.idle = 60ms;
    return row;
}

// Sentences that several rows have.
#define INTERIM_QT(status)                                                                                   \
    "%1: Qt's client takes the interim answer HTTP " status " for the answer (while receiving the answer)"
#define DROPPED_QT                                                                                           \
    "%1: Qt's client tells no header field of the answer HTTP 200 OK: it has none, or more than 100, or "    \
    "one that is malformed or too long; where it ends is not known then (while receiving "                   \
    "the answer)"
#define UNKNOWN_QT                                                                                           \
    "%1: the server closed the connection without an answer, or the answer is not HTTP/1, as where "         \
    "https:// is expected (Qt's client does not tell which) (while waiting for the answer)"
#define CODING(coding)                                                                                       \
    "%1: the body comes in a coding that was not asked for (Transfer-Encoding: " coding                      \
    ") (while receiving the answer)"
constexpr Expected noAnswer =
    failed("%1: the server closed the connection without an answer (while waiting for the answer)");
constexpr Expected cutAnswer =
    failed("%1: the server closed the connection in the middle of the answer (while receiving the answer)");
constexpr Expected brokenEnd =
    failed("%1: the connection broke off, and nothing else says where the answer ends: it "
           "may have been cut (while receiving the answer)");
constexpr Expected badLength =
    failed("%1: the answer has a malformed Content-Length (while receiving the answer)");
constexpr Expected badChunk = failed("%1: the answer has a malformed chunk (while receiving the answer)");
constexpr Expected badField =
    failed("%1: the answer's header has a line that is not a field (while receiving the answer)");
constexpr Expected badStatus =
    failed("%1: the answer has a malformed status line (while receiving the answer)");
constexpr Expected notHttp = failed("%1: the answer is not HTTP/1 (while receiving the answer)");
constexpr Expected droppedByQt = failed(DROPPED_QT);
constexpr Expected unknownToQt = failed(UNKNOWN_QT);

std::vector<OddAnswer> everyday()
{
    return {
        row("/ok", {send(hello)}, finished(5)),
        row("/cookie", {send(ok + "Set-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n")}, finished(0)),
        row("/chunked", {send(chunked + "3\r\nabc\r\n8\r\ndefghijk\r\n0\r\n\r\n")}, finished(11)),
        row("/piecemeal",
            {send("HTTP/1."), wait(1ms), send("1 200 OK\r\nContent-"), wait(1ms), send("Length: 5\r\n\r"),
             wait(1ms), send("\nhel"), wait(1ms), send("lo")},
            finished(5)),
        {.path = "/redirect", .steps = {{Step::Kind::Redirect}}},
        row("/loop", {send("HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n")},
            failed("%1: more than 10 redirects")),
        row("/nowhere", {send("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")},
            failed("HTTP 302 Found from %1, which does not say where to go")),
        row("/until-close", {send(named + "\r\n" + QByteArray(200'000, 'c')), closing()}, finished(200'000)),
        row("/until-close-1.0", {send("HTTP/1.0 200 OK\r\nServer: odd\r\n\r\nhello"), closing()},
            finished(5)),
    };
}

std::vector<OddAnswer> statuses()
{
    const auto status = [](const char* text) { return "HTTP/1.1 " + QByteArray(text) + "\r\n"; };
    const QByteArray five = "Content-Length: 5\r\n\r\nhello";
    return {
        row("/missing", {send(status("404 Not Found") + "Content-Length: 4\r\n\r\ngone")},
            failed("HTTP 404 Not Found from %1")),
        row("/broken", {send(status("503 \x01 Try\xff later") + "Content-Length: 0\r\n\r\n")},
            failed("HTTP 503 ? Try? later from %1")),
        row("/empty-body", {send(status("204 No Content") + "\r\n")}, finished(0)),
        row("/204-with-length", {send(status("204 No Content") + "Content-Length: 5\r\n\r\n")}, finished(0)),
        row("/204-with-body", {send(status("204 No Content") + five)}, finished(0)),
        row("/205", {send(status("205 Reset Content") + "Content-Length: 0\r\n\r\n")}, finished(0)),
        row("/206", {send(status("206 Partial Content") + five)}, finished(5)),
        row("/300", {send(status("300 Multiple Choices") + five)}, finished(5)),
        row("/304", {send(status("304 Not Modified") + "Content-Length: 5\r\n\r\n")}, finished(0)),
        row("/399", {send(status("399 Odd") + five)}, finished(5)),
        row("/status-000", {send(status("000 None") + five)}, failed("HTTP 000 None from %1")),
        row("/status-099", {send(status("099 None") + five)}, failed("HTTP 099 None from %1")),
        row("/status-400", {send(status("400 Bad Request") + five)}, failed("HTTP 400 Bad Request from %1")),
        row("/status-401",
            {send(status("401 Unauthorized") + "WWW-Authenticate: Basic realm=\"x\"\r\n" + five)},
            failed("HTTP 401 Unauthorized from %1")),
        row("/status-407", {send(status("407 Proxy") + "Proxy-Authenticate: Basic realm=\"x\"\r\n" + five)},
            failed("HTTP 407 Proxy from %1")),
        row("/status-599", {send(status("599 Odd") + five)}, failed("HTTP 599 Odd from %1")),
        row("/status-600", {send(status("600 Odd") + five)}, failed("HTTP 600 Odd from %1")),
        row("/status-999", {send(status("999 Odd") + five)}, failed("HTTP 999 Odd from %1")),
        row("/status-20", {send(status("20 Short") + five)}, badStatus, failed("HTTP 020 Short from %1")),
        row("/status-2000", {send(status("2000 Long") + five)}, badStatus, failed("HTTP 2000 Long from %1")),
        row("/status-negative", {send(status("-200 OK") + five)}, badStatus),
        row("/status-negative-success", {send(status("-9999999796 OK") + five)}, badStatus, unknownToQt),
        row("/status-word", {send(status("abc OK") + five)}, badStatus, unknownToQt),
        row("/no-space-after-status", {send(status("200") + five)}, finished(5)),
        row("/https-expected",
            {send(status("400 Bad Request") +
                  "Server: odd\r\n\r\n<h1>400 Bad Request</h1> The plain HTTP request was "
                  "sent to HTTPS port"),
             closing()},
            failed("HTTP 400 Bad Request from %1: the server expects TLS on this port: try https://")),
    };
}

std::vector<OddAnswer> interim()
{
    const QByteArray hints = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
    const QByteArray processing = "HTTP/1.1 102 Processing\r\n\r\n";
    const QByteArray goOn = "HTTP/1.1 100 Continue\r\n\r\n";
    return {
        row("/interim", {send(hints + goOn + hello)}, finished(5), failed(INTERIM_QT("103 Early Hints"))),
        row("/interim-100", {send(goOn), wait(1ms), send(hello)}, finished(5)),
        row("/interim-102", {send(processing + hello)}, finished(5), failed(INTERIM_QT("102 Processing"))),
        row("/interim-then-late", {send(hints), wait(5ms), send(hello)}, finished(5),
            failed(INTERIM_QT("103 Early Hints"))),
        row("/interim-199", {send("HTTP/1.1 199 Odd\r\n\r\n" + hello)}, finished(5),
            failed(INTERIM_QT("199 Odd"))),
        row("/interim-20-times", {send(processing.repeated(20) + hello)}, finished(5),
            failed(INTERIM_QT("102 Processing"))),
        row("/interim-51-times", {send(processing.repeated(51) + hello)},
            failed("%1: more than 50 interim answers, the last one HTTP 102 Processing (while receiving the "
                   "answer)"),
            failed(INTERIM_QT("102 Processing"))),
        row("/interim-alone", {send(hints), closing()}, cutAnswer, failed(INTERIM_QT("103 Early Hints"))),
        row("/upgrade", {send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\n\r\n")},
            failed("%1: unexpected answer: HTTP 101 Switching Protocols (while receiving the answer)")),
    };
}

std::vector<OddAnswer> lenient()
{
    const QByteArray five = "Content-Length: 5\r\n\r\nhello";
    return {
        row("/lf", {send("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello")}, finished(5)),
        row("/lf-mixed", {send("HTTP/1.1 200 OK\nContent-Length: 5\r\n\nhello")}, finished(5)),
        row("/minor-version", {send("HTTP/1.2 200 OK\r\n" + five)}, finished(5)),
        row("/empty-lines-first", {send("\r\n\r\n" + ok + five)}, finished(5)),
        row("/spaces-in-status-line", {send(" \tHTTP/1.1  200 \t OK \r\n" + five)}, finished(5), unknownToQt),
        row("/folded", {send(ok + "X-Long: a\r\n  b\r\n" + five)}, finished(5)),
        row("/space-before-colon", {send(ok + "Content-Length : 5\r\n\r\nhello")}, finished(5), droppedByQt),
        row("/value-of-any-bytes", {send(ok + "X: \x01\xff\r\n" + five)}, finished(5)),
        row("/tab-after-status", {send("HTTP/1.1 200\tOK\r\n" + five)}, finished(5), unknownToQt),
    };
}

std::vector<OddAnswer> malformed()
{
    return {
        row("/no-colon", {send(ok + "nonsense\r\nContent-Length: 5\r\n\r\nhello")}, badField, droppedByQt),
        row("/bad-name", {send(ok + "X Y: z\r\nContent-Length: 5\r\n\r\nhello")}, badField, droppedByQt),
        row("/garbage", {send("\x16\x03\x01 this is not HTTP\r\n\r\n")}, notHttp, unknownToQt),
        row("/ssh", {send("SSH-2.0-OpenSSH_9.2\r\n")}, notHttp, unknownToQt),
        row("/http2", {send("HTTP/2 200\r\n\r\n")}, notHttp, unknownToQt),
        row("/tls-alert", {send(QByteArray("\x15\x03\x01\x00\x02\x02\x46", 7)), closing()},
            failed("%1: the server expects TLS on this port: try https:// (while receiving the answer)"),
            unknownToQt),
        row("/100-fields",
            {send(ok + QByteArray("X-A: b\r\n").repeated(99) + "Content-Length: 5\r\n\r\nhello")},
            finished(5)),
        row("/101-fields",
            {send(ok + QByteArray("X-A: b\r\n").repeated(100) + "Content-Length: 5\r\n\r\nhello")},
            finished(5), droppedByQt),
        row("/long-field", {send(ok + "X: " + QByteArray(9000, 'x') + "\r\nContent-Length: 5\r\n\r\nhello")},
            finished(5)),
        row("/no-fields", {send(ok + "\r\nhello"), closing()}, finished(5), droppedByQt),
        row("/huge-header", {send(ok + "X-Padding: " + QByteArray(200'000, 'x') + "\r\n\r\n")},
            failed("%1: the answer's header is longer than 65536 bytes (while receiving the answer)"),
            droppedByQt),
    };
}

std::vector<OddAnswer> lengths()
{
    const auto length = [](const char* value, const char* body = "hello") {
        return Steps{send(ok + "Content-Length: " + value + "\r\n\r\n" + body)};
    };
    const Expected tooLong =
        failed("%1: the body is longer than the limit of 1000000 bytes (while receiving the answer)");
    return {
        row("/equal-lengths", {send(ok + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello")},
            finished(5)),
        row("/length-list", length("5, 5"), finished(5)),
        row("/length-list-tight", length("5,5,05"), finished(5)),
        row("/length-zeros", length("0005"), finished(5)),
        row("/length-spaces", length(" \t5 \t"), finished(5)),
        row("/length-list-empty-body", length("0, 0", ""), finished(0)),
        row("/two-lengths", {send(ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!")}, badLength),
        row("/length-list-differs", length("5, 6"), badLength),
        row("/negative", length("-5"), badLength),
        row("/length-plus", length("+5"), badLength),
        row("/length-text", length("5x"), badLength),
        row("/length-hex", length("0x5"), badLength),
        row("/length-empty", length(""), badLength, droppedByQt),
        row("/length-open-list", length("5,"), badLength),
        row("/enormous", length("1000000000000", "x"), tooLong),
        row("/length-beyond-64-bits", length("99999999999999999999", "x"), tooLong),
        row("/length-and-chunks",
            {send(ok + "Content-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")},
            finished(5)),
        row("/two-answers", {send(hello + ok + "Content-Length: 0\r\n\r\n")}, finished(5)),
    };
}

std::vector<OddAnswer> codings()
{
    const auto coding = [](const char* value, const char* body = "5\r\nhello\r\n0\r\n\r\n") {
        return Steps{send(ok + "Transfer-Encoding: " + value + "\r\n\r\n" + body), closing()};
    };
    return {
        row("/coding-gzip-chunked", coding("gzip, chunked"), failed(CODING("gzip, chunked"))),
        row("/coding-gzip", coding("gzip"), failed(CODING("gzip"))),
        row("/coding-twice", coding("chunked, chunked"), failed(CODING("chunked, chunked"))),
        row("/coding-not-last", coding("chunked, gzip"), failed(CODING("chunked, gzip"))),
        row("/coding-unknown", coding("x-odd"), failed(CODING("x-odd"))),
        row("/coding-in-capitals", coding("CHUNKED"), finished(5)),
        row("/coding-none", {send(ok + "Transfer-Encoding: identity\r\nContent-Length: 5\r\n\r\nhello")},
            finished(5)),
        // Of the representation, as of a .gz file: it is what was asked for.
        row("/content-coding", {send(ok + "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello")},
            finished(5)),
        row("/chunk-extension", coding("chunked", "5;a=b\r\nhello\r\n0\r\n\r\n"), finished(5)),
        row("/chunk-size-with-spaces", coding("chunked", "5  \r\nhello\r\n0 \r\n\r\n"), finished(5)),
        row("/chunks-with-lf", coding("chunked", "5\nhello\n0\n\n"), finished(5), cutAnswer),
        row("/chunk-size-signed", coding("chunked", "+5\r\nhello\r\n0\r\n\r\n"), badChunk, finished(5)),
        row("/trailer", {send(chunked + "5\r\nhello\r\n0\r\nX: y\r\n\r\n")}, finished(5)),
        row("/bad-chunk", {send(chunked + "zz\r\nabc\r\n")}, badChunk, finished(0)),
        row("/bad-second-chunk", {send(chunked + "5\r\nhello\r\nzz\r\nabc\r\n")}, badChunk, finished(5)),
        row("/cut-in-chunk", {send(chunked + "5\r\nhel"), closing()}, cutAnswer),
        row("/cut-between-chunks", {send(chunked + "5\r\nhello\r\n"), closing()}, cutAnswer),
        row("/cut-before-last-line", {send(chunked + "5\r\nhello\r\n0\r\n"), closing()}, cutAnswer),
    };
}

std::vector<OddAnswer> endings()
{
    OddAnswer once = row("/once", {send(hello)}, finished(5));
    once.again = {closing()};
    return {
        row("/half", {send(ok + "Content-Length: 1000\r\n\r\n" + QByteArray(500, 'h')), closing()},
            cutAnswer),
        row("/half-head", {send(ok + "Content-Le"), closing()}, cutAnswer, unknownToQt),
        row("/close", {closing()}, noAnswer, unknownToQt),
        once,
        row("/hang-up", {send(hello), closing()},
            finished(5)), // although it has promised to keep the connection
        row("/reset", {reset()}, noAnswer, unknownToQt),
        row("/reset-in-length", {send(ok + "Content-Length: 9\r\n\r\nhello"), wait(1ms), reset()}, cutAnswer),
        row("/reset-after-length", {send(hello), wait(1ms), reset()}, finished(5)),
        row("/reset-in-chunks", {send(chunked + "5\r\nhello\r\n"), wait(1ms), reset()}, cutAnswer),
        row("/reset-until-close", {send(named + "\r\nhello"), wait(5ms), reset()}, brokenEnd),
        row("/reset-until-close-long", {send(named + "\r\n" + QByteArray(200'000, 'c')), wait(50ms), reset()},
            brokenEnd),
        row("/endless", {send(named + "\r\n"), repeat(QByteArray(64 * 1024, 'e'), 1ms)},
            failed("%1: the body is longer than the limit of 1000000 bytes (while receiving the answer)")),
        {.path = "/drip", .steps = {send(ok + "Content-Length: 1000000\r\n\r\n"), repeat("d", 5ms)}},
        impatient(
            row("/silence", {}, failed("%1: nothing arrived for 60 ms (while waiting for the answer)"))),
    };
}

std::vector<OddAnswer> endingsOfTls()
{
    return {
        overTls(row("/tls-until-close", {send(named + "\r\n" + QByteArray(200'000, 'c')), closing()},
                    finished(200'000))),
        overTls(row("/tls-cut-until-close", {send(named + "\r\nhello"), wait(5ms), cut()}, brokenEnd)),
        overTls(row("/tls-reset-until-close", {send(named + "\r\nhello"), wait(5ms), reset()}, brokenEnd)),
        overTls(row("/tls-cut-in-length", {send(ok + "Content-Length: 9\r\n\r\nhello"), cut()}, cutAnswer)),
        overTls(row("/tls-cut-after-length", {send(hello), cut()}, finished(5))),
        overTls(row("/tls-ended-tcp-open", {send(named + "\r\nhello"), notify()}, finished(5))),
        overTls(row("/tls-ended-tcp-open-long", {send(named + "\r\n" + QByteArray(200'000, 'c')), notify()},
                    finished(200'000))),
        overTls(
            row("/tls-ended-in-length", {send(ok + "Content-Length: 9\r\n\r\nhello"), notify()}, cutAnswer)),
        overTls(row("/tls-ended-in-chunks", {send(chunked + "5\r\nhello\r\n"), notify()}, cutAnswer)),
    };
}

/// What a server does with a connection that it has promised to keep: nobody reads it meanwhile.
std::vector<OddAnswer> whileIdle()
{
    const QByteArray timeout =
        "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    OddAnswer again = row("/408-again", {send(hello)}, finished(5));
    again.again = {send(timeout), closing()};
    return {
        row("/idle-408", {send(hello), wait(1ms), send(timeout), closing()}, finished(5)),
        row("/idle-408-open", {send(hello), wait(1ms), send(timeout)}, finished(5)),
        row("/idle-close", {send(hello), wait(1ms), closing()}, finished(5)),
        row("/idle-reset", {send(hello), wait(1ms), reset()}, finished(5)),
        // What the next request gets depends on whether it is sent before or after that.
        {.path = "/idle-stray", .steps = {send(hello), wait(1ms), send("\r\nstray")}},
        again,
        row("/408", {send(timeout), closing()}, failed("HTTP 408 Request Timeout from %1")),
    };
}

} // namespace

const std::vector<OddAnswer>& oddAnswers()
{
    static const std::vector<OddAnswer> all = [] {
        std::vector<OddAnswer> rows;
        for (const auto& part : {everyday(), statuses(), interim(), lenient(), malformed(), lengths(),
                                 codings(), endings(), endingsOfTls(), whileIdle()})
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
