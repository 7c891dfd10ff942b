// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/net/responsereader.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <cctype>
#include <random>

using namespace interleave;
using net::ResponseReader;

namespace {

constexpr std::uint32_t headerLimit = 2048;
constexpr std::uint64_t bodyLimit = 1000;

struct Read
{
    std::string body;
    ResponseReader reader{headerLimit, bodyLimit, &body};
};

/// Feeds `text` in pieces of `size` bytes, and then the end if there is one.
void feed(ResponseReader& reader, const QByteArray& text, qsizetype size,
          std::optional<ResponseReader::End> end = ResponseReader::End::Orderly)
{
    for (qsizetype at = 0; at < text.size(); at += size)
        reader.feed(
            std::span(text.constData() + at, static_cast<std::size_t>(std::min(size, text.size() - at))));
    if (end)
        reader.close(*end);
}

/// What a reader has made of a response and the end of its connection.
struct Verdict
{
    bool done = false;
    unsigned status = 0;
    std::string body;
    bool keepAlive = false;

    bool operator==(const Verdict&) const = default;
};

/// Boost.Beast's, which has nothing in common with ours.
Verdict verdictOfBeast(const std::string& text)
{
    namespace http = boost::beast::http;
    http::response_parser<http::string_body> parser;
    boost::beast::error_code error;
    parser.eager(true);
    parser.put(boost::asio::const_buffer(text.data(), text.size()), error);
    if ((!error || error == http::error::need_more) && parser.got_some() && !parser.is_done()) {
        error = {};
        parser.put_eof(error);
    }
    if (error || !parser.is_done())
        return {};
    return {true, parser.get().result_int(), parser.get().body(), parser.keep_alive()};
}

/// Well-formed responses of all kinds, and ways to cut them.
class Responses
{
public:
    explicit Responses(unsigned seed) : m_random(seed) {}

    unsigned below(unsigned end) { return static_cast<unsigned>(m_random() % end); }

    std::string next()
    {
        const char* const version = oneOf({"HTTP/1.1", "HTTP/1.1", "HTTP/1.0"});
        const char* const status =
            oneOf({"200 OK", "200 ", "204 No Content", "206 Partial Content", "301 Moved", "304 Not Modified",
                   "404 Not Found", "503 Try: later", "999 Odd"});
        const std::string body = bytes(below(3) == 0 ? 0 : below(600));
        std::string text = std::string(version) + ' ' + status + "\r\n" + fields();
        switch (below(version[7] == '1' ? 3 : 2)) {
        case 0:
            text += name("Content-Length") + std::to_string(body.size()) + "\r\n" + fields() + "\r\n";
            break;
        case 1:
            text += "\r\n";
            break;
        default:
            text += name("Transfer-Encoding") + oneOf({"chunked", "Chunked"}) + "\r\n" + fields() + "\r\n";
            return hasNoBody(status) ? text : text + chunks(body);
        }
        return hasNoBody(status) ? text : text + body;
    }

private:
    const char* oneOf(std::initializer_list<const char*> all)
    {
        return all.begin()[below(static_cast<unsigned>(all.size()))];
    }

    static bool hasNoBody(std::string_view status)
    {
        return status.starts_with("204") || status.starts_with("304");
    }

    /// Of a body: often what looks like the protocol itself.
    std::string bytes(std::size_t length)
    {
        std::string all;
        while (all.size() < length)
            all += below(4) == 0
                       ? std::string(oneOf({"\r\n", "0\r\n\r\n", "\r\n\r\n", "HTTP/1.1 200 OK\r\n"}))
                       : std::string(1, static_cast<char>(below(256)));
        return all;
    }

    /// The name of a field in any case, its colon and white space.
    std::string name(std::string text)
    {
        for (char& c : text) {
            if (below(4) == 0)
                c = static_cast<char>(below(2) == 0 ? std::toupper(c) : std::tolower(c));
        }
        return text + oneOf({":", ": ", ":\t  "});
    }

    std::string fields()
    {
        std::string all;
        for (unsigned count = below(4); count > 0; --count) {
            const char* const value = oneOf({"", "close", "keep-alive", "x, Close", "Keep-Alive , y", "z"});
            all += name(oneOf({"Connection", "X-Odd", "Server", "Content-Type"})) + value + oneOf({"", " "}) +
                   "\r\n";
        }
        return all;
    }

