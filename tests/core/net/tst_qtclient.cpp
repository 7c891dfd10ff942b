// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/engine/run.h"
#include "core/net/practicefiles.h"
#include "core/trace/invariants.h"
#include "tests/support/downloadrun.h"
#include "tests/support/engineapplication.h"
#include "tests/support/faultserver.h"
#include "tests/support/refusal.h"

#include <QRegularExpression>

#include <algorithm>
#include <atomic>

using namespace interleave;
using namespace std::chrono_literals;
using tests::count;
using tests::download;
using tests::FaultServer;
using tests::filled;
using workloads::DownloadsOptions;

namespace {

using Tweak = void (*)(DownloadsOptions&);

void nothing(DownloadsOptions&) {}

DownloadsOptions throughQt(const std::string& address)
{
    DownloadsOptions options = tests::one(address);
    options.client.kind = net::ClientKind::Qt;
    return options;
}

DownloadsOptions trusting(const std::string& address)
{
    DownloadsOptions options = throughQt(address);
    options.client.extraCa = std::string(net::practice::authorityPem);
    return options;
}

/// Another workload, whose worker cannot start threads.
class WithoutThreads final : public engine::Workload
{
public:
    explicit WithoutThreads(std::shared_ptr<engine::Workload> inner) : m_inner(std::move(inner)) {}

    std::string id() const override { return m_inner->id(); }
    std::string name() const override { return m_inner->name(); }
    std::size_t taskCount() const override { return m_inner->taskCount(); }
    engine::TaskPlan plan(std::size_t index) const override { return m_inner->plan(index); }
    void begin(engine::AnnounceHelper announce) override { m_inner->begin(std::move(announce)); }
    std::unique_ptr<engine::WorkerLocal> prepare() const override
    {
        m_refuses = tests::refuseThreads();
        return m_inner->prepare();
    }
    engine::Co<engine::TaskResult> execute(engine::TaskContext& context, engine::WorkerLocal* local,
                                           std::size_t index) const override
    {
        return m_inner->execute(context, local, index);
    }
    QCborMap parameters() const override { return m_inner->parameters(); }

    bool refuses() const { return m_refuses; } ///< once the run is over

private:
    std::shared_ptr<engine::Workload> m_inner;
    mutable std::atomic<bool> m_refuses = false;
};

} // namespace

Q_DECLARE_METATYPE(Tweak)

class TestQtClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatGoesWrongIsSaidInASentence_data();
    void whatGoesWrongIsSaidInASentence();
    void whatIsUnusualButRightSucceeds_data();
    void whatIsUnusualButRightSucceeds();
    void malformedChunkPassesForAnEmptyBody();
    void refusedConnectionIsTold();
    void unreachableNetworkIsToldInOurWords();
    void refusedHiddenThreadIsTold();
    void nothingOfABodyIsKeptWhenItFails();
    void requestIsThatOfTheOtherClient();
    void redirectsAreFollowedAndCounted();
    void redirectsAreLimited();
    void credentialsStayWithTheirHost();
    void cookiesAreNotKept();
    void trustedServerAnswers();
    void unknownAuthorityIsRefused();
    void wrongNameIsRefused();
};

void TestQtClient::whatGoesWrongIsSaidInASentence_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<Tweak>("tweak");
    const auto row = [](const char* name, const char* path, const char* sentence, Tweak tweak = nothing) {
        QTest::newRow(name) << QString::fromLatin1(path) << QString::fromLatin1(sentence) << tweak;
    };
    row("closed without a reply", "/close",
        "%1: the server closed the connection without an answer, or the answer is not HTTP/1, as where "
        "https:// is "
        "expected (Qt's client does not tell which) (while waiting for the answer)");
    row("closed in the middle of the body", "/half",
        "%1: the server closed the connection in the middle of the answer (while receiving the answer)");
    row("negative length", "/negative",
        "%1: the answer has a malformed Content-Length (while receiving the answer)");
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
    row("redirect without a target", "/nowhere", "HTTP 302 Found from %1, which does not say where to go");
    row("redirect loop", "/loop", "%1: more than 10 redirects");
    row("redirect to a file", "/redirect?to=file:///etc/passwd",
        "%1: redirected to file:///etc/passwd, but only http and https addresses can be downloaded");
}

