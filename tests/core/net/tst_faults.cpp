// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/engine/run.h"
#include "core/trace/invariants.h"
#include "tests/support/downloadrun.h"
#include "tests/support/engineapplication.h"
#include "tests/support/faultserver.h"

#include <algorithm>

using namespace interleave;
using namespace std::chrono_literals;
using tests::count;
using tests::download;
using tests::filled;
using tests::one;
using workloads::DownloadsOptions;

namespace {

using Tweak = void (*)(DownloadsOptions&);

void nothing(DownloadsOptions&) {}

} // namespace

Q_DECLARE_METATYPE(Tweak)

class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatGoesWrongIsSaidInASentence_data();
    void whatGoesWrongIsSaidInASentence();
    void whatIsUnusualButRightSucceeds_data();
    void whatIsUnusualButRightSucceeds();
    void refusedConnectionNamesAddressAndPhase();
    void unreachableNetworkIsToldInOurWords();
    void unknownHostNamesAddressAndPhase();
    void nameIsResolvedOncePerRunByANamedHelper();
    void literalAddressNeedsNoResolver();
    void refusedFirstAddressOfANameLeadsToTheNext();
    void connectionIsReused();
    void freshConnectionsAreNotReused();
    void connectionWithMoreBytesThanItsAnswerIsDropped();
    void staleConnectionIsRetriedOnceOnANewOne();
    void freshConnectionThatClosesIsNotRetried();
    void connectionClosedWhileIdleIsDropped();
    void redirectCountsAsAttempt();
    void redirectsAreLimited();
    void credentialsStayWithTheirHost();
    void redirectDoesNotBringItsOwnCredentials();
    void cancelLeavesNoHang_data();
    void cancelLeavesNoHang();
    void oneFaultLeavesTheOthersAlone();
};

void TestFaults::whatGoesWrongIsSaidInASentence_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<Tweak>("tweak");
    const auto row = [](const char* name, const char* path, const char* sentence, Tweak tweak = nothing) {
        QTest::newRow(name) << QString::fromLatin1(path) << QString::fromLatin1(sentence) << tweak;
    };
    row("reset", "/reset",
        "%1: the server closed the connection without an answer (while waiting for the answer)");
    row("closed without a reply", "/close",
        "%1: the server closed the connection without an answer (while waiting for the answer)");
    row("closed in the middle of the body", "/half",
        "%1: the server closed the connection in the middle of the answer (while receiving the answer)");
    row("malformed chunk", "/bad-chunk", "%1: the answer has a malformed chunk (while receiving the answer)");
    row("negative length", "/negative",
        "%1: the answer has a malformed Content-Length (while receiving the answer)");
    row("two lengths", "/two-lengths",
        "%1: the answer has a malformed Content-Length (while receiving the answer)");
    row("no HTTP", "/garbage", "%1: the answer is not HTTP/1 (while receiving the answer)");
    row("protocol change", "/upgrade",
        "%1: unexpected answer: HTTP 101 Switching Protocols (while receiving the answer)");
    row("header too long", "/huge-header",
        "%1: the answer's header is longer than 65536 bytes (while receiving the answer)");
    row("length over the limit", "/enormous",
        "%1: the body is longer than the limit of 1073741824 bytes (while receiving the answer)");
    row("endless body", "/endless",
        "%1: the body is longer than the limit of 1000000 bytes (while receiving the answer)",
        [](DownloadsOptions& options) { options.client.bodyLimit = 1'000'000; });
    row("silence", "/silence", "%1: nothing arrived for 60 ms (while waiting for the answer)",
        [](DownloadsOptions& options) { options.client.idleTimeout = 60ms; });
    row("slow drip passes the deadline", "/drip",
        "%1: not done after 100 ms, the deadline (while receiving the answer)",
        [](DownloadsOptions& options) {
            options.client.idleTimeout = 60s;
            options.client.deadline = 100ms;
        });
    row("not found", "/missing", "HTTP 404 Not Found from %1");
    row("status line that is not text", "/broken", "HTTP 503 ? Try? later from %1");
    row("redirect without a target", "/nowhere", "HTTP 302 Found from %1, which does not say where to go");
    row("redirect loop", "/loop", "%1: more than 10 redirects");
    row("redirect to a file", "/redirect?to=file:///etc/passwd",
        "%1: redirected to file:///etc/passwd, but only http and https addresses can be downloaded");
    row("redirect to nonsense", "/redirect?to=http://[",
        "%1: redirected to http://[, but that is not a valid address");
}