    std::string chunks(const std::string& body)
    {
        std::string all;
        for (std::size_t at = 0; at < body.size();) {
            const std::size_t length = std::min<std::size_t>(1 + below(200), body.size() - at);
            all += oneOf({"", "0", "000"}) + QByteArray::number(qulonglong(length), 16).toStdString() +
                   oneOf({"", ";a", ";a=b", ";a=\"b;c\";d"}) + "\r\n" + body.substr(at, length) + "\r\n";
            at += length;
        }
        all += oneOf({"0\r\n", "000\r\n", "0;a=b\r\n"});
        for (unsigned count = below(3); count > 0; --count)
            all += name("X-Trailer") + "t\r\n";
        return all + "\r\n";
    }

    std::mt19937 m_random;
};

} // namespace

class TestResponseReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void responseIsReadInPiecesOfAnySize_data();
    void responseIsReadInPiecesOfAnySize();
    void faultIsNamedInPiecesOfAnySize_data();
    void faultIsNamedInPiecesOfAnySize();
    void brokenConnectionEndsNoAnswer_data();
    void brokenConnectionEndsNoAnswer();
    void surplusOfAnAnswerWithoutBodyForbidsReuse();
    void onlyHeaderFieldsRedirect();
    void moreThanOneResponseForbidsReuse();
    void anyBytesEndInAnAnswerOrAProblem();
    void readsAsAnotherReaderDoes();
};