void TestQtClient::whatGoesWrongIsSaidInASentence()
{
    QFETCH(QString, path);
    QFETCH(QString, sentence);
    QFETCH(Tweak, tweak);
    for (const char* model : {"sequential", "async"}) {
        const FaultServer server;
        DownloadsOptions options = throughQt(server.address(path.toStdString()));
        tweak(options);
        const Trace trace = download(options, model);
        QCOMPARE(trace.tasks.at(0).reason, filled(sentence, trace.tasks.at(0).subject));
        QCOMPARE(trace.tasks.at(0).outcome, Outcome::Failed);
    }
}

void TestQtClient::whatIsUnusualButRightSucceeds_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("bytes");
    QTest::newRow("plain") << QStringLiteral("/ok") << 5;
    QTest::newRow("chunked") << QStringLiteral("/chunked") << 11;
    QTest::newRow("body until close") << QStringLiteral("/until-close") << 200'000;
    QTest::newRow("no content") << QStringLiteral("/empty-body") << 0;
    QTest::newRow("closed right after") << QStringLiteral("/hang-up") << 5;
}

void TestQtClient::whatIsUnusualButRightSucceeds()
{
    QFETCH(QString, path);
    QFETCH(int, bytes);
    const FaultServer server;
    const Trace trace = download(throughQt(server.address(path.toStdString())));
    QCOMPARE(trace.tasks.at(0).reason, std::string());
    QCOMPARE(trace.tasks.at(0).outcome, Outcome::Finished);
    QCOMPARE(trace.tasks.at(0).bytes, static_cast<std::uint64_t>(bytes));
}

/// A fault of Qt's that cannot be noticed from outside; README.md says so. When this fails, Qt has learnt it.
void TestQtClient::malformedChunkPassesForAnEmptyBody()
{
    const FaultServer server;
    const Trace trace = download(throughQt(server.address("/bad-chunk")));
    QCOMPARE(trace.tasks.at(0).outcome, Outcome::Finished);
    QCOMPARE(trace.tasks.at(0).bytes, std::uint64_t(0));
}

void TestQtClient::refusedConnectionIsTold()
{
    const std::string address = "http://127.0.0.1:" + std::to_string(tests::refusingPort()) + "/";
    const Trace trace = download(throughQt(address));
    QCOMPARE(trace.tasks.at(0).reason, address + ": connection refused (before the request was sent)");
}

void TestQtClient::unreachableNetworkIsToldInOurWords()
{
    QCOMPARE(
        download(throughQt("http://224.0.0.1/x")).tasks.at(0).reason,
        std::string("http://224.0.0.1/x: there is no way from this computer to the server's network (before "
                    "the request was sent)"));
}

void TestQtClient::refusedHiddenThreadIsTold()
{
    if (std::string_view(INTERLEAVE_SANITIZER).find("address") != std::string_view::npos)
        QSKIP("Qt never frees what it had moved to a thread that did not begin");
    const FaultServer server;
    DownloadsOptions options = throughQt(server.address("/ok"));
    options.tasks = 2; // Qt itself would not try again
    const auto workload = std::make_shared<WithoutThreads>(workloads::makeDownloads(options));
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("^QThread::start")));
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("^QThread::start")));
    const Trace trace = engine::execute(*engine::modelNamed("sequential"), workload, {.workerProgram = {}});
    if (!workload->refuses())
        QSKIP("this system cannot be made to refuse threads");
    QVERIFY(checkInvariants(trace).empty());
    QCOMPARE(trace.tasks.size(), std::size_t(2));
    for (const Task& task : trace.tasks)
        QCOMPARE(task.reason,
                 server.address("/ok") +
                     ": the system refuses Qt's client its thread (too many processes or threads?) "
                     "(before the request was sent)");
    QVERIFY(server.requests().empty());
}

void TestQtClient::nothingOfABodyIsKeptWhenItFails()
{
    const FaultServer server;
    DownloadsOptions options = throughQt(server.address("/half"));
    options.parsePasses = 1;
    const Trace trace = download(options);
    QCOMPARE(trace.tasks.at(0).outcome, Outcome::Failed);
    QVERIFY(tests::attemptsWith(trace, Phase::Parse).empty());
}

