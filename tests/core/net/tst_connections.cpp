// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of a connection before it is used again, and of a name with several addresses.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/engine/run.h"
#include "core/net/practicefiles.h"
#include "core/net/race.h"
#include "core/trace/invariants.h"
#include "core/workloads/script.h"
#include "tests/support/downloadrun.h"
#include "tests/support/engineapplication.h"
#include "tests/support/faultserver.h"
#include "tests/support/fullserver.h"
#include "tests/support/names.h"
#include "tests/support/shortqueueserver.h"

#include <algorithm>
#include <string_view>

using namespace interleave;
using namespace std::chrono_literals;
using tests::count;
using tests::download;
using tests::FaultServer;
using workloads::DownloadsOptions;

namespace {

std::uint16_t portOf(const std::string& address)
{
    return static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
}

/// A task that computes between its downloads: nobody looks at the idle connection meanwhile.
Trace computingBetween(const std::string& address, net::ClientKind client)
{
    workloads::ScriptOptions options{.text = "2 x repeat 3 { download \"" + address + "\", compute 10 ms }",
                                     .client = {},
                                     .server = {},
                                     .conditions = {}};
    options.client.kind = client;
    options.client.extraCa = std::string(net::practice::authorityPem);
    Trace trace = engine::execute(*engine::modelNamed("sequential"), workloads::makeScript(options),
                                  {.workerProgram = {}});
    for (const Violation& violation : checkInvariants(trace))
        QTest::qFail((std::string(name(violation.invariant)) + ": " + violation.where).c_str(), __FILE__,
                     __LINE__);
    return trace;
}

bool underThreadSanitizer()
{
    return std::string_view(INTERLEAVE_SANITIZER).find("thread") != std::string_view::npos;
}

} // namespace

class TestConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatComesOnAnIdleConnectionHarmsNoTask_data();
    void whatComesOnAnIdleConnectionHarmsNoTask();
    void answerOfTimeOutOnAReusedConnectionIsAskedAgain_data();
    void answerOfTimeOutOnAReusedConnectionIsAskedAgain();
    void serverThatAlwaysTimesOutIsToldSo_data();
    void serverThatAlwaysTimesOutIsToldSo();
    void connectionsAreStillReused_data();
    void connectionsAreStillReused();
    void addressThatSwallowsIsPassedBy_data();
    void addressThatSwallowsIsPassedBy();
    void familiesTakeTurns();
    void theOtherFamilyIsTriedBeforeTheSecondOfOne();
    void allAddressesAreNamedWhenNoneAnswers_data();
    void allAddressesAreNamedWhenNoneAnswers();
    void theAddressThatAnsweredIsTriedFirstNextTime();
    void serverWithAShortQueueServesAll();
    void firstConnectionThatIsNotTakenIsNoticed();
};

void TestConnections::whatComesOnAnIdleConnectionHarmsNoTask_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("qt");
    for (const bool tls : {false, true}) {
        for (const char* path : {"/idle-408", "/idle-408-open", "/idle-close", "/idle-reset", "/idle-stray"})
            QTest::addRow("own %s%s", path, tls ? " over TLS" : "")
                << QString::fromLatin1(path) << tls << false;
    }
    for (const char* path : {"/idle-408", "/idle-408-open", "/idle-close", "/idle-reset"})
        QTest::addRow("qt %s", path) << QString::fromLatin1(path) << false << true;
}

void TestConnections::whatComesOnAnIdleConnectionHarmsNoTask()
{
    QFETCH(QString, path);
    QFETCH(bool, tls);
    QFETCH(bool, qt);
    if (qt && underThreadSanitizer())
        QSKIP("ThreadSanitizer does not know the locks inside Qt: every report would be false");
    const FaultServer server(tls ? FaultServer::Security::Tls : FaultServer::Security::Plain);
    const Trace trace =
        computingBetween(server.address(path.toStdString()), qt ? net::ClientKind::Qt : net::ClientKind::Own);
    for (const Task& task : trace.tasks) {
        QCOMPARE(task.reason, std::string());
        QCOMPARE(task.bytes, std::uint64_t(15)); // three times "hello", and nothing that was left on the way
    }
    if (!qt)
        QCOMPARE(server.connections(), std::size_t(6));
}