void TestResponseReader::responseIsReadInPiecesOfAnySize_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("keepAlive");
    const auto row = [](const char* name, const QByteArray& text, int status, const char* body,
                        bool keepAlive) {
        QTest::newRow(name) << text << status << QByteArray(body) << keepAlive;
    };
    row("length", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", 200, "abc", true);
    row("no body", "HTTP/1.1 204 No Content\r\n\r\n", 204, "", true);
    row("length 0", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", 404, "", true);
    row("connection: close", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc", 200,
        "abc", false);
    row("HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc", 200, "abc", false);
    row("until close", "HTTP/1.1 200 OK\r\n\r\nabc", 200, "abc", false);
    row("chunks",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x=y\r\na\r\n2\r\nbc\r\n0\r\nT: x\r\n\r\n",
        200, "abc", true);
    row("interim",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: "
        "1\r\n\r\nx",
        200, "x", true);
    row("no reason phrase", "HTTP/1.1 200 \r\nContent-Length: 1\r\n\r\nx", 200, "x", true);
    row("no space after the status", "HTTP/1.1 200\r\nContent-Length: 1\r\n\r\nx", 200, "x", true);
    row("white space before the status line", " \t HTTP/1.1  200  OK\r\nContent-Length: 1\r\n\r\nx", 200, "x",
        true);
    row("white space before the status line, after an empty one",
        "\r\n HTTP/1.1 200\r\nContent-Length: 1\r\n\r\nx", 200, "x", true);
    row("lines that end in LF", "HTTP/1.1 200 OK\nContent-Length: 1\n\nx", 200, "x", true);
    row("line ends of both kinds", "HTTP/1.1 200 OK\r\nContent-Length: 1\n\r\nx", 200, "x", true);
    row("LF and chunks", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n1\r\na\r\n0\r\n\r\n", 200, "a",
        true);
    row("later minor version", "HTTP/1.2 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, "x", true);
    row("latest minor version", "HTTP/1.9 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, "x", true);
    row("empty lines first", "\r\n\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, "x", true);
    row("white space of other kinds", "HTTP/1.1\t 200 \v OK \r\nContent-Length: 1\r\n\r\nx", 200, "x", true);
    row("phrase that is not text", "HTTP/1.1 404 \x01\xff\r\nContent-Length: 1\r\n\r\nx", 404, "x", true);
    row("space before a colon", "HTTP/1.1 200 OK\r\nContent-Length : 1\r\n\r\nx", 200, "x", true);
    row("folded field", "HTTP/1.1 200 OK\r\nX: a\r\n Content-Length: 9\r\nContent-Length:\r\n\t1\r\n\r\nx",
        200, "x", true);
    row("folded line before any field", "HTTP/1.1 200 OK\r\n X: a\r\nContent-Length: 1\r\n\r\nx", 200, "x",
        true);
    row("value that is not text", "HTTP/1.1 200 OK\r\nX: \r\x01\xff\r\nContent-Length: 1\r\n\r\nx", 200, "x",
        true);
    row("equal lengths in a list", "HTTP/1.1 200 OK\r\nContent-Length: 1, 1 ,01\r\n\r\nx", 200, "x", true);
    row("equal lengths in fields", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\ncontent-LENGTH: 1\r\n\r\nx", 200,
        "x", true);
    row("white space around a length", "HTTP/1.1 200 OK\r\nContent-Length:\t 001 \t\r\n\r\nx", 200, "x",
        true);
    row("coding and length",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", 200,
        "a", false);
    row("coding in HTTP/1.0",
        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
        200, "a", false);
    const QByteArray chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    row("chunks that end in LF", chunks + "1\na\n2\nbc\n0\n\n", 200, "abc", true);
    row("spaces after a size", chunks + "1 \t\r\na\r\n2  ;x=\"y\"\r\nbc\r\n0 \r\n\r\n", 200, "abc", true);
    row("zeros before a size", chunks + "0001\r\na\r\n00000000000000000002\r\nbc\r\n000\r\n\r\n", 200, "abc",
        true);
    row("size in capitals", chunks + "A\r\nabcdefghij\r\n0\r\n\r\n", 200, "abcdefghij", true);
    row("odd extensions and trailers", chunks + "1;\r\na\r\n0\r\nX : y\r\nz\r\n\r\n", 200, "a", true);
    row("body that looks like chunks", chunks + "7\r\n0\r\n\r\n\r\n\r\n0\r\n\r\n", 200, "0\r\n\r\n\r\n",
        true);
    row("kept in HTTP/1.0", "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 1\r\n\r\nx", 200,
        "x", true);
    row("close among others", "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 1\r\n\r\nx", 200,
        "x", false);
    row("coding that is none", "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 1\r\n\r\nx",
        200, "x", true);
    row("no content in spite of a length", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", 204, "",
        true);
    row("not modified in spite of a length", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 304,
        "", true);
    row("no content in spite of a coding", "HTTP/1.1 204 No\r\nTransfer-Encoding: gzip\r\n\r\n", 204, "",
        true);
    row("reset content", "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n", 205, "", true);
    row("partial content", "HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n\r\nx", 206, "x", true);
    row("status 0", "HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n", 0, "", true);
    row("status 99", "HTTP/1.1 099\r\nContent-Length: 0\r\n\r\n", 99, "", true);
    row("status 999", "HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n", 999, "", true);
    row("20 interim answers",
        QByteArray("HTTP/1.1 102 Processing\r\n\r\n").repeated(20) +
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
        200, "x", true);
}

void TestResponseReader::responseIsReadInPiecesOfAnySize()
{
    QFETCH(QByteArray, text);
    for (qsizetype size = 1; size <= text.size(); ++size) {
        Read read;
        feed(read.reader, text, size);
        QCOMPARE(read.reader.problem(), std::string());
        QVERIFY(read.reader.done());
        QTEST(int(read.reader.status()), "status");
        QTEST(QByteArray::fromStdString(read.body), "body");
        QCOMPARE(read.reader.bytes(), std::uint64_t(read.body.size()));
        QTEST(read.reader.keepAlive(), "keepAlive");
    }
}

void TestResponseReader::faultIsNamedInPiecesOfAnySize_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");
    const auto row = [](const QByteArray& name, const QByteArray& text, const char* problem) {
        QTest::newRow(name.constData()) << text << QString::fromLatin1(problem);
    };
    const QByteArray head = "HTTP/1.1 200 OK\r\n";
    row("nothing", "", "the server closed the connection without an answer");
    row("cut status line", "HTTP/1.1 2", "the server closed the connection in the middle of the answer");
    row("cut header", head + "Content-Le", "the server closed the connection in the middle of the answer");
    row("cut body", head + "Content-Length: 5\r\n\r\nabc",
        "the server closed the connection in the middle of the answer");
    row("cut chunk", head + "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        "the server closed the connection in the middle of the answer");
    row("not HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", "the answer is not HTTP/1");
    row("HTTP/2", "HTTP/2 200\r\n\r\n", "the answer is not HTTP/1");
    row("negative length", head + "Content-Length: -5\r\n\r\n", "the answer has a malformed Content-Length");
    row("length with text", head + "Content-Length: 5x\r\n\r\n", "the answer has a malformed Content-Length");
    for (const char* length : {"", "+5", "5 5", "5,", ",5", "5;5", "0x5", "5.0", "5, 6", "5, x"}) {
        const QByteArray name = "length '" + QByteArray(length) + "'";
        row(name, head + "Content-Length: " + length + "\r\n\r\nabcde",
            "the answer has a malformed Content-Length");
    }
    row("different lengths", head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        "the answer has a malformed Content-Length");
    row("length beyond 64 bits", head + "Content-Length: 99999999999999999999\r\n\r\n",
        "the body is longer than the limit of 1000 bytes");
    for (const char* coding : {"gzip, chunked", "gzip", "chunked, chunked", "chunked, gzip", "chunked;x=y",
                               "xchunked", "identity, gzip, chunked"}) {
        row(coding, head + "Transfer-Encoding: " + coding + "\r\n\r\n1\r\na\r\n0\r\n\r\n",
            qPrintable(
                QStringLiteral("the body comes in a coding that was not asked for (Transfer-Encoding: %1)")
                    .arg(QLatin1String(coding))));
    }
    row("codings in two fields",
        head + "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "the body comes in a coding that was not asked for (Transfer-Encoding: gzip,chunked)");
    for (const char* status : {"20", "2000", "abc", "-20", "+20", ""}) {
        const QByteArray name = "status '" + QByteArray(status) + "'";
        row(name, QByteArray("HTTP/1.1 ") + status + " \r\nContent-Length: 1\r\n\r\nx",
            "the answer has a malformed status line");
    }
    row("white space only", QByteArray(3000, ' '), "the answer's header is longer than 2048 bytes");
    row("white space and then not HTTP", " \tSSH-2.0-OpenSSH_9.2\r\n\r\n", "the answer is not HTTP/1");
    row("other case", "http/1.1 200 OK\r\n\r\n", "the answer is not HTTP/1");
    row("HTTP/1.10", "HTTP/1.10 200 OK\r\n\r\n", "the answer is not HTTP/1");
    row("TLS alert", "\x15\x03\x01\x02\x02\x46", "the server expects TLS on this port: try https://");
    row("line without a colon", head + "nonsense\r\n\r\n",
        "the answer's header has a line that is not a field");
    row("space in a field's name", head + "X Y: z\r\n\r\n",
        "the answer's header has a line that is not a field");
    row("protocol change", "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "unexpected answer: HTTP 101 Switching Protocols");
    row("chunk without digits", head + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "the answer has a malformed chunk");
    const QByteArray chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    for (const char* size : {"", "-5", "+5", "0x5", " 5", "5 5", "5,", "g"}) {
        const QByteArray name = "size of a chunk '" + QByteArray(size) + "'";
        row(name, chunked + size + "\r\nhello\r\n0\r\n\r\n", "the answer has a malformed chunk");
    }
    row("chunk longer than its size", chunked + "5\r\nhelloo\r\n0\r\n\r\n",
        "the answer has a malformed chunk");
    row("size of a chunk beyond 64 bits", chunked + "fffffffffffffffff\r\nhello",
        "the body is longer than the limit of 1000 bytes");
    row("cut after the last chunk", chunked + "5\r\nhello\r\n0\r\n",
        "the server closed the connection in the middle of the answer");
    row("endless size of a chunk", chunked + QByteArray(3000, '0'),
        "a chunk's header or trailer is longer than 2048 bytes");
    row("endless trailer", chunked + "0\r\n" + QByteArray("X: y\r\n").repeated(1000),
        "a chunk's header or trailer is longer than 2048 bytes");
    row("body over the limit", head + "Content-Length: 1001\r\n\r\n",
        "the body is longer than the limit of 1000 bytes");
    row("chunks over the limit", head + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + QByteArray(1001, 'x'),
        "the body is longer than the limit of 1000 bytes");
    row("until close over the limit", head + "\r\n" + QByteArray(1001, 'x'),
        "the body is longer than the limit of 1000 bytes");
    row("header over the limit", head + "X: " + QByteArray(3000, 'x'),
        "the answer's header is longer than 2048 bytes");
    row("endless interim answers", QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(51),
        "more than 50 interim answers, the last one HTTP 100 Continue");
}

void TestResponseReader::faultIsNamedInPiecesOfAnySize()
{
    QFETCH(QByteArray, text);
    for (const qsizetype size : {1, 2, 3, 7, 16, 100, 5000}) {
        Read read;
        feed(read.reader, text, size);
        QTEST(QString::fromStdString(read.reader.problem()), "problem");
        QVERIFY(!read.reader.done());
        QVERIFY(read.body.size() <= bodyLimit);
    }
}

void TestResponseReader::brokenConnectionEndsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char* name, const char* text, const char* problem) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(problem);
    };
    row("nothing", "", "the server closed the connection without an answer");
    row("head", "HTTP/1.1 200 OK\r\nX:", "the server closed the connection in the middle of the answer");
    row("length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
        "the server closed the connection in the middle of the answer");
    row("until close", "HTTP/1.1 200 OK\r\n\r\nabc",
        "the connection broke off, and nothing else says where the answer ends: it may have been cut");
    row("until close, empty", "HTTP/1.1 200 OK\r\n\r\n",
        "the connection broke off, and nothing else says where the answer ends: it may have been cut");
    row("whole by its length", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", "");
    row("whole by its chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "");
}

void TestResponseReader::brokenConnectionEndsNoAnswer()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    Read read;
    feed(read.reader, text, 1000, ResponseReader::End::Broken);
    QCOMPARE(QString::fromStdString(read.reader.problem()), problem);
    QCOMPARE(read.reader.done(), problem.isEmpty());
}

void TestResponseReader::surplusOfAnAnswerWithoutBodyForbidsReuse()
{
    Read read;
    feed(read.reader, "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello", 1000, std::nullopt);
    QVERIFY(read.reader.done());
    QCOMPARE(read.reader.bytes(), std::uint64_t(0));
    QVERIFY(!read.reader.keepAlive());
}

void TestResponseReader::onlyHeaderFieldsRedirect()
{
    Read read;
    feed(read.reader,
         "HTTP/1.1 302 Found\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nLocation: /trailer\r\n\r\n", 1000);
    QVERIFY(read.reader.done());
    QCOMPARE(read.reader.location(), std::string());
}

void TestResponseReader::moreThanOneResponseForbidsReuse()
{
    Read read;
    feed(read.reader, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP/1.1", 1000, std::nullopt);
    QVERIFY(read.reader.done());
    QVERIFY(!read.reader.keepAlive());
}

void TestResponseReader::anyBytesEndInAnAnswerOrAProblem()
{
    std::mt19937 random(7);
    const QByteArray sound =
        "HTTP/1.1 302 Found\r\nLocation: /x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    for (int round = 0; round < 20'000; ++round) {
        QByteArray text = sound;
        for (unsigned change = 0; change < 1 + random() % 4; ++change) {
            const auto at = static_cast<qsizetype>(random() % static_cast<unsigned>(text.size()));
            text[at] = static_cast<char>(random());
        }
        Read read;
        feed(read.reader, text, 1 + static_cast<qsizetype>(random() % 40));
        QVERIFY(read.reader.done() != !read.reader.problem().empty());
    }
}

// Half of them whole, half of them cut somewhere by the end of the connection.
void TestResponseReader::readsAsAnotherReaderDoes()
{
    Responses responses(20260);
    std::size_t done = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string text = responses.next();
        if (round % 2 == 1)
            text.resize(responses.below(static_cast<unsigned>(text.size())));
        Read read;
        for (std::size_t at = 0; at < text.size() && !read.reader.done();) {
            const std::size_t length = std::min<std::size_t>(1 + responses.below(80), text.size() - at);
            read.reader.feed(std::span(text).subspan(at, length));
            at += length;
        }
        read.reader.close(ResponseReader::End::Orderly);
        Verdict ours;
        if (read.reader.done())
            ours = {true, read.reader.status(), read.body, read.reader.keepAlive()};
        QVERIFY2(ours == verdictOfBeast(text), text.c_str());
        QCOMPARE(read.reader.done(), read.reader.problem().empty());
        done += ours.done ? 1 : 0;
    }
    QVERIFY(done > 10'000); // those that were not cut, and some of those that only the end ends
    QVERIFY(done < 20'000);
}

QTEST_APPLESS_MAIN(TestResponseReader)

#include "tst_responsereader.moc"
