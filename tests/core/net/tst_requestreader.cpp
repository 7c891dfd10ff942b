// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/net/requestreader.h"

#include <QByteArray>
#include <QStringList>

#include <algorithm>

using namespace interleave::net;

namespace {

constexpr RequestLimits small{.line = 64, .head = 256, .fields = 5, .body = 100, .chunkHeader = 32};

QString words(const RequestReader& reader)
{
    constexpr const char* methods[] = {"GET", "HEAD", "OPTIONS", "other"};
    const Request& request = reader.request();
    return QStringLiteral("%1 %2 %3")
        .arg(QLatin1String(methods[static_cast<int>(request.method)]), QString::fromStdString(request.path),
             request.keepAlive ? QStringLiteral("keep") : QStringLiteral("close"));
}

/// What a reader makes of these bytes, in pieces of so many: each request, "continue", and at last the status
/// of a refusal, or "more" where a request is cut.
QStringList read(const QByteArray& bytes, std::size_t piece)
{
    RequestReader reader(small);
    QStringList told;
    std::string kept;
    for (std::size_t at = 0; at < static_cast<std::size_t>(bytes.size()); at += piece) {
        kept += bytes.toStdString().substr(at, piece);
        for (bool goOn = true; goOn && !kept.empty();) {
            kept.erase(0, reader.feed(kept));
            goOn = reader.state() != RequestReader::State::NeedsMore;
            if (reader.state() == RequestReader::State::Refused)
                return told << QString::number(reader.refusal());
            if (reader.state() == RequestReader::State::WantsContinue) {
                told << QStringLiteral("continue");
            } else if (reader.state() == RequestReader::State::Complete) {
                told << words(reader);
                reader.next();
            }
        }
    }
    if (reader.begun())
        told << QStringLiteral("more");
    return told;
}

} // namespace

class TestRequestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsAreUnderstood_data();
    void requestsAreUnderstood();
};