void TestConnections::answerOfTimeOutOnAReusedConnectionIsAskedAgain_data()
{
    QTest::addColumn<bool>("qt");
    QTest::newRow("own") << false;
    QTest::newRow("qt") << true;
}

void TestConnections::answerOfTimeOutOnAReusedConnectionIsAskedAgain()
{
    QFETCH(bool, qt);
    if (qt && underThreadSanitizer())
        QSKIP("ThreadSanitizer does not know the locks inside Qt: every report would be false");
    const FaultServer server;
    DownloadsOptions options = tests::one(server.address("/408-again"));
    options.client.kind = qt ? net::ClientKind::Qt : net::ClientKind::Own;
    options.tasks = 4;
    const Trace trace = download(options);
    QCOMPARE(trace.tasks.at(1).reason, std::string());
    QCOMPARE(count(trace, Outcome::Finished), std::size_t(4));
    QCOMPARE(trace.tasks.at(1).attempts, 2u);
}

void TestConnections::serverThatAlwaysTimesOutIsToldSo_data()
{
    answerOfTimeOutOnAReusedConnectionIsAskedAgain_data();
}

void TestConnections::serverThatAlwaysTimesOutIsToldSo()
{
    QFETCH(bool, qt);
    if (qt && underThreadSanitizer())
        QSKIP("ThreadSanitizer does not know the locks inside Qt: every report would be false");
    const FaultServer server;
    DownloadsOptions options = tests::one(server.address("/408"));
    options.client.kind = qt ? net::ClientKind::Qt : net::ClientKind::Own;
    const Trace trace = download(options);
    QCOMPARE(trace.tasks.at(0).reason, "HTTP 408 Request Timeout from " + server.address("/408"));
}

void TestConnections::connectionsAreStillReused_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("over TLS, whose session tickets come after the handshake") << true;
}

void TestConnections::connectionsAreStillReused()
{
    QFETCH(bool, tls);
    const FaultServer server(tls ? FaultServer::Security::Tls : FaultServer::Security::Plain);
    const Trace trace = computingBetween(server.address("/ok"), net::ClientKind::Own);
    QCOMPARE(count(trace, Outcome::Finished), std::size_t(2));
    QCOMPARE(server.connections(), std::size_t(1));
}

void TestConnections::addressThatSwallowsIsPassedBy_data()
{
    QTest::addColumn<QString>("model");
    QTest::newRow("one after another") << QStringLiteral("sequential");
    QTest::newRow("many at once") << QStringLiteral("async");
}

void TestConnections::addressThatSwallowsIsPassedBy()
{
    QFETCH(QString, model);
    const FaultServer server;
    const tests::FullServer full("127.0.0.3", portOf(server.address("")));
    if (!full.swallows())
        QSKIP("this system's queue of new connections cannot be filled");
    const tests::KnownName name("two.test", {"127.0.0.3", "127.0.0.1"});
    DownloadsOptions options = tests::one(server.address("/ok", "two.test"));
    options.tasks = 8;
    const Trace trace = download(options, model.toStdString());
    QCOMPARE(trace.tasks.at(0).reason, std::string());
    QCOMPARE(count(trace, Outcome::Finished), std::size_t(8));
    QCOMPARE(trace.tasks.at(0).attempts, 2u);
    QCOMPARE(tests::attemptsWith(trace, Phase::Connect), (std::vector<unsigned>{0, 1}));
}

void TestConnections::familiesTakeTurns()
{
    using All = std::vector<std::string>;
    const All named{"127.0.0.3", "127.0.0.4", "::1", "127.0.0.1"};
    QCOMPARE(net::inTurns(named, {}), (All{"127.0.0.3", "::1", "127.0.0.4", "127.0.0.1"}));
    QCOMPARE(net::inTurns(named, "127.0.0.1"), (All{"127.0.0.1", "127.0.0.3", "::1", "127.0.0.4"}));
    QCOMPARE(net::inTurns(named, "127.0.0.9"), net::inTurns(named, {}));
    QCOMPARE(net::inTurns({"::1", "127.0.0.1", "::2"}, {}), (All{"::1", "127.0.0.1", "::2"}));
}

