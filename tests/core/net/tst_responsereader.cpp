// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/net/responsereader.h"

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

/// Feeds `text` in pieces of `size` bytes, and then the end if `closed`.
void feed(ResponseReader& reader, const QByteArray& text, qsizetype size, bool closed)
{
    for (qsizetype at = 0; at < text.size(); at += size)
        reader.feed(
            std::span(text.constData() + at, static_cast<std::size_t>(std::min(size, text.size() - at))));
    if (closed)
        reader.close();
}

} // namespace

class TestResponseReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void responseIsReadInPiecesOfAnySize_data();
    void responseIsReadInPiecesOfAnySize();
    void faultIsNamedInPiecesOfAnySize_data();
    void faultIsNamedInPiecesOfAnySize();
    void onlyHeaderFieldsRedirect();
    void moreThanOneResponseForbidsReuse();
    void anyBytesEndInAnAnswerOrAProblem();
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
}

void TestResponseReader::responseIsReadInPiecesOfAnySize()
{
    QFETCH(QByteArray, text);
    for (qsizetype size = 1; size <= text.size(); ++size) {
        Read read;
        feed(read.reader, text, size, true);
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
    const auto row = [](const char* name, const QByteArray& text, const char* problem) {
        QTest::newRow(name) << text << QString::fromLatin1(problem);
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
    row("length overflow", head + "Content-Length: 99999999999999999999\r\n\r\n",
        "the answer has a malformed Content-Length");
    row("chunk without digits", head + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "the answer has a malformed chunk");
    row("body over the limit", head + "Content-Length: 1001\r\n\r\n",
        "the body is longer than the limit of 1000 bytes");
    row("chunks over the limit", head + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + QByteArray(1001, 'x'),
        "the body is longer than the limit of 1000 bytes");
    row("until close over the limit", head + "\r\n" + QByteArray(1001, 'x'),
        "the body is longer than the limit of 1000 bytes");
    row("header over the limit", head + "X: " + QByteArray(3000, 'x'),
        "the answer's header is longer than 2048 bytes");
    row("endless interim answers", QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(20),
        "unexpected answer: HTTP 100 Continue");
}

void TestResponseReader::faultIsNamedInPiecesOfAnySize()
{
    QFETCH(QByteArray, text);
    for (const qsizetype size : {1, 2, 3, 7, 16, 100, 5000}) {
        Read read;
        feed(read.reader, text, size, true);
        QTEST(QString::fromStdString(read.reader.problem()), "problem");
        QVERIFY(!read.reader.done());
        QVERIFY(read.body.size() <= bodyLimit);
    }
}

void TestResponseReader::onlyHeaderFieldsRedirect()
{
    Read read;
    feed(read.reader,
         "HTTP/1.1 302 Found\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nLocation: /trailer\r\n\r\n", 1000,
         true);
    QVERIFY(read.reader.done());
    QCOMPARE(read.reader.location(), std::string());
}

void TestResponseReader::moreThanOneResponseForbidsReuse()
{
    Read read;
    feed(read.reader, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP/1.1", 1000, false);
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
        feed(read.reader, text, 1 + static_cast<qsizetype>(random() % 40), true);
        QVERIFY(read.reader.done() != !read.reader.problem().empty());
    }
}

QTEST_APPLESS_MAIN(TestResponseReader)

#include "tst_responsereader.moc"
