// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/net/practicefiles.h"
#include "tests/support/downloadrun.h"
#include "tests/support/engineapplication.h"
#include "tests/support/faultserver.h"

#include <algorithm>

using namespace interleave;
using tests::download;
using tests::FaultServer;
using workloads::DownloadsOptions;

namespace {

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
    void plainServerIsRefused();
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

void TestTls::plainServerIsRefused()
{
    const FaultServer server;
    std::string address = server.address("/garbage");
    address.insert(4, "s");
    DownloadsOptions options = trusting(address);
    options.client.idleTimeout = std::chrono::milliseconds(500); // the two wait for each other
    const Trace trace = download(options);
    QCOMPARE(trace.tasks.at(0).outcome, Outcome::Failed);
    QVERIFY2(trace.tasks.at(0).reason.ends_with(" (in the TLS handshake)"), trace.tasks.at(0).reason.c_str());
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
