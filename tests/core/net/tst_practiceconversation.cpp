// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/net/practicefiles.h"
#include "core/net/practiceserver.h"
#include "core/observe/halfclose.h"
#include "core/observe/pipe.h"

#include <QRegularExpression>
#include <QSslConfiguration>
#include <QSslSocket>

#include <memory>
#include <vector>

using namespace interleave;
using namespace std::chrono_literals;
using net::PracticeServer;
using net::PracticeServerLimits;
using net::PracticeServerOptions;

namespace {

constexpr int patience = 20'000; // ms; reached only where a test fails

/// A client that says byte for byte what it is told to, beside the server on the same event loop.
class Client
{
public:
    explicit Client(const PracticeServer& server, bool tls = false)
    {
        if (tls) {
            QSslConfiguration configuration = m_socket.sslConfiguration();
            configuration.setCaCertificates(QSslCertificate::fromData(
                QByteArray::fromStdString(net::PracticeServerProcess::certificateAuthority())));
            m_socket.setSslConfiguration(configuration);
            m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), server.port());
        } else {
            m_socket.connectToHost(QStringLiteral("127.0.0.1"), server.port());
        }
        QObject::connect(&m_socket, &QSslSocket::readyRead, &m_socket,
                         [this] { m_text += m_socket.readAll(); });
    }

    QSslSocket& socket() { return m_socket; }
    void say(const QByteArray& bytes) { m_socket.write(bytes); }
    /// Nothing more will come from here.
    void endOutput() { observe::endOutput(m_socket.socketDescriptor()); }
    const QByteArray& text() const { return m_text; }
    bool closed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    qsizetype answers() const { return m_text.count("\r\nX-Interleave-Sent-Ns: "); }

    /// "200 keep-alive, 400 close": status and Connection of each answer.
    QString told() const
    {
        static const QRegularExpression answer(
            QStringLiteral("HTTP/1\\.1 (\\d+) .*?\r\n(?:\r\n|.*?Connection: ([a-z-]+)\r\n)"),
            QRegularExpression::DotMatchesEverythingOption);
        QStringList all;
        for (auto match = answer.globalMatch(QString::fromLatin1(m_text)); match.hasNext();) {
            const QRegularExpressionMatch one = match.next();
            all << (one.captured(1) + u' ' + one.captured(2)).trimmed();
        }
        return all.join(QStringLiteral(", "));
    }

private:
    QSslSocket m_socket;
    QByteArray m_text;
};

/// The answer without the one number that is never the same.
QByteArray withoutMoment(QByteArray text)
{
    const QByteArray name = "X-Interleave-Sent-Ns: ";
    const qsizetype begin = text.indexOf(name) + name.size();
    return text.remove(begin, text.indexOf('\r', begin) - begin);
}

QByteArray get(const char* path) { return QByteArray("GET ") + path + " HTTP/1.1\r\nHost: x\r\n\r\n"; }

const QByteArray lastRequest = "GET /interleave/counts HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

/// The bodies of all answers, by their Content-Length; "torn" where they do not follow one another.
QList<QByteArray> bodies(QByteArray text)
{
    QList<QByteArray> all;
    const QByteArray field = "Content-Length: ";
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf("\r\n\r\n");
        const qsizetype at = text.indexOf(field);
        if (!text.startsWith("HTTP/1.1 ") || end < 0 || at < 0 || at > end)
            return all << "torn";
        const qsizetype length = text.mid(at + field.size()).split('\r').first().toLongLong();
        all << text.mid(end + 4, length);
        text.remove(0, end + 4 + length);
    }
    return all;
}

std::unique_ptr<PracticeServer> served(const PracticeServerOptions& options = {},
                                       const PracticeServerLimits& limits = {})
{
    auto server = std::make_unique<PracticeServer>(options, limits);
    return server->listen().empty() ? std::move(server) : nullptr;
}

QByteArray bytes(std::string_view text) { return {text.data(), static_cast<qsizetype>(text.size())}; }

} // namespace

class TestPracticeConversation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectionEndsAsAsked_data();
    void connectionEndsAsAsked();
    void headIsGetWithoutBody();
    void answersHaveAnExactForm();
    void pipelinedRequestsAreAnsweredInOrder_data();
    void pipelinedRequestsAreAnsweredInOrder();
    void halfClosedClientIsAnswered_data();
    void halfClosedClientIsAnswered();
    void continueComesAfterEarlierAnswers();
    void answersAreNeverEarly();
    void slowClientsAreEnded_data();
    void slowClientsAreEnded();
    void clientThatTricklesIsEnded();
    void clientThatDoesNotReadIsEnded();
    void endlessInputIsEnded_data();
    void endlessInputIsEnded();
    void manyClientsLeaveInMidDelay();
    void clientLeavesInMidAnswer();
    void connectionsBeyondTheLimitWait();
};

