// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/net/errors.h"
#include "core/net/practicefiles.h"
#include "tests/support/downloadrun.h"
#include "tests/support/engineapplication.h"
#include "tests/support/faultserver.h"
#include "tests/support/oddcertificates.h"

#include <algorithm>

using namespace interleave;
using tests::download;
using tests::FaultServer;
using workloads::DownloadsOptions;

namespace {

/// ThreadSanitizer does not know the locks inside Qt: every report would be false.
const bool withQt = std::string_view(INTERLEAVE_SANITIZER).find("thread") == std::string_view::npos;

DownloadsOptions trusting(const std::string& address)
{
    DownloadsOptions options = tests::one(address);
    options.client.extraCa = std::string(net::practice::authorityPem);
    return options;
}

} // namespace

class TestTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void trustedServerAnswers_data();
    void trustedServerAnswers();
    void extraAuthorityJoinsTheSystemsOwn();
    void handshakeIsAPhaseOfItsOwn();
    void unknownAuthorityIsRefused();
    void wrongNameIsRefused();
    void whatIsWrongIsSaidWithoutOpenSslsWords_data();
    void whatIsWrongIsSaidWithoutOpenSslsWords();
    void plainServerThatIsSilentIsToldAsAGuess();
    void oddCertificatesAreRefused_data();
    void oddCertificatesAreRefused();
    void plainRequestToATlsServerIsTold_data();
    void plainRequestToATlsServerIsTold();
    void faultsBehindTlsAreSaidInASentence_data();
    void faultsBehindTlsAreSaidInASentence();
    void connectionIsReused();
};

void TestTls::trustedServerAnswers_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("bytes");
    QTest::newRow("by address") << QStringLiteral("127.0.0.1") << QStringLiteral("/ok") << 5;
    QTest::newRow("by name") << QStringLiteral("localhost") << QStringLiteral("/ok") << 5;
    QTest::newRow("chunked") << QStringLiteral("localhost") << QStringLiteral("/chunked") << 11;
    QTest::newRow("long body until close")
        << QStringLiteral("127.0.0.1") << QStringLiteral("/until-close") << 200'000;
}

void TestTls::trustedServerAnswers()
{
    QFETCH(QString, host);
    QFETCH(QString, path);
    QFETCH(int, bytes);
    const FaultServer server(FaultServer::Security::Tls);
    const Trace trace = download(trusting(server.address(path.toStdString(), host.toStdString())));
    QCOMPARE(trace.tasks.at(0).reason, std::string());
    QCOMPARE(trace.tasks.at(0).outcome, Outcome::Finished);
    QCOMPARE(trace.tasks.at(0).bytes, static_cast<std::uint64_t>(bytes));
}

void TestTls::extraAuthorityJoinsTheSystemsOwn()
{
    const FaultServer server(FaultServer::Security::Tls);
    DownloadsOptions options = trusting(server.address("/ok"));
    options.client.extraCa += "\n"; // no longer the practice authority's file as it is known
    QCOMPARE(download(options).tasks.at(0).reason, std::string());
}

void TestTls::handshakeIsAPhaseOfItsOwn()
{
    const FaultServer server(FaultServer::Security::Tls);
    const Trace trace = download(trusting(server.address("/ok")));
    bool waited = false;
    bool computed = false;
    for (std::size_t index = 0; index < trace.spans.size(); ++index) {
        const Span span = trace.spans[index];
        // It does not wait where the machine lets it run only when the answer is there.
        waited = waited ||
                 (span.phase == Phase::Tls && (span.state == State::Waiting || span.state == State::Ready));
        computed = computed || (span.phase == Phase::Tls && span.state == State::Running);
    }
    QVERIFY(waited);
    QVERIFY(computed);
}

void TestTls::unknownAuthorityIsRefused()
{
    const FaultServer server(FaultServer::Security::Tls);
    const Trace trace = download(tests::one(server.address("/ok")));
    QCOMPARE(trace.tasks.at(0).outcome, Outcome::Failed);
    const std::string& reason = trace.tasks.at(0).reason;
    QVERIFY2(reason.starts_with(server.address("/ok") + ": certificate refused: "), reason.c_str());
    QVERIFY2(reason.ends_with(" (in the TLS handshake)"), reason.c_str());
    QVERIFY(server.requests().empty());
}

