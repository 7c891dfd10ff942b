// SPDX-License-Identifier: GPL-3.0-or-later
// Since when something waits on a socket, by the kernel's stamps.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/observe/receivetime.h"
#include "core/observe/wallclock.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace interleave;
using namespace std::chrono_literals;

namespace {

void waitOutLoud(Duration length)
{
    for (const Stamp until = stampNow() + length; stampNow() < until;) {
    }
}

} // namespace

class TestReceiveTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void oneSegmentHasTheKernelsStamp();
    void ofSeveralSegmentsTheStampIsAnUpperBound();
    void whatWaitedAtTheLastLookWaitedBefore();
    void theFirstLookKnowsWhatCameBefore();
    void aStampOfBeforeTheLastLookIsNone();
    void whatEndedHasNoStamp();
    void withoutAskingThereIsNoStamp();

private:
    /// Over loopback it has arrived when this returns. @return an instant shortly before
    Stamp send(const char* bytes)
    {
        const Stamp before = stampNow();
        m_peer->write(bytes);
        m_peer->flush();
        return before;
    }
    std::optional<observe::Received> look() { return m_arrivals.look(m_client->socketDescriptor(), m_begun); }
    void readAll()
    {
        QVERIFY(m_client->bytesAvailable() > 0 || m_client->waitForReadyRead(5000));
        m_client->readAll();
    }

    std::unique_ptr<QTcpServer> m_server;
    std::unique_ptr<QTcpSocket> m_client;
    std::unique_ptr<observe::ReceiveStamping> m_stamping;
    QTcpSocket* m_peer = nullptr;
    observe::Arrivals m_arrivals;
    Stamp m_begun{};
};

void TestReceiveTime::init()
{
    m_stamping = std::make_unique<observe::ReceiveStamping>();
    m_server = std::make_unique<QTcpServer>();
    m_client = std::make_unique<QTcpSocket>();
    m_begun = stampNow();
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    m_client->connectToHost(QHostAddress::LocalHost, m_server->serverPort());
    QVERIFY(m_client->waitForConnected());
    QVERIFY(m_server->waitForNewConnection(5000));
    m_peer = m_server->nextPendingConnection();
    m_peer->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (!observe::stampReceiving(m_client->socketDescriptor()))
        QSKIP("this system stamps nothing");
    m_arrivals = {};
    // The kernel takes a moment until it stamps: what comes before that is read, and sent again.
    for (int tries = 0; tries < 10'000; ++tries) {
        send("x");
        const bool stamped = look().has_value();
        readAll();
        if (stamped)
            return;
    }
    QFAIL("no stamp");
}

void TestReceiveTime::cleanup()
{
    m_client.reset();
    m_server.reset();
    m_stamping.reset();
}

void TestReceiveTime::oneSegmentHasTheKernelsStamp()
{
    QVERIFY(!look()); // nothing waits
    const Stamp before = send("x");
    const Stamp after = stampNow();
    waitOutLoud(20ms); // the look is late, the stamp is not
    const auto received = look();
    QVERIFY(received && received->exact);
    QVERIFY(received->at >= before - 1ms && received->at <= after + 1ms);
}

void TestReceiveTime::ofSeveralSegmentsTheStampIsAnUpperBound()
{
    const Stamp first = send("x");
    waitOutLoud(20ms);
    send("y");
    const auto received = look();
    QVERIFY(received && !received->exact);
    QVERIFY(received->at >= first);
    readAll();
    send("z"); // and then it is known again
    const auto next = look();
    QVERIFY(next && next->exact);
    QVERIFY(next->at >= received->at);
}

void TestReceiveTime::whatWaitedAtTheLastLookWaitedBefore()
{
    send("x");
    QVERIFY(look()->exact);
    for (const char* more : {"", "y"}) { // alone, and with another segment behind it
        send(more);
        const auto received = look();
        QVERIFY(received && !received->exact);
        QCOMPARE(received->at, Stamp{});
    }
}

void TestReceiveTime::theFirstLookKnowsWhatCameBefore()
{
    send("y");
    observe::Arrivals first;
    const auto received = first.look(m_client->socketDescriptor(), m_begun);
    QVERIFY(received && !received->exact); // init() has read a segment that this one never saw
    QVERIFY(received->at >= m_begun);
}

void TestReceiveTime::aStampOfBeforeTheLastLookIsNone()
{
    send("y");
    observe::Arrivals first;
    QVERIFY(!first.look(m_client->socketDescriptor(), stampNow() + 10s)); // as if a clock had been set back
}

void TestReceiveTime::whatEndedHasNoStamp()
{
    m_peer->disconnectFromHost();
    waitOutLoud(1ms);
    QVERIFY(!look());
}

void TestReceiveTime::withoutAskingThereIsNoStamp()
{
    QVERIFY(!observe::stampReceiving(-1));
    QVERIFY(!m_arrivals.look(-1, {}));
}

QTEST_GUILESS_MAIN(TestReceiveTime)
#include "tst_receivetime.moc"