void TestPracticeConversation::connectionEndsAsAsked_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("says");
    QTest::addColumn<QString>("hears");
    QTest::addColumn<bool>("kept");
    const auto row = [](const char* name, const QByteArray& says, const char* hears, bool kept) {
        for (const bool tls : {false, true})
            QTest::addRow("%s%s", name, tls ? ", TLS" : "")
                << tls << says << QString::fromLatin1(hears) << kept;
    };
    const QByteArray one = " HTTP/1.1\r\nHost: x\r\n";
    const QByteArray close = "Connection: close\r\n\r\n";
    row("1.1", get("/dice"), "200 keep-alive", true);
    row("1.1, close", "GET /dice" + one + close, "200 close", false);
    row("1.0, as ab sends it", "GET /dice HTTP/1.0\r\nHost: x\r\nUser-Agent: ApacheBench/2.3\r\n\r\n",
        "200 close", false);
    row("1.0, as ab -k sends it", "GET /dice HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", "200 keep-alive",
        true);
    row("longer page, close", "GET /jython" + one + close, "200 close", false);
    row("counts, close", "GET /interleave/counts" + one + close, "200 close", false);
    row("no such page", get("/nothing"), "404 keep-alive", true);
    row("no such page, close", "GET /nothing" + one + close, "404 close", false);
    row("no such page, 1.0", "GET /nothing HTTP/1.0\r\n\r\n", "404 close", false);
    row("HEAD", "HEAD /dice" + one + "\r\n", "200 keep-alive", true);
    row("HEAD, 1.0", "HEAD /dice HTTP/1.0\r\n\r\n", "200 close", false);
    row("DELETE", "DELETE /dice" + one + "\r\n", "405 keep-alive", true);
    row("DELETE, close", "DELETE /dice" + one + close, "405 close", false);
    row("POST", "POST /dice" + one + "Content-Length: 5\r\n\r\nhello", "405 keep-alive", true);
    row("POST in chunks, 1.1",
        "POST /dice" + one + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "405 keep-alive",
        true);
    row("POST, 1.0", "POST /dice HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello", "405 close", false);
    row("waits for 100", "PUT /dice" + one + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\nhi",
        "100, 405 keep-alive", true);
    row("OPTIONS", "OPTIONS *" + one + "\r\n", "204 keep-alive", true);
    row("OPTIONS, close", "OPTIONS *" + one + close, "204 close", false);
    row("no Host", "GET /dice HTTP/1.1\r\n\r\n", "400 close", false);
    row("HEAD without Host", "HEAD /dice HTTP/1.1\r\n\r\n", "400 close", false);
    row("garbage", "\x01\x02\x03", "400 close", false);
    row("garbage after a request", get("/dice") + "\x01\x02\x03", "200 keep-alive, 400 close", false);
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505 close", false);
    row("line too long", "GET /" + QByteArray(9'000, 'a'), "414 close", false);
    row("header too long", "GET / HTTP/1.1\r\nA: " + QByteArray(40'000, 'a'), "431 close", false);
    row("body too long", "POST /" + one + "Content-Length: 2000000\r\n\r\n" + QByteArray(2'000'000, 'a'),
        "413 close", false);
    row("another coding", "POST /" + one + "Transfer-Encoding: gzip\r\n\r\n", "501 close", false);
    row("another expectation", "GET /" + one + "Expect: a miracle\r\n\r\n", "417 close", false);
    row("requests after close", "GET /dice" + one + close + get("/dice"), "200 close", false);
    row("pipelined until close", get("/dice") + get("/nothing") + "HEAD /" + one + close,
        "200 keep-alive, 404 keep-alive, 200 close", false);
}

/// One that is kept answers another request.
void TestPracticeConversation::connectionEndsAsAsked()
{
    QFETCH(bool, tls);
    QFETCH(QByteArray, says);
    QFETCH(QString, hears);
    QFETCH(bool, kept);
    PracticeServerOptions options;
    options.tls = tls;
    PracticeServerLimits limits;
    limits.leave = 100ms; // an encrypted client that was refused is waited for
    const auto server = served(options, limits);
    QVERIFY(server);
    Client client(*server, tls);
    client.say(says);
    const qsizetype answers = hears.count(u"keep-alive") + hears.count(u"close");
    QTRY_COMPARE_WITH_TIMEOUT(client.answers(), answers, patience);
    if (kept) {
        QVERIFY(!client.closed());
        client.say(lastRequest);
        hears += QStringLiteral(", 200 close");
    }
    QTRY_VERIFY_WITH_TIMEOUT(client.closed(), patience);
    QCOMPARE(client.told(), hears);
    QTRY_COMPARE_WITH_TIMEOUT(server->connections(), std::size_t(0), patience);
}

void TestPracticeConversation::headIsGetWithoutBody()
{
    const auto server = served();
    QVERIFY(server);
    for (const char* path : {"/", "/dice", "/jython", "/nothing", "/ HTTP/1.1\r\nA: "}) { // last: no Host
        QByteArray heads[2];
        for (const bool withBody : {false, true}) {
            Client client(*server);
            client.say((withBody ? "GET " : "HEAD ") + QByteArray(path) + " HTTP/1.0\r\n\r\n");
            QTRY_VERIFY_WITH_TIMEOUT(client.closed(), patience);
            heads[withBody ? 1 : 0] = withoutMoment(client.text());
        }
        QVERIFY(heads[0].endsWith("\r\n\r\n"));
        QCOMPARE(heads[1].left(heads[0].size()), heads[0]);
        QVERIFY(heads[1].size() > heads[0].size());
    }
}

void TestPracticeConversation::answersHaveAnExactForm()
{
    const auto server = served();
    QVERIFY(server);
    Client page(*server), refused(*server);
    page.say("GET /dice HTTP/1.0\r\n\r\n");
    refused.say("PUT /dice HTTP/1.0\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(page.closed() && refused.closed(), patience);
    QCOMPARE(
        withoutMoment(page.text()),
        "HTTP/1.1 200 OK\r\nServer: Interleave practice server\r\nContent-Type: text/html; charset=utf-8\r\n"
        "Content-Length: 276\r\nConnection: close\r\nX-Interleave-Sent-Ns: \r\n\r\n" +
            bytes(net::practice::dicePage));
    QCOMPARE(withoutMoment(refused.text()),
             QByteArray("HTTP/1.1 405 Method Not Allowed\r\nServer: Interleave practice server\r\n"
                        "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 0\r\n"
                        "Allow: GET, HEAD, OPTIONS\r\nConnection: close\r\nX-Interleave-Sent-Ns: \r\n\r\n"));
}

void TestPracticeConversation::pipelinedRequestsAreAnsweredInOrder_data()
{
    QTest::addColumn<int>("jitter");
    QTest::addColumn<int>("bandwidth");
    QTest::addColumn<bool>("tls");
    for (const bool tls : {false, true}) {
        const char* const how = tls ? ", TLS" : "";
        QTest::addRow("at once%s", how) << 0 << 0 << tls;
        QTest::addRow("jitter%s", how) << 30 << 0 << tls;
        QTest::addRow("bandwidth%s", how) << 0 << 2'000'000 << tls;
        QTest::addRow("jitter and bandwidth%s", how) << 5 << 2'000'000 << tls;
    }
}

/// More than wait for their answers at once, and pages of two lengths: a mixed or misplaced body shows.
void TestPracticeConversation::pipelinedRequestsAreAnsweredInOrder()
{
    QFETCH(int, jitter);
    QFETCH(int, bandwidth);
    QFETCH(bool, tls);
    PracticeServerOptions options;
    options.jitter = std::chrono::milliseconds(jitter);
    options.bandwidth = static_cast<std::uint64_t>(bandwidth);
    options.tls = tls;
    const auto server = served(options);
    QVERIFY(server);
    Client client(*server, tls);
    QList<QByteArray> expected;
    QByteArray requests;
    for (int k = 0; k < 20; ++k) {
        requests += get("/jython") + get("/dice");
        expected << bytes(net::practice::jythonPage) << bytes(net::practice::dicePage);
    }
    expected << "{\"requests\": 40, \"answers\": 40}\n";
    client.say(requests + lastRequest);
    QTRY_VERIFY_WITH_TIMEOUT(client.closed(), patience);
    QVERIFY(bodies(client.text()) == expected);
}

void TestPracticeConversation::halfClosedClientIsAnswered_data()
{
    QTest::addColumn<int>("latency");
    QTest::addColumn<int>("requests");
    QTest::newRow("one, at once") << 0 << 1;
    QTest::newRow("one, after a while") << 30 << 1;
    QTest::newRow("more than wait at once") << 1 << 50;
}

void TestPracticeConversation::halfClosedClientIsAnswered()
{
    QFETCH(int, latency);
    QFETCH(int, requests);
    PracticeServerOptions options;
    options.latency = std::chrono::milliseconds(latency);
    const auto server = served(options);
    QVERIFY(server);
    Client client(*server);
    QVERIFY(client.socket().waitForConnected());
    client.say(get("/jython").repeated(requests));
    QVERIFY(client.socket().waitForBytesWritten());
    client.endOutput();
    QTRY_VERIFY_WITH_TIMEOUT(client.closed(), patience);
    QCOMPARE(bodies(client.text()).size(), requests);
    QVERIFY(client.text().endsWith(bytes(net::practice::jythonPage)));
}

void TestPracticeConversation::continueComesAfterEarlierAnswers()
{
    PracticeServerOptions options;
    options.latency = 20ms;
    const auto server = served(options);
    QVERIFY(server);
    Client client(*server);
    client.say(get("/dice") +
               "PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(client.text().endsWith("HTTP/1.1 100 Continue\r\n\r\n"), patience);
    client.say("hi" + lastRequest);
    QTRY_VERIFY_WITH_TIMEOUT(client.closed(), patience);
    QCOMPARE(client.told(), QStringLiteral("200 keep-alive, 100, 405 keep-alive, 200 close"));
}

void TestPracticeConversation::answersAreNeverEarly()
{
    PracticeServerOptions options;
    options.latency = 7ms;
    const auto server = served(options);
    QVERIFY(server);
    for (int round = 0; round < 10; ++round) {
        const Stamp before = stampNow();
        Client client(*server);
        client.say("GET /dice HTTP/1.0\r\n\r\n");
        QTRY_VERIFY_WITH_TIMEOUT(client.closed(), patience);
        const QByteArray text = client.text();
        const qint64 sent = text.mid(text.indexOf("Sent-Ns: ") + 9).split('\r').first().toLongLong();
        QVERIFY(Duration(sent) - before.time_since_epoch() >= 7ms);
    }
}

void TestPracticeConversation::slowClientsAreEnded_data()
{
    QTest::addColumn<bool>("tls"); // of the server; the client speaks plainly
    QTest::addColumn<QByteArray>("says");
    QTest::addColumn<QString>("hears");
    QTest::newRow("says nothing") << false << QByteArray() << QString();
    QTest::newRow("says nothing more") << false << get("/dice") << QStringLiteral("200 keep-alive");
    QTest::newRow("half a header") << false << QByteArray("GET / HTTP/1.1\r\nHo")
                                   << QStringLiteral("408 close");
    QTest::newRow("half a second header")
        << false << get("/dice") + "GET" << QStringLiteral("200 keep-alive, 408 close");
    QTest::newRow("half a body") << false
                                 << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc")
                                 << QStringLiteral("408 close");
    QTest::newRow("no handshake") << true << QByteArray() << QString();
    QTest::newRow("half a handshake") << true << QByteArray("\x16\x03\x01\x02\x00\x01", 6) << QString();
}

void TestPracticeConversation::slowClientsAreEnded()
{
    QFETCH(bool, tls);
    QFETCH(QByteArray, says);
    QFETCH(QString, hears);
    PracticeServerOptions options;
    options.tls = tls;
    PracticeServerLimits limits;
    limits.handshake = limits.head = limits.body = limits.idle = 60ms;
    const auto server = served(options, limits);
    QVERIFY(server);
    Client client(*server);
    QVERIFY(client.socket().waitForConnected());
    client.say(says);
    QTRY_VERIFY_WITH_TIMEOUT(client.closed(), patience);
    QCOMPARE(client.told(), hears);
    QTRY_COMPARE_WITH_TIMEOUT(server->connections(), std::size_t(0), patience);
}

/// Every byte comes soon after the one before; all of them would take for ever.
void TestPracticeConversation::clientThatTricklesIsEnded()
{
    PracticeServerLimits limits;
    limits.head = 60ms;
    const auto server = served({}, limits);
    QVERIFY(server);
    Client client(*server);
    client.say("GET / HTTP/1.1\r\nA: ");
    QTimer timer;
    timer.callOnTimeout(&client.socket(), [&] { client.say("a"); });
    timer.start(2);
    QTRY_VERIFY_WITH_TIMEOUT(client.closed(), patience);
    QCOMPARE(client.told(), QStringLiteral("408 close"));
}

void TestPracticeConversation::clientThatDoesNotReadIsEnded()
{
    PracticeServerLimits limits;
    limits.write = 100ms;
    const auto server = served({}, limits);
    QVERIFY(server);
    QTcpSocket client;
    client.setReadBufferSize(1);
    client.connectToHost(QStringLiteral("127.0.0.1"), server->port());
    QVERIFY(client.waitForConnected());
    client.write(get("/jython").repeated(4'000)); // 40 MB of answers: more than the system keeps
    QTRY_COMPARE_WITH_TIMEOUT(server->connections(), std::size_t(1), patience);
    QTRY_COMPARE_WITH_TIMEOUT(server->connections(), std::size_t(0), patience);
    QVERIFY(server->counts().answers < 4'000);
    QVERIFY(server->counts().requests - server->counts().answers <= limits.queued);
}

void TestPracticeConversation::endlessInputIsEnded_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("goesOn");
    QTest::addColumn<QString>("hears");
    const QByteArray post = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    const auto row = [](const char* name, const QByteArray& begin, const QByteArray& goesOn,
                        const char* hears) {
        QTest::newRow(name) << begin << goesOn << QString::fromLatin1(hears);
    };
    row("request line", "GET /", "a", "414 close");
    row("field", "GET / HTTP/1.1\r\nA: ", "a", "431 close");
    row("fields", "GET / HTTP/1.1\r\n", "A: b\r\n", "431 close");
    row("body", post, "4\r\nabcd\r\n", "413 close");
    row("chunk extension", post + "4;a=", "a", "400 close");
    row("trailer", post + "0\r\n", "A: b\r\n", "400 close");
    row("empty lines", {}, "\r\n", "400 close");
}

void TestPracticeConversation::endlessInputIsEnded()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, goesOn);
    QFETCH(QString, hears);
    PracticeServerLimits limits;
    limits.dropped = 1'000'000;
    const auto server = served({}, limits);
    QVERIFY(server);
    Client client(*server);
    const QByteArray more = goesOn.repeated(16'384 / goesOn.size());
    QObject::connect(&client.socket(), &QTcpSocket::bytesWritten, &client.socket(),
                     [&] { client.say(more); });
    client.say(begin + more);
    QTRY_VERIFY_WITH_TIMEOUT(client.closed(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(server->connections(), std::size_t(0), patience);
    QVERIFY(client.text().isEmpty() || client.told() == hears); // a reset may overtake the answer
}

void TestPracticeConversation::manyClientsLeaveInMidDelay()
{
    PracticeServerOptions options;
    options.latency = 300ms;
    const auto server = served(options);
    QVERIFY(server);
    for (int round = 1; round <= 3; ++round) {
        std::vector<std::unique_ptr<Client>> clients;
        for (int k = 0; k < 300; ++k) {
            clients.push_back(std::make_unique<Client>(*server));
            clients.back()->say(get("/jython"));
        }
        QTRY_COMPARE_WITH_TIMEOUT(server->counts().requests, std::uint64_t(300 * round), patience);
        for (std::size_t k = 0; k < clients.size(); k += 2)
            clients[k]->socket().abort();
    }
    QTRY_COMPARE_WITH_TIMEOUT(server->connections(), std::size_t(0), patience);
    Client client(*server);
    client.say(lastRequest);
    QTRY_VERIFY_WITH_TIMEOUT(client.closed(), patience);
    QCOMPARE(client.told(), QStringLiteral("200 close"));
}

void TestPracticeConversation::clientLeavesInMidAnswer()
{
    PracticeServerOptions options;
    options.bandwidth = 50'000;
    const auto server = served(options);
    QVERIFY(server);
    std::vector<std::unique_ptr<Client>> clients;
    for (int k = 0; k < 50; ++k) {
        clients.push_back(std::make_unique<Client>(*server));
        clients.back()->say(get("/jython"));
    }
    for (const auto& client : clients)
        QTRY_VERIFY_WITH_TIMEOUT(client->text().size() > 300, patience);
    clients.clear();
    QTRY_COMPARE_WITH_TIMEOUT(server->connections(), std::size_t(0), patience);
    QCOMPARE(server->counts().requests, std::uint64_t(50));
}

void TestPracticeConversation::connectionsBeyondTheLimitWait()
{
    PracticeServerOptions options;
    options.latency = 20ms;
    PracticeServerLimits limits;
    limits.connections = 3;
    const auto server = served(options, limits);
    QVERIFY(server);
    std::vector<std::unique_ptr<Client>> clients;
    for (int k = 0; k < 20; ++k) {
        clients.push_back(std::make_unique<Client>(*server));
        clients.back()->say("GET /dice HTTP/1.0\r\n\r\n");
    }
    for (const auto& client : clients) {
        QTRY_VERIFY_WITH_TIMEOUT(client->closed(), patience);
        QCOMPARE(client->told(), QStringLiteral("200 close"));
        QVERIFY(server->connections() <= 3);
    }
}

int main(int argc, char** argv)
{
    observe::raiseOpenFileLimit();
    const QCoreApplication application(argc, argv);
    TestPracticeConversation test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_practiceconversation.moc"