void TestFaults::whatGoesWrongIsSaidInASentence()
{
    QFETCH(QString, path);
    QFETCH(QString, sentence);
    QFETCH(Tweak, tweak);
    for (const char* model : {"sequential", "async"}) {
        const tests::FaultServer server;
        const std::string address = server.address(path.toStdString());
        DownloadsOptions options = one(address);
        tweak(options);
        const Trace trace = download(options, model);
        QCOMPARE(trace.tasks.at(0).reason, filled(sentence, trace.tasks.at(0).subject));
        QCOMPARE(trace.tasks.at(0).outcome, Outcome::Failed);
    }
}

void TestFaults::whatIsUnusualButRightSucceeds_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("bytes");
    QTest::newRow("chunked") << QStringLiteral("/chunked") << 11;
    QTest::newRow("interim answers") << QStringLiteral("/interim") << 5;
    QTest::newRow("body until close") << QStringLiteral("/until-close") << 200'000;
    QTest::newRow("no content") << QStringLiteral("/empty-body") << 0;
    QTest::newRow("closed right after") << QStringLiteral("/hang-up") << 5;
}

void TestFaults::whatIsUnusualButRightSucceeds()
{
    QFETCH(QString, path);
    QFETCH(int, bytes);
    const tests::FaultServer server;
    const Trace trace = download(one(server.address(path.toStdString())));
    QCOMPARE(trace.tasks.at(0).reason, std::string());
    QCOMPARE(trace.tasks.at(0).outcome, Outcome::Finished);
    QCOMPARE(trace.tasks.at(0).bytes, static_cast<std::uint64_t>(bytes));
}

void TestFaults::refusedConnectionNamesAddressAndPhase()
{
    const std::string address = "http://127.0.0.1:" + std::to_string(tests::refusingPort()) + "/";
    const Trace trace = download(one(address));
    QCOMPARE(trace.tasks.at(0).reason, address + ": connection refused (while connecting)");
    QCOMPARE(tests::attemptsWith(trace, Phase::Connect), std::vector<unsigned>{0});
}

/// A group of computers is none to connect to: the system refuses at once.
void TestFaults::unreachableNetworkIsToldInOurWords()
{
    QCOMPARE(
        download(one("http://224.0.0.1/x")).tasks.at(0).reason,
        std::string("http://224.0.0.1/x: there is no way from this computer to the server's network (while "
                    "connecting)"));
}

void TestFaults::unknownHostNamesAddressAndPhase()
{
    const Trace trace = download(one("http://user:secret@no-such.invalid/"));
    QCOMPARE(trace.tasks.at(0).reason,
             std::string("http://no-such.invalid/: host name not found (while resolving)"));
    QCOMPARE(trace.tasks.at(0).subject, std::string("http://no-such.invalid/"));
}

void TestFaults::nameIsResolvedOncePerRunByANamedHelper()
{
    const tests::FaultServer server;
    DownloadsOptions options = one(server.address("/ok", "localhost"));
    options.tasks = 20;
    const Trace trace = download(options, "async");
    QCOMPARE(count(trace, Outcome::Finished), std::size_t(20));
    QCOMPARE(std::ranges::count(trace.workers, "resolver", &Worker::name), 1);
    const auto helper = std::ranges::find(trace.workers, "resolver", &Worker::name);
    QCOMPARE(helper->role, WorkerRole::Helper);
    QVERIFY(helper->threadId != 0);
}

