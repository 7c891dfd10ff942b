// SPDX-License-Identifier: GPL-3.0-or-later
// What counts as an answer: every row of the table of odd answers, with each client.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/net/practicefiles.h"
#include "tests/support/downloadrun.h"
#include "tests/support/engineapplication.h"
#include "tests/support/faultserver.h"

#include <algorithm>

using namespace interleave;
using namespace std::chrono_literals;
using tests::FaultServer;
using workloads::DownloadsOptions;

namespace {

constexpr std::uint64_t bodyLimit = 1'000'000;

std::vector<net::ClientKind> clients()
{
    // ThreadSanitizer does not know the locks inside Qt: every report would be false.
    if (std::string_view(INTERLEAVE_SANITIZER).find("thread") != std::string_view::npos)
        return {net::ClientKind::Own};
    return {net::ClientKind::Own, net::ClientKind::Qt};
}

const char* name(net::ClientKind client) { return client == net::ClientKind::Own ? "own" : "qt"; }

DownloadsOptions through(net::ClientKind client, const std::string& address)
{
    DownloadsOptions options = tests::one(address);
    options.client.kind = client;
    options.client.bodyLimit = bodyLimit;
    options.client.idleTimeout = 10s;
    options.client.extraCa = std::string(net::practice::authorityPem);
    return options;
}

void eachClient()
{
    QTest::addColumn<net::ClientKind>("client");
    for (const net::ClientKind client : clients())
        QTest::newRow(name(client)) << client;
}

/// An answer, cut after some of its bytes.
struct Cut
{
    const char* name;
    QByteArray answer;
};

const std::vector<Cut>& answersThatTellTheirEnd()
{
    static const std::vector<Cut> all{
        {"length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"},
        {"chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"},
    };
    return all;
}

} // namespace

class TestAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsAsTheTableSays_data();
    void endsAsTheTableSays();
    void nothingThatIsCutIsFinished_data();
    void nothingThatIsCutIsFinished();
    void answersGoToTheirOwnRequests_data() { eachClient(); }
    void answersGoToTheirOwnRequests();
};

void TestAnswers::endsAsTheTableSays_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<net::ClientKind>("client");
    for (const tests::OddAnswer& row : tests::oddAnswers()) {
        for (const net::ClientKind client : clients()) {
            if (row.own)
                QTest::addRow("%s %s", row.path.c_str(), name(client))
                    << QString::fromStdString(row.path) << client;
        }
    }
}

// Twice, one after the other: the second task has to end like the first, whatever that has left on its
// connection.
void TestAnswers::endsAsTheTableSays()
{
    QFETCH(QString, path);
    QFETCH(net::ClientKind, client);
    const tests::OddAnswer& row = *tests::oddAnswer(path.toStdString());
    const tests::Expected expected = client == net::ClientKind::Qt && row.qt ? *row.qt : *row.own;
    const FaultServer server(row.tls ? FaultServer::Security::Tls : FaultServer::Security::Plain);
    DownloadsOptions options = through(client, server.address(row.path));
    options.tasks = 2;
    options.client.idleTimeout = row.idle;
    const Trace trace = tests::download(options);
    QCOMPARE(trace.tasks.size(), std::size_t(2));
    for (const Task& task : trace.tasks) {
        const QString sentence = QString::fromLatin1(expected.sentence)
                                     .replace(QLatin1String("%1"), QString::fromStdString(task.subject));
        QCOMPARE(QString::fromStdString(task.reason), sentence);
        QCOMPARE(task.outcome, expected.bytes ? Outcome::Finished : Outcome::Failed);
        if (expected.bytes)
            QCOMPARE(task.bytes, *expected.bytes);
    }
}

void TestAnswers::nothingThatIsCutIsFinished_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isReset");
    QTest::addColumn<net::ClientKind>("client");
    for (const Cut& cut : answersThatTellTheirEnd()) {
        for (const bool isReset : {false, true}) {
            for (const net::ClientKind client : clients())
                QTest::addRow("%s %s %s", cut.name, isReset ? "reset" : "closed", name(client))
                    << cut.answer << isReset << client;
        }
    }
}

void TestAnswers::nothingThatIsCutIsFinished()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, isReset);
    QFETCH(net::ClientKind, client);
    constexpr qsizetype stride = 5;
    for (qsizetype left = 1; left < answer.size(); left += left < 9 ? 1 : stride) {
        const tests::Step end = isReset ? tests::reset() : tests::closing();
        const FaultServer server({tests::send(answer.chopped(left)), end});
        const Trace trace = tests::download(through(client, server.address("/")));
        QVERIFY2(trace.tasks.at(0).outcome == Outcome::Failed, answer.chopped(left).constData());
        QVERIFY(!trace.tasks.at(0).reason.empty());
    }
}

/// Qt's client gives what follows an interim answer to the next request; no other request may be answered by
/// it.
void TestAnswers::answersGoToTheirOwnRequests()
{
    QFETCH(net::ClientKind, client);
    for (const char* model : {"sequential", "async"}) {
        const FaultServer server;
        DownloadsOptions options = through(client, server.address("/interim-then-late"));
        options.addresses.push_back(server.address("/interim-then-late"));
        options.addresses.push_back(server.address("/chunked"));
        options.tasks = 60;
        const Trace trace = tests::download(options, model);
        for (const Task& task : trace.tasks) {
            const bool isChunked = task.subject.ends_with("/chunked");
            if (isChunked || client == net::ClientKind::Own) {
                QCOMPARE(task.reason, std::string());
                QCOMPARE(task.bytes, std::uint64_t(isChunked ? 11 : 5));
            } else {
                QCOMPARE(task.outcome, Outcome::Failed);
            }
        }
    }
}

int main(int argc, char** argv)
{
    TestAnswers test;
    return tests::runWithEngine(test, argc, argv);
}

#include "tst_answers.moc"