void TestTls::wrongNameIsRefused()
{
    const FaultServer server(FaultServer::Security::Tls);
    const std::string address = server.address("/ok", "127.0.0.2");
    const Trace trace = download(trusting(address));
    QCOMPARE(
        trace.tasks.at(0).reason,
        address +
            ": certificate refused: The host name did not match any of the valid hosts for this certificate "
            "(in the TLS handshake)");
    QVERIFY(server.requests().empty());
}

void TestTls::whatIsWrongIsSaidWithoutOpenSslsWords_data()
{
    QTest::addColumn<std::vector<tests::Step>>("steps");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char* name, std::vector<tests::Step> steps, std::string_view problem) {
        QTest::newRow(name) << std::move(steps)
                            << QString::fromUtf8(problem.data(), static_cast<qsizetype>(problem.size()));
    };
    const auto alert = [](char number) {
        return std::vector<tests::Step>{tests::send(QByteArray("\x15\x03\x03\x00\x02\x02", 6) + number),
                                        tests::closing()};
    };
    row("plain, with an answer",
        {tests::send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), tests::closing()},
        net::lacksTls);
    row("plain, with a page", {tests::send("<html>What?</html>"), tests::closing()}, net::lacksTls);
    row("no HTTP either", {tests::send("SSH-2.0-OpenSSH_9.2\r\n")}, net::lacksTls);
    row("longer than any of TLS",
        {tests::send(QByteArray("\x16\x03\x03\xff\xff\x02", 6) + QByteArray(100, 'x'))}, net::lacksTls);
    row("closed in the handshake", {tests::closing()}, "the server closed the connection");
    row("reset in the handshake", {tests::reset()}, "the server closed the connection");
    row("cut in the handshake", {tests::send(QByteArray("\x16\x03\x03\x00\x7a\x02", 6)), tests::closing()},
        "the server closed the connection");
    row("no version in common", alert(70), "the server and this system have no version of TLS in common");
    row("no cipher in common", alert(40), "the server accepts no encryption that this system offers");
    row("too weak for it", alert(71), "the server accepts no encryption that this system offers");
    row("name not known", alert(112), "the server does not know this host name");
    row("an error of its own", alert(80), "the server gave up TLS because of an error of its own");
    row("our certificate", alert(116),
        "the server wants a certificate of its client, and this program has none");
    row("an alert that nobody knows", alert(99), "the server's TLS could not be understood");
}

void TestTls::whatIsWrongIsSaidWithoutOpenSslsWords()
{
    QFETCH(std::vector<tests::Step>, steps);
    QFETCH(QString, problem);
    const FaultServer server(steps);
    std::string address = server.address("/");
    address.insert(4, "s");
    DownloadsOptions options = trusting(address);
    QCOMPARE(QString::fromStdString(download(options).tasks.at(0).reason),
             QString::fromStdString(address) + QLatin1String(": ") + problem +
                 QLatin1String(" (in the TLS handshake)"));
    if (!withQt)
        return;
    options.client.kind = net::ClientKind::Qt;
    QCOMPARE(QString::fromStdString(download(options).tasks.at(0).reason),
             QString::fromStdString(address) + QLatin1String(": ") + problem +
                 QLatin1String(" (before the request was sent)"));
}

/// It waits for the end of a request, and we for its answer.
void TestTls::plainServerThatIsSilentIsToldAsAGuess()
{
    const FaultServer server;
    std::string address = server.address("/ok");
    address.insert(4, "s");
    DownloadsOptions options = trusting(address);
    options.client.idleTimeout = std::chrono::milliseconds(300);
    QCOMPARE(
        download(options).tasks.at(0).reason,
        address +
            ": nothing arrived for 300 ms; perhaps the server does not speak TLS on this port (in the TLS "
            "handshake)");
}