void TestFaults::literalAddressNeedsNoResolver()
{
    const tests::FaultServer server;
    const Trace trace = download(one(server.address("/ok")));
    QCOMPARE(std::ranges::count(trace.workers, "resolver", &Worker::name), 0);
    QVERIFY(tests::attemptsWith(trace, Phase::Dns).empty());
}

void TestFaults::refusedFirstAddressOfANameLeadsToTheNext()
{
    // "localhost" may or may not stand for ::1 before 127.0.0.1, where alone the server listens. Either way
    // it answers.
    const tests::FaultServer server;
    const Trace trace = download(one(server.address("/ok", "localhost")));
    QCOMPARE(trace.tasks.at(0).reason, std::string());
    QCOMPARE(tests::attemptsWith(trace, Phase::Connect).size(), std::size_t(trace.tasks.at(0).attempts));
}

void TestFaults::connectionIsReused()
{
    const tests::FaultServer server;
    DownloadsOptions options = one(server.address("/ok"));
    options.tasks = 10;
    const Trace trace = download(options);
    QCOMPARE(count(trace, Outcome::Finished), std::size_t(10));
    QCOMPARE(server.connections(), std::size_t(1));
}

void TestFaults::freshConnectionsAreNotReused()
{
    const tests::FaultServer server;
    DownloadsOptions options = one(server.address("/ok"));
    options.tasks = 10;
    options.client.freshConnections = true;
    const Trace trace = download(options);
    QCOMPARE(count(trace, Outcome::Finished), std::size_t(10));
    QCOMPARE(server.connections(), std::size_t(10));
}

void TestFaults::connectionWithMoreBytesThanItsAnswerIsDropped()
{
    const tests::FaultServer server;
    DownloadsOptions options = one(server.address("/two-answers"));
    options.tasks = 3;
    const Trace trace = download(options);
    QCOMPARE(count(trace, Outcome::Finished), std::size_t(3));
    QCOMPARE(server.connections(), std::size_t(3));
}

void TestFaults::staleConnectionIsRetriedOnceOnANewOne()
{
    const tests::FaultServer server;
    DownloadsOptions options = one(server.address("/once"));
    options.tasks = 2;
    const Trace trace = download(options);
    QCOMPARE(trace.tasks.at(1).reason, std::string());
    QCOMPARE(trace.tasks.at(0).attempts, 1u);
    QCOMPARE(trace.tasks.at(1).attempts, 2u);
    QCOMPARE(server.connections(), std::size_t(2));
    QCOMPARE(server.requests().size(), std::size_t(3));
    QCOMPARE(tests::attemptsWith(trace, Phase::Connect), (std::vector<unsigned>{0, 1}));
}

void TestFaults::freshConnectionThatClosesIsNotRetried()
{
    const tests::FaultServer server;
    const Trace trace = download(one(server.address("/close")));
    QCOMPARE(trace.tasks.at(0).attempts, 1u);
    QCOMPARE(server.requests().size(), std::size_t(1));
}

void TestFaults::connectionClosedWhileIdleIsDropped()
{
    const tests::FaultServer server;
    DownloadsOptions options = one(server.address("/hang-up"));
    options.tasks = 5;
    const Trace trace = download(options);
    QCOMPARE(count(trace, Outcome::Finished), std::size_t(5));
    QCOMPARE(server.connections(), std::size_t(5));
}

void TestFaults::redirectCountsAsAttempt()
{
    const tests::FaultServer server;
    const tests::FaultServer other;
    const Trace trace = download(one(server.address("/redirect?to=" + other.address("/chunked"))));
    QCOMPARE(trace.tasks.at(0).reason, std::string());
    QCOMPARE(trace.tasks.at(0).bytes, std::uint64_t(11)); // not the redirect's own body
    QCOMPARE(trace.tasks.at(0).attempts, 2u);
    QCOMPARE(tests::attemptsWith(trace, Phase::Connect), (std::vector<unsigned>{0, 1}));
    QCOMPARE(tests::attemptsWith(trace, Phase::FirstByte), (std::vector<unsigned>{0, 1}));
}

