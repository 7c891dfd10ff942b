// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/net/listenaddress.h"
#include "core/net/practicefiles.h"
#include "core/net/practiceserver.h"
#include "core/net/practiceserverprocess.h"
#include "core/net/responsereader.h"
#include "tests/support/downloadrun.h"
#include "tests/support/engineapplication.h"

#include <QFile>
#include <QHostAddress>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <csignal>
#include <string_view>

using namespace interleave;
using namespace std::chrono_literals;
using net::PracticeServerOptions;
using net::PracticeServerProcess;

namespace {

PracticeServerOptions options()
{
    PracticeServerOptions all;
    all.workerProgram = PRACTICE_SERVER;
    return all;
}

struct Response
{
    unsigned status = 0;
    std::string body;
    bool keepAlive = false;
};

/// One request on a connection that may have carried others.
Response ask(QTcpSocket& socket, const QByteArray& path)
{
    socket.write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    Response response;
    net::ResponseReader reader(65536, 1 << 20, &response.body);
    std::array<char, 4096> buffer;
    while (!reader.done() && reader.problem().empty()) {
        if (const qint64 count = socket.read(buffer.data(), buffer.size()); count > 0)
            reader.feed(std::span(buffer).first(static_cast<std::size_t>(count)));
        else if (!socket.waitForReadyRead(10'000))
            return {};
    }
    response.status = reader.status();
    response.keepAlive = reader.done() && reader.keepAlive();
    return response;
}

std::uint64_t finished(const Trace& trace)
{
    return static_cast<std::uint64_t>(std::ranges::count(trace.tasks, Outcome::Finished, &Task::outcome));
}

} // namespace

class TestPracticeServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesHaveTheArticlesSizes();
    void optionsAreClamped();
    void serverAnswersManyRequestsOnOneConnection();
    void everyAnswerSaysWhenItWasSent();
    void countsAgreeWithTheDownloads_data();
    void countsAgreeWithTheDownloads();
    void bodyIsDripped();
    void serverEndsWhenItsInputEnds();
    void wrongArgumentIsRefused_data();
    void wrongArgumentIsRefused();
    void takenPortIsAReason();
    void missingProgramIsAReason();
    void otherProgramIsAReason();
    void logHasALineForEveryAnswer();
    void deadServerTellsHowItEnded_data();
    void deadServerTellsHowItEnded();
    void serverThatStandsStillDoesNotAnswer();
    void serverThatDiesAtItsStartIsAReason();
    void addressIsListenedOn_data();
    void addressIsListenedOn();
    void fewDescriptorsAreEnoughOneAfterAnother();
};

void TestPracticeServer::pagesHaveTheArticlesSizes()
{
    QCOMPARE(net::practice::dicePage.size(), std::size_t(276));
    QCOMPARE(net::practice::jythonPage.size(), std::size_t(10'490));
}

void TestPracticeServer::optionsAreClamped()
{
    PracticeServerOptions wild;
    wild.latency = -5ms;
    wild.jitter = 1h;
    QCOMPARE(net::clamped(wild).latency, 0ms);
    QCOMPARE(net::clamped(wild).jitter, 60'000ms);
}

void TestPracticeServer::serverAnswersManyRequestsOnOneConnection()
{
    PracticeServerProcess server;
    QCOMPARE(server.start(options()), std::string());
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), server.port());
    QVERIFY(socket.waitForConnected());
    for (int round = 0; round < 3; ++round) {
        QCOMPARE(ask(socket, "/dice").body, std::string(net::practice::dicePage));
        QCOMPARE(ask(socket, "/jython?query=1").body, std::string(net::practice::jythonPage));
        QCOMPARE(ask(socket, "/").status, 200u);
        const Response missing = ask(socket, "/no-such-page");
        QCOMPARE(missing.status, 404u);
        QVERIFY(missing.keepAlive);
    }
    const auto counts = server.counts();
    QVERIFY(counts);
    QCOMPARE(counts->requests, std::uint64_t(12));
    QCOMPARE(counts->answers, std::uint64_t(12));
}

void TestPracticeServer::everyAnswerSaysWhenItWasSent()
{
    PracticeServerProcess server;
    QCOMPARE(server.start(options()), std::string());
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), server.port());
    const auto before = stampNow().time_since_epoch().count();
    socket.write("GET /dice HTTP/1.1\r\nHost: x\r\n\r\n");
    QByteArray text;
    while (!text.contains("</html>") && socket.waitForReadyRead(10'000))
        text += socket.readAll();
    const auto after = stampNow().time_since_epoch().count();
    const QByteArray field = "X-Interleave-Sent-Ns: ";
    const qsizetype at = text.indexOf(field);
    QVERIFY(at > 0);
    const qint64 sent = text.mid(at + field.size()).split('\r').first().toLongLong();
    QVERIFY(sent >= before && sent <= after);
}

void TestPracticeServer::countsAgreeWithTheDownloads_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<int>("latency");
    QTest::addColumn<bool>("tls");
    QTest::newRow("sequential") << QStringLiteral("sequential") << 0 << false;
    QTest::newRow("threads") << QStringLiteral("threads") << 2 << false;
    QTest::newRow("async") << QStringLiteral("async") << 5 << false;
    QTest::newRow("async, no latency") << QStringLiteral("async") << 0 << false;
    QTest::newRow("async, TLS") << QStringLiteral("async") << 1 << true;
}

void TestPracticeServer::countsAgreeWithTheDownloads()
{
    QFETCH(QString, model);
    QFETCH(int, latency);
    QFETCH(bool, tls);
    PracticeServerOptions how = options();
    how.latency = std::chrono::milliseconds(latency);
    how.jitter = std::chrono::milliseconds(latency);
    how.tls = tls;
    PracticeServerProcess server;
    QCOMPARE(server.start(how), std::string());

    workloads::DownloadsOptions downloads;
    downloads.addresses = {server.address() + "/dice", server.address() + "/jython"};
    downloads.tasks = 300;
    downloads.client.extraCa = tls ? PracticeServerProcess::certificateAuthority() : std::string();
    const Trace trace = tests::download(downloads, model.toStdString());
    QCOMPARE(finished(trace), std::uint64_t(300));
    QCOMPARE(trace.tasks.at(0).bytes, std::uint64_t(276));
    QCOMPARE(trace.tasks.at(1).bytes, std::uint64_t(10'490));
    const auto counts = server.counts();
    QVERIFY(counts);
    QCOMPARE(counts->requests, std::uint64_t(300));
    QCOMPARE(counts->answers, std::uint64_t(300));
}

void TestPracticeServer::bodyIsDripped()
{
    PracticeServerOptions how = options();
    how.bandwidth = 200'000;
    PracticeServerProcess server;
    QCOMPARE(server.start(how), std::string());
    const Trace trace = tests::download(tests::one(server.address() + "/jython"));
    QCOMPARE(trace.tasks.at(0).reason, std::string());
    QCOMPARE(trace.tasks.at(0).bytes, std::uint64_t(10'490));
    QCOMPARE(tests::attemptsWith(trace, Phase::Receive), std::vector<unsigned>{0});
}

void TestPracticeServer::serverEndsWhenItsInputEnds()
{
    QProcess process;
    process.start(QStringLiteral(PRACTICE_SERVER), {QStringLiteral("--practice-server")});
    QVERIFY(process.waitForReadyRead(10'000));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

void TestPracticeServer::wrongArgumentIsRefused_data()
{
    QTest::addColumn<QString>("argument");
    for (const char* argument : {"--latency-ms=-1", "--latency-ms=60001", "--port=65536", "--seed=x",
                                 "--bandwidth=1e9", "--processors=0,x", "--listen=here", "--no-such-option"})
        QTest::newRow(argument) << QString::fromLatin1(argument);
}

void TestPracticeServer::wrongArgumentIsRefused()
{
    QFETCH(QString, argument);
    QProcess process;
    process.start(QStringLiteral(PRACTICE_SERVER), {argument});
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardOutput().startsWith("{\"error\":"));
}

void TestPracticeServer::takenPortIsAReason()
{
    PracticeServerProcess first;
    QCOMPARE(first.start(options()), std::string());
    PracticeServerOptions same = options();
    same.port = first.port();
    PracticeServerProcess second;
    const std::string reason = second.start(same);
    QVERIFY2(reason.starts_with("The practice server cannot be started: cannot listen on 127.0.0.1 port"),
             reason.c_str());
}

void TestPracticeServer::missingProgramIsAReason()
{
    PracticeServerOptions missing;
    missing.workerProgram = "/nonexistent/interleave-worker";
    PracticeServerProcess server;
    const std::string reason = server.start(missing);
    QVERIFY2(reason.starts_with("The practice server cannot be started: /nonexistent/interleave-worker"),
             reason.c_str());
    QVERIFY(!server.counts());
}

void TestPracticeServer::otherProgramIsAReason()
{
    PracticeServerOptions other;
    other.workerProgram = "/bin/echo";
    PracticeServerProcess server;
    QCOMPARE(server.start(other),
             std::string("The practice server cannot be started: /bin/echo is not interleave-worker"));
}

void TestPracticeServer::logHasALineForEveryAnswer()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("log"));
    QProcess process;
    process.start(QStringLiteral(PRACTICE_SERVER), {QStringLiteral("--log"), path});
    QVERIFY(process.waitForReadyRead(10'000));
    const int port = process.readLine().mid(1).split(':').last().chopped(2).toInt();
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(port));
    ask(socket, "/dice");
    ask(socket, "/nothing");
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(10'000));
    QFile log(path);
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = log.readAll().split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.at(1).startsWith("/dice 200 "));
    QVERIFY(lines.at(2).startsWith("/nothing 404 "));
}

void TestPracticeServer::deadServerTellsHowItEnded_data()
{
    QTest::addColumn<int>("signal");
    for (const int signal : {SIGKILL, SIGSEGV, SIGABRT})
        QTest::addRow("signal %d", signal) << signal;
}

void TestPracticeServer::deadServerTellsHowItEnded()
{
    QFETCH(int, signal);
    if (signal != SIGKILL && !std::string_view(INTERLEAVE_SANITIZER).empty())
        QSKIP("a sanitizer takes this signal for a fault of the program's, and ends it with a status of its "
              "own");
    PracticeServerProcess server;
    QCOMPARE(server.failure(), std::string("is not there"));
    QCOMPARE(server.start(options()), std::string());
    QCOMPARE(server.failure(), std::string());
    ::kill(static_cast<pid_t>(server.processId()), signal);
    std::string failure; // once it is dead it is known; until then it may still answer
    QTRY_VERIFY_WITH_TIMEOUT(!(failure = server.failure()).empty() && !server.running(), 10'000);
    QCOMPARE(server.failure(), "was killed by signal " + std::to_string(signal));
    QCOMPARE(server.start(options()), std::string());
    QCOMPARE(server.failure(), std::string());
}

void TestPracticeServer::serverThatStandsStillDoesNotAnswer()
{
    PracticeServerProcess server;
    QCOMPARE(server.start(options()), std::string());
    ::kill(static_cast<pid_t>(server.processId()), SIGSTOP);
    QTRY_COMPARE_WITH_TIMEOUT(server.failure(100ms), std::string("does not answer any more"), 10'000);
    QCOMPARE(server.start(options()), std::string()); // in place of the old one
    QCOMPARE(server.failure(), std::string());
}

void TestPracticeServer::serverThatDiesAtItsStartIsAReason()
{
    const QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("worker")));
    QVERIFY(script.open(QIODevice::WriteOnly) && script.write("#!/bin/sh\nkill -9 $$\n") > 0);
    script.close();
    QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    PracticeServerOptions killed;
    killed.workerProgram = script.fileName().toStdString();
    PracticeServerProcess server;
    QCOMPARE(server.start(killed),
             std::string("The practice server cannot be started: it was killed by signal 9"));
}

void TestPracticeServer::addressIsListenedOn_data()
{
    QTest::addColumn<QString>("listenOn");
    QTest::addColumn<QString>("address"); // without port; empty: refused
    QTest::addColumn<bool>("others");
    QTest::newRow("default") << QStringLiteral("127.0.0.1") << QStringLiteral("http://127.0.0.1") << false;
    QTest::newRow("name") << QStringLiteral("localhost") << QStringLiteral("http://127.0.0.1") << false;
    QTest::newRow("another of loopback")
        << QStringLiteral("127.0.0.2") << QStringLiteral("http://127.0.0.2") << false;
    QTest::newRow("all") << QStringLiteral("0.0.0.0") << QStringLiteral("http://127.0.0.1") << true;
    QTest::newRow("IPv6") << QStringLiteral("::1") << QStringLiteral("http://[::1]") << false;
    QTest::newRow("all of IPv6") << QStringLiteral("::") << QStringLiteral("http://[::1]") << true;
    QTest::newRow("no address") << QStringLiteral("here") << QString() << true;
    QTest::newRow("with a port") << QStringLiteral("127.0.0.1:80") << QString() << true;
    QTest::newRow("of another computer") << QStringLiteral("192.0.2.1") << QString() << true;
}

void TestPracticeServer::addressIsListenedOn()
{
    QFETCH(QString, listenOn);
    QFETCH(QString, address);
    QFETCH(bool, others);
    if (listenOn.startsWith(u':')) {
        QTcpServer probe;
        if (!probe.listen(QHostAddress::LocalHostIPv6))
            QSKIP("this computer has no IPv6");
    }
    PracticeServerOptions how = options();
    how.listenOn = listenOn.toStdString();
    PracticeServerProcess server;
    const std::string problem = server.start(how);
    QCOMPARE(problem.empty(), !address.isEmpty());
    if (!problem.empty()) {
        QVERIFY2(problem.find(how.listenOn) != std::string::npos, problem.c_str());
        return;
    }
    QCOMPARE(QString::fromStdString(server.address()), address + u':' + QString::number(server.port()));
    QVERIFY(server.counts());
    QCOMPARE(net::reachedByOthers(how.listenOn), others);
}

/// More clients than the server may have descriptors: they wait, and each is answered.
void TestPracticeServer::fewDescriptorsAreEnoughOneAfterAnother()
{
    QProcess process;
    process.start(QStringLiteral("/bin/sh"),
                  {QStringLiteral("-c"), QStringLiteral("ulimit -n 14; exec \"$0\" --latency-ms=5"),
                   QStringLiteral(PRACTICE_SERVER)});
    QVERIFY(process.waitForReadyRead(10'000));
    const int port = process.readLine().mid(1).split(':').last().chopped(2).toInt();
    std::array<QTcpSocket, 60> clients;
    int answered = 0;
    for (QTcpSocket& client : clients) {
        client.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(port));
        client.write("GET /dice HTTP/1.0\r\n\r\n");
        connect(&client, &QTcpSocket::disconnected, this,
                [&] { answered += client.readAll().startsWith("HTTP/1.1 200 ") ? 1 : 0; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(answered, 60, 30'000);
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
}

int main(int argc, char** argv)
{
    TestPracticeServer test;
    return tests::runWithEngine(test, argc, argv);
}

#include "tst_practiceserver.moc"