void TestQtClient::requestIsThatOfTheOtherClient()
{
    const FaultServer server;
    for (const net::ClientKind kind : {net::ClientKind::Own, net::ClientKind::Qt}) {
        DownloadsOptions options = tests::one(server.address("/ok?x=a%20b"));
        options.client.kind = kind;
        QCOMPARE(download(options).tasks.at(0).reason, std::string());
    }
    const auto sorted = [](const std::string& head) {
        QStringList lines = QString::fromStdString(head).toLower().split(QStringLiteral("\r\n"));
        lines.sort();
        lines.removeAll(QStringLiteral("accept-language: en,*")); // of the locale; it cannot be left out
        return lines;
    };
    const std::vector<std::string> requests = server.requests();
    QCOMPARE(requests.size(), std::size_t(2));
    QCOMPARE(sorted(requests[1]).join(u'|'), sorted(requests[0]).join(u'|'));
}

void TestQtClient::redirectsAreFollowedAndCounted()
{
    const FaultServer server;
    const FaultServer other;
    const Trace trace = download(throughQt(server.address("/redirect?to=" + other.address("/chunked"))));
    QCOMPARE(trace.tasks.at(0).reason, std::string());
    QCOMPARE(trace.tasks.at(0).bytes, std::uint64_t(11)); // not the redirect's own body
    QCOMPARE(trace.tasks.at(0).attempts, 2u);
    QCOMPARE(tests::attemptsWith(trace, Phase::PoolWait), (std::vector<unsigned>{0, 1}));
}

void TestQtClient::redirectsAreLimited()
{
    const FaultServer server;
    DownloadsOptions options = throughQt(server.address("/loop"));
    options.client.redirectLimit = 3;
    const Trace trace = download(options);
    QCOMPARE(trace.tasks.at(0).reason, server.address("/loop") + ": more than 3 redirects");
    QCOMPARE(server.requests().size(), std::size_t(4));
    QCOMPARE(trace.tasks.at(0).attempts, 4u);
}

void TestQtClient::credentialsStayWithTheirHost()
{
    const FaultServer server;
    const FaultServer other;
    std::string address = server.address("/redirect?to=/redirect?to=" + other.address("/ok"));
    address.insert(std::string("http://").size(), "user:secret@");
    const Trace trace = download(throughQt(address));
    QCOMPARE(trace.tasks.at(0).reason, std::string());
    QCOMPARE(server.requests().size(), std::size_t(2));
    for (const std::string& request : server.requests())
        QVERIFY(request.find("Authorization: Basic dXNlcjpzZWNyZXQ=") != std::string::npos);
    QCOMPARE(other.requests().size(), std::size_t(1));
    QVERIFY(other.requests().front().find("Authorization") == std::string::npos);
}

void TestQtClient::cookiesAreNotKept()
{
    const FaultServer server;
    DownloadsOptions options = throughQt(server.address("/cookie"));
    options.tasks = 2;
    QCOMPARE(count(download(options), Outcome::Finished), std::size_t(2));
    QVERIFY(server.requests().at(1).find("Cookie") == std::string::npos);
}

void TestQtClient::trustedServerAnswers()
{
    const FaultServer server(FaultServer::Security::Tls);
    DownloadsOptions options = trusting(server.address("/ok"));
    options.tasks = 10;
    const Trace trace = download(options);
    QCOMPARE(count(trace, Outcome::Finished), std::size_t(10));
    QVERIFY(tests::attemptsWith(trace, Phase::Tls).empty()); // Qt does not tell whose it is
}

void TestQtClient::unknownAuthorityIsRefused()
{
    const FaultServer server(FaultServer::Security::Tls);
    DownloadsOptions options = throughQt(server.address("/ok"));
    options.tasks = 20; // most wait for a connection when the first ones fail
    const Trace trace = download(options, "async");
    for (const Task& task : trace.tasks)
        QVERIFY2(task.reason.starts_with(server.address("/ok") + ": certificate refused: "),
                 task.reason.c_str());
    QVERIFY(server.requests().empty());
}

void TestQtClient::wrongNameIsRefused()
{
    const FaultServer server(FaultServer::Security::Tls);
    const std::string address = server.address("/ok", "127.0.0.2");
    const Trace trace = download(trusting(address));
    QCOMPARE(
        trace.tasks.at(0).reason,
        address +
            ": certificate refused: The host name did not match any of the valid hosts for this certificate "
            "(before the request was sent)");
    QVERIFY(server.requests().empty());
}

int main(int argc, char** argv)
{
    TestQtClient test;
    return tests::runWithEngine(test, argc, argv);
}

#include "tst_qtclient.moc"