void TestRequestReader::requestsAreUnderstood_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("told");
    const auto row = [](const char* name, const QByteArray& bytes, const char* told) {
        QTest::newRow(name) << bytes << QString::fromLatin1(told);
    };
    const QByteArray host = "Host: x\r\n";
    row("HTTP/1.1", "GET /dice HTTP/1.1\r\nHost: x\r\n\r\n", "GET /dice keep");
    row("HTTP/1.1, close", "GET /dice HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "GET /dice close");
    row("HTTP/1.1, close among others", "GET / HTTP/1.1\r\nHost: x\r\nConnection: TE, Close\r\n\r\n",
        "GET / close");
    row("HTTP/1.0", "GET /dice HTTP/1.0\r\n\r\n", "GET /dice close");
    row("HTTP/1.0, kept", "GET /dice HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", "GET /dice keep");
    row("HTTP/1.0, both", "GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", "GET / close");
    row("HTTP/1.7", "GET / HTTP/1.7\r\nHost: x\r\n\r\n", "GET / keep");
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505");
    row("HTTP/0.9", "GET /dice\r\n", "400");
    row("HTTP in small letters", "GET / http/1.1\r\n", "400");
    row("two digits of a version", "GET / HTTP/1.10\r\n", "400");
    row("HEAD", "HEAD /dice HTTP/1.1\r\n" + host + "\r\n", "HEAD /dice keep");
    row("unknown method", "BREW / HTTP/1.1\r\n" + host + "\r\n", "other / keep");
    row("CONNECT", "CONNECT x:80 HTTP/1.1\r\n" + host + "\r\n", "other x:80 keep");
    row("OPTIONS of all", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n", "OPTIONS * keep");
    row("GET of all", "GET * HTTP/1.1\r\n" + host + "\r\n", "400");
    row("query", "GET /dice?a=/b#c HTTP/1.1\r\n" + host + "\r\n", "GET /dice keep");
    row("absolute", "GET http://x:80/dice?a HTTP/1.1\r\n" + host + "\r\n", "GET /dice keep");
    row("absolute without path", "GET HTTPS://x?a HTTP/1.1\r\n" + host + "\r\n", "GET / keep");
    row("absolute of another scheme", "GET ftp://x/dice HTTP/1.1\r\n" + host + "\r\n", "400");
    row("absolute without host", "GET http:///dice HTTP/1.1\r\n" + host + "\r\n", "400");
    row("relative", "GET dice HTTP/1.1\r\n" + host + "\r\n", "400");
    row("escaped letter", "GET /%64ic%65 HTTP/1.1\r\n" + host + "\r\n", "GET /dice keep");
    row("escaped slash, cut escape", "GET /a%2Fb%4 HTTP/1.1\r\n" + host + "\r\n", "GET /a%2Fb%4 keep");
    row("no Host", "GET / HTTP/1.1\r\n\r\n", "400");
    row("two Hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", "400");
    row("two Hosts, HTTP/1.0", "GET / HTTP/1.0\r\n" + host + host + "\r\n", "400");
    row("empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "GET / keep");
    row("Host that is none", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "400");
    row("ends in LF only", "GET /dice HTTP/1.0\nConnection: keep-alive\n\n", "GET /dice keep");
    row("both ends", "GET /dice HTTP/1.1\nHost: x\r\nA: b\n\r\n", "GET /dice keep");
    row("empty lines before", "\r\n\nGET / HTTP/1.0\r\n\r\n\r\n", "GET / close");
    row("nothing but empty lines", QByteArray("\r\n").repeated(20), "400");
    row("space before the colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", "400");
    row("no colon", "GET / HTTP/1.1\r\nHost\r\n\r\n", "400");
    row("TLS handshake", QByteArray("\x16\x03\x01\x02\x00\x01", 6), "400");
    row("zeros", QByteArray(8, '\0'), "400");
    row("words", "hello\r\n", "400");
    row("a request line too long", "GET /" + QByteArray(80, 'a'), "414");
    row("a request line too long, with its end", "GET /" + QByteArray(80, 'a') + " HTTP/1.1\r\n", "414");
    row("a header too long", "GET / HTTP/1.1\r\nA: " + QByteArray(300, 'a'), "431");
    row("a whole header too long", "GET / HTTP/1.1\r\nHost: x\r\nA: " + QByteArray(250, 'a') + "\r\n\r\n",
        "431");
    row("too many fields", "GET / HTTP/1.1\r\n" + host + QByteArray("A: b\r\n").repeated(5), "431");
    row("as many fields as allowed",
        "GET / HTTP/1.1\r\n" + host + QByteArray("A: b\r\n").repeated(4) + "\r\n", "GET / keep");
    row("body", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhelloGET / HTTP/1.0\r\n\r\n",
        "other / keep,GET / close");
    row("body of a GET", "GET / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello", "GET / keep");
    row("cut body", "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhell", "more");
    row("body too long", "POST / HTTP/1.1\r\n" + host + "Content-Length: 101\r\n\r\n", "413");
    row("negative length", "POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", "400");
    row("two lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "400");
    const QByteArray chunked = "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n";
    row("chunks", chunked + "5;a=b\r\nhello\r\n1\r\n!\r\n0\r\nA: b\r\n\r\nGET / HTTP/1.0\r\n\r\n",
        "other / keep,GET / close");
    row("no chunk but the last", chunked + "0\r\n\r\nGET / HTTP/1.0\r\n\r\n", "other / keep,GET / close");
    row("bad chunk", chunked + "x\r\nhello\r\n", "400");
    row("chunk longer than it says", chunked + "1\r\nhello\r\n", "400");
    row("chunks too long", chunked + "50\r\n" + QByteArray(80, 'a') + "\r\n50\r\n", "413");
    row("endless chunk extension", chunked + "5;a=" + QByteArray(60, 'a'), "400");
    row("endless trailer", chunked + "0\r\nA: " + QByteArray(60, 'a'), "400");
    row("Host in a trailer", chunked + "0\r\nHost: y\r\n\r\n", "other / keep");
    row("length and chunks",
        "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", "400");
    row("another coding", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n", "501");
    row("coding, HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", "400");
    row("waits for 100", "PUT / HTTP/1.1\r\n" + host + "Expect: 100-Continue\r\nContent-Length: 2\r\n\r\nhi",
        "continue,other / keep");
    row("waits for 100 without a body", "PUT / HTTP/1.1\r\n" + host + "Expect: 100-continue\r\n\r\n",
        "other / keep");
    row("waits for 100, HTTP/1.0", "PUT / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi",
        "other / close");
    row("waits for 100 with too long a body",
        "PUT / HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 999\r\n\r\n", "413");
    row("waits for something else", "GET / HTTP/1.1\r\n" + host + "Expect: a miracle\r\n\r\n", "417");
    row("nothing", "", "");
    row("cut", "GET / HTTP/1.1\r\nHost: x\r\n", "more");
}

void TestRequestReader::requestsAreUnderstood()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, told);
    for (const std::size_t piece : {std::size_t(100'000), std::size_t(1), std::size_t(3), std::size_t(7)})
        QCOMPARE(read(bytes, piece).join(u','), told);
}

QTEST_APPLESS_MAIN(TestRequestReader)
#include "tst_requestreader.moc"