void TestTls::oddCertificatesAreRefused_data()
{
    QTest::addColumn<FaultServer::Security>("security");
    QTest::addColumn<bool>("isAuthorityTrusted");
    QTest::addColumn<QString>("problem");
    QTest::newRow("self-signed") << FaultServer::Security::SelfSigned << false
                                 << QStringLiteral("The certificate is self-signed, and untrusted");
    QTest::newRow("expired") << FaultServer::Security::Expired << true
                             << QStringLiteral("The certificate has expired");
}

void TestTls::oddCertificatesAreRefused()
{
    QFETCH(FaultServer::Security, security);
    QFETCH(bool, isAuthorityTrusted);
    QFETCH(QString, problem);
    const FaultServer server(security);
    DownloadsOptions options = tests::one(server.address("/ok"));
    if (isAuthorityTrusted)
        options.client.extraCa = std::string(tests::authorityPem);
    for (const net::ClientKind kind : {net::ClientKind::Own, net::ClientKind::Qt}) {
        if (kind == net::ClientKind::Qt && !withQt)
            continue;
        options.client.kind = kind;
        const std::string reason = download(options).tasks.at(0).reason;
        QVERIFY2(
            reason.starts_with(server.address("/ok") + ": certificate refused: " + problem.toStdString()),
            reason.c_str());
    }
}

void TestTls::plainRequestToATlsServerIsTold_data()
{
    QTest::addColumn<net::ClientKind>("client");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char* name, net::ClientKind client, std::string_view problem) {
        QTest::newRow(name) << client
                            << QString::fromUtf8(problem.data(), static_cast<qsizetype>(problem.size()));
    };
    // Qt's server says nothing and closes; tests/contract has those that send an alert, or a page.
    row("own", net::ClientKind::Own, net::noAnswer);
    if (withQt)
        row("qt", net::ClientKind::Qt, net::noKnownPlainAnswer);
}

void TestTls::plainRequestToATlsServerIsTold()
{
    QFETCH(net::ClientKind, client);
    QFETCH(QString, problem);
    const FaultServer server(FaultServer::Security::Tls);
    std::string address = server.address("/ok");
    address.erase(4, 1);
    DownloadsOptions options = tests::one(address);
    options.client.kind = client;
    QCOMPARE(QString::fromStdString(download(options).tasks.at(0).reason),
             QString::fromStdString(address) + QLatin1String(": ") + problem +
                 QLatin1String(" (while waiting for the answer)"));
}

void TestTls::faultsBehindTlsAreSaidInASentence_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* path, const char* sentence) {
        QTest::newRow(path) << QString::fromLatin1(path) << QString::fromLatin1(sentence);
    };
    row("/close", "the server closed the connection without an answer (while waiting for the answer)");
    row("/reset", "the server closed the connection without an answer (while waiting for the answer)");
    row("/half", "the server closed the connection in the middle of the answer (while receiving the answer)");
    row("/garbage", "the answer is not HTTP/1 (while receiving the answer)");
    row("/endless", "the body is longer than the limit of 1000000 bytes (while receiving the answer)");
}

void TestTls::faultsBehindTlsAreSaidInASentence()
{
    QFETCH(QString, path);
    QFETCH(QString, sentence);
    const FaultServer server(FaultServer::Security::Tls);
    const std::string address = server.address(path.toStdString());
    DownloadsOptions options = trusting(address);
    options.client.bodyLimit = 1'000'000;
    const Trace trace = download(options, "async");
    QCOMPARE(trace.tasks.at(0).reason, address + ": " + sentence.toStdString());
}

void TestTls::connectionIsReused()
{
    const FaultServer server(FaultServer::Security::Tls);
    DownloadsOptions options = trusting(server.address("/ok"));
    options.tasks = 10;
    const Trace trace = download(options);
    QCOMPARE(std::ranges::count(trace.tasks, Outcome::Finished, &Task::outcome), 10);
    QCOMPARE(server.connections(), std::size_t(1));
}

int main(int argc, char** argv)
{
    TestTls test;
    return tests::runWithEngine(test, argc, argv);
}

#include "tst_tls.moc"