void TestConnections::theOtherFamilyIsTriedBeforeTheSecondOfOne()
{
    const FaultServer server;
    const tests::FullServer first("127.0.0.3", portOf(server.address("")));
    if (!first.swallows())
        QSKIP("this system's queue of new connections cannot be filled");
    const tests::KnownName name("three.test", {"127.0.0.3", "127.0.0.1", "::1"});
    const Trace trace = download(tests::one(server.address("/ok", "three.test")));
    QCOMPARE(trace.tasks.at(0).reason, std::string());
    QCOMPARE(trace.tasks.at(0).attempts, 3u); // ::1 refuses at once
}

void TestConnections::allAddressesAreNamedWhenNoneAnswers_data()
{
    QTest::addColumn<bool>("swallowed");
    QTest::addColumn<QString>("reason");
    QTest::newRow("refused") << false
                             << QStringLiteral("%1: connection refused by all 3 addresses of the name: "
                                               "127.0.0.5, 127.0.0.6, 127.0.0.7 (while connecting)");
    QTest::newRow("one swallowed, the others refused")
        << true
        << QStringLiteral(
               "%1: nothing arrived for 700 ms from any of the 3 addresses of the name: 127.0.0.5, "
               "127.0.0.6, 127.0.0.7 (while connecting)");
}

void TestConnections::allAddressesAreNamedWhenNoneAnswers()
{
    QFETCH(bool, swallowed);
    QFETCH(QString, reason);
    const std::uint16_t port = tests::refusingPort();
    std::optional<tests::FullServer> full;
    if (swallowed && !full.emplace("127.0.0.5", port).swallows())
        QSKIP("this system's queue of new connections cannot be filled");
    const tests::KnownName name("none.test", {"127.0.0.5", "127.0.0.6", "127.0.0.7"});
    const std::string address = "http://none.test:" + std::to_string(port) + "/";
    DownloadsOptions options = tests::one(address);
    options.client.idleTimeout = 700ms;
    const Trace trace = download(options);
    QCOMPARE(QString::fromStdString(trace.tasks.at(0).reason),
             QString::fromStdString(tests::filled(reason, address)));
    QCOMPARE(trace.tasks.at(0).attempts, 3u);
}

void TestConnections::theAddressThatAnsweredIsTriedFirstNextTime()
{
    const FaultServer server;
    const tests::FullServer full("127.0.0.3", portOf(server.address("")));
    if (!full.swallows())
        QSKIP("this system's queue of new connections cannot be filled");
    const tests::KnownName name("two.test", {"127.0.0.3", "127.0.0.1"});
    DownloadsOptions options = tests::one(server.address("/ok", "two.test"));
    options.tasks = 5;
    options.client.freshConnections = true;
    const Trace trace = download(options);
    QCOMPARE(trace.tasks.at(0).attempts, 2u);
    for (std::size_t k = 1; k < trace.tasks.size(); ++k)
        QCOMPARE(trace.tasks[k].attempts, 1u);
}

void TestConnections::serverWithAShortQueueServesAll()
{
    const tests::ShortQueueServer server;
    DownloadsOptions options = tests::one(server.address());
    options.tasks = 160;
    options.client.idleTimeout = 10s; // what is lost is lost for longer
    const Trace trace = download(options, "async");
    for (const Task& task : trace.tasks)
        QCOMPARE(task.reason, std::string());
    QCOMPARE(count(trace, Outcome::Finished), std::size_t(160));
}

/// Else the kernel would ask again after a second, and nobody would know why that was lost.
void TestConnections::firstConnectionThatIsNotTakenIsNoticed()
{
    const tests::FullServer full("127.0.0.1");
    if (!full.swallows())
        QSKIP("this system's queue of new connections cannot be filled");
    DownloadsOptions options = tests::one("http://127.0.0.1:" + std::to_string(full.port()) + "/");
    options.client.idleTimeout = 700ms;
    const Trace trace = download(options);
    QVERIFY(trace.tasks.at(0).untaken > 0);
    QCOMPARE(trace.tasks.at(0).outcome, Outcome::Failed);
    QVERIFY(trace.tasks.at(0).reason.find(": nothing arrived for 700 ms") != std::string::npos);
}

int main(int argc, char** argv)
{
    TestConnections test;
    return tests::runWithEngine(test, argc, argv);
}

#include "tst_connections.moc"
