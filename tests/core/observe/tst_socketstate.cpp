// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/observe/socketstate.h"
#include "tests/support/fullserver.h"

#include <array>

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace interleave;
using observe::Waiting;

namespace {

/// The two ends of a connection over loopback.
struct Pair
{
    Pair()
    {
        const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in where{};
        where.sin_family = AF_INET;
        where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* const bound = reinterpret_cast<sockaddr*>(&where);
        socklen_t length = sizeof where;
        ::bind(listener, bound, length);
        ::listen(listener, 1);
        ::getsockname(listener, bound, &length);
        ours = ::socket(AF_INET, SOCK_STREAM, 0);
        ::connect(ours, bound, length);
        theirs = ::accept(listener, nullptr, nullptr);
        ::close(listener);
    }
    ~Pair()
    {
        ::close(ours);
        if (theirs >= 0)
            ::close(theirs);
    }
    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;

    void wait() const // until something can be read
    {
        pollfd readable{.fd = ours, .events = POLLIN, .revents = 0};
        ::poll(&readable, 1, -1);
    }

    int ours = -1;
    int theirs = -1;
};

} // namespace

class TestSocketState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silenceIsNothing();
    void bytesAreSeenAndStay();
    void endIsSeen_data();
    void endIsSeen();
    void noSocketIsAnEnd();
    void whatTheServerHasIsAcknowledged();
    void swallowedConnectionStaysOnItsWay();
};

void TestSocketState::silenceIsNothing()
{
    const Pair pair;
    QCOMPARE(observe::waitingOn(pair.ours), Waiting::Nothing);
}

void TestSocketState::bytesAreSeenAndStay()
{
    const Pair pair;
    QCOMPARE(::send(pair.theirs, "ab", 2, 0), ssize_t(2));
    pair.wait();
    QCOMPARE(observe::waitingOn(pair.ours), Waiting::Bytes);
    std::array<char, 8> buffer{};
    QCOMPARE(::recv(pair.ours, buffer.data(), buffer.size(), MSG_DONTWAIT), ssize_t(2));
    QCOMPARE(observe::waitingOn(pair.ours), Waiting::Nothing);
}

void TestSocketState::endIsSeen_data()
{
    QTest::addColumn<bool>("reset");
    QTest::newRow("orderly") << false;
    QTest::newRow("reset") << true;
}

void TestSocketState::endIsSeen()
{
    QFETCH(bool, reset);
    Pair pair;
    if (reset) {
        const linger now{.l_onoff = 1, .l_linger = 0};
        ::setsockopt(pair.theirs, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    ::close(std::exchange(pair.theirs, -1));
    pair.wait();
    QCOMPARE(observe::waitingOn(pair.ours), Waiting::End);
}

void TestSocketState::noSocketIsAnEnd() { QCOMPARE(observe::waitingOn(-1), Waiting::End); }

void TestSocketState::whatTheServerHasIsAcknowledged()
{
    const Pair pair;
    QCOMPARE(::send(pair.ours, "ab", 2, 0), ssize_t(2));
    std::array<char, 8> buffer{};
    QCOMPARE(::recv(pair.theirs, buffer.data(), buffer.size(), 0), ssize_t(2));
    QCOMPARE(::send(pair.theirs, "c", 1, 0), ssize_t(1)); // what it sends acknowledges
    pair.wait();
    const auto taken = observe::takenBy(pair.ours);
    if (!taken)
        QSKIP("this system does not tell");
    QVERIFY(!taken->connecting);
    QVERIFY(taken->acknowledged);
}

void TestSocketState::swallowedConnectionStaysOnItsWay()
{
    const tests::FullServer full("127.0.0.3");
    if (!full.swallows())
        QSKIP("this system's queue of new connections cannot be filled");
    const int ours = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_port = htons(full.port());
    ::inet_pton(AF_INET, "127.0.0.3", &where.sin_addr);
    ::connect(ours, reinterpret_cast<const sockaddr*>(&where), sizeof where);
    const auto taken = observe::takenBy(ours);
    ::close(ours);
    if (!taken)
        QSKIP("this system does not tell");
    QVERIFY(taken->connecting);
    QVERIFY(!observe::takenBy(ours));
}

QTEST_GUILESS_MAIN(TestSocketState)

#include "tst_socketstate.moc"