void TestFaults::redirectsAreLimited()
{
    const tests::FaultServer server;
    DownloadsOptions options = one(server.address("/loop"));
    options.client.redirectLimit = 3;
    const Trace trace = download(options);
    QCOMPARE(trace.tasks.at(0).reason, server.address("/loop") + ": more than 3 redirects");
    QCOMPARE(server.requests().size(), std::size_t(4));
    QCOMPARE(trace.tasks.at(0).attempts, 4u);
}

void TestFaults::credentialsStayWithTheirHost()
{
    const tests::FaultServer server;
    const tests::FaultServer other;
    std::string address = server.address("/redirect?to=/redirect?to=" + other.address("/ok"));
    address.insert(std::string("http://").size(), "user:secret@");
    const Trace trace = download(one(address));
    QCOMPARE(trace.tasks.at(0).reason, std::string());
    QCOMPARE(server.requests().size(), std::size_t(2));
    for (const std::string& request : server.requests())
        QVERIFY(request.find("Authorization: Basic dXNlcjpzZWNyZXQ=") != std::string::npos);
    QCOMPARE(other.requests().size(), std::size_t(1));
    QVERIFY(other.requests().front().find("Authorization") == std::string::npos);
    QVERIFY(trace.tasks.at(0).subject.find("secret") == std::string::npos);
}

void TestFaults::redirectDoesNotBringItsOwnCredentials()
{
    const tests::FaultServer server;
    const tests::FaultServer other;
    std::string target = other.address("/ok");
    target.insert(std::string("http://").size(), "planted:user@");
    const Trace trace = download(one(server.address("/redirect?to=" + target)));
    QCOMPARE(trace.tasks.at(0).reason, std::string());
    QVERIFY(other.requests().front().find("Authorization") == std::string::npos);
}

void TestFaults::cancelLeavesNoHang_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("path");
    for (const char* model : {"sequential", "threads", "async"}) {
        for (const char* path : {"/silence", "/drip", "/endless"})
            QTest::addRow("%s %s", model, path) << QString::fromLatin1(model) << QString::fromLatin1(path);
    }
}

void TestFaults::cancelLeavesNoHang()
{
    QFETCH(QString, model);
    QFETCH(QString, path);
    const tests::FaultServer server;
    DownloadsOptions options = one(server.address(path.toStdString()));
    options.tasks = 50;
    options.client.bodyLimit = 1ull << 40;
    engine::Run run(*engine::modelNamed(model.toStdString()), workloads::makeDownloads(options),
                    {.workerProgram = {}});
    run.start();
    TraceBuilder builder = run.builder();
    builder.setCancelled();
    bool waiting = false;
    for (bool finished = false; !finished;) {
        const engine::RunBatch batch = run.drain(1s);
        engine::feed(builder, batch);
        waiting = waiting || std::ranges::any_of(batch.events, [](const Event& event) {
                      return event.kind == EventKind::TaskSuspended && event.phase == Phase::FirstByte;
                  });
        if (waiting)
            run.cancel();
        finished = batch.finished;
    }
    const Trace trace = std::move(builder).finish(stampNow());
    QCOMPARE(count(trace, Outcome::Cancelled), std::size_t(50));
    const auto violations = checkInvariants(trace);
    QVERIFY2(violations.empty(), violations.empty() ? "" : violations.front().where.c_str());
}

void TestFaults::oneFaultLeavesTheOthersAlone()
{
    const tests::FaultServer server;
    DownloadsOptions options = one(server.address("/ok"));
    options.addresses.push_back(server.address("/half"));
    options.addresses.push_back(server.address("/reset"));
    options.addresses.push_back(server.address("/chunked"));
    options.tasks = 40;
    const Trace trace = download(options, "async");
    QCOMPARE(count(trace, Outcome::Finished), std::size_t(20));
    QCOMPARE(count(trace, Outcome::Failed), std::size_t(20));
}

int main(int argc, char** argv)
{
    TestFaults test;
    return tests::runWithEngine(test, argc, argv);
}

#include "tst_faults.moc"
