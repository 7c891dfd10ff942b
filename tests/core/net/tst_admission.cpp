// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/net/admission.h"
#include "core/net/race.h"

#include <algorithm>
#include <list>

using namespace interleave;
using namespace std::chrono_literals;
using net::Admission;
using net::Ticket;

namespace {

/// Tickets that were asked for.
struct Asked
{
    Asked(Admission& admission, int count)
    {
        for (int k = 0; k < count; ++k)
            tickets.emplace_back().ask(admission, [this] { ++calls; });
    }
    auto granted() const { return std::ranges::count_if(tickets, &Ticket::granted); }

    int calls = 0;
    std::list<Ticket> tickets;
};

} // namespace

class TestAdmission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsGrantedAtFirst();
    void notTakenMeansFewer_data();
    void notTakenMeansFewer();
    void oneBurstCutsOnce();
    void nextBurstCutsAgain();
    void whatComesBackIsGrantedInTurn();
    void askingEndsWithTheTicket();
    void moreAreOpenedWhileOthersWait();
    void patienceIsKnownFromOthers();
    void familiesTakeTurns_data();
    void familiesTakeTurns();
};

void TestAdmission::everythingIsGrantedAtFirst()
{
    Admission admission;
    const Asked asked(admission, 1000);
    QCOMPARE(asked.granted(), 1000);
    QCOMPARE(asked.calls, 1000);
    QVERIFY(!admission.limit());
}

void TestAdmission::notTakenMeansFewer_data()
{
    QTest::addColumn<int>("taken");
    QTest::addColumn<int>("limit");
    QTest::newRow("none was taken") << 0 << 1;
    QTest::newRow("as many as were taken") << 7 << 7;
    QTest::newRow("half, though nearly all were taken") << 99 << 50;
}

void TestAdmission::notTakenMeansFewer()
{
    QFETCH(int, taken);
    QFETCH(int, limit);
    Admission admission;
    Asked asked(admission, 100);
    for (auto ticket = asked.tickets.begin(); taken-- > 0; ++ticket)
        ticket->taken();
    asked.tickets.back().untaken();
    QCOMPARE(admission.limit(), std::optional<std::size_t>(limit));
}

void TestAdmission::oneBurstCutsOnce()
{
    Admission admission;
    Asked asked(admission, 100);
    for (int k = 0; k < 8; ++k)
        std::next(asked.tickets.begin(), k)->taken();
    for (auto ticket = std::next(asked.tickets.begin(), 8); ticket != asked.tickets.end(); ++ticket)
        ticket->untaken();
    QCOMPARE(admission.limit(), std::optional<std::size_t>(8));
    QCOMPARE(admission.taken(), std::uint64_t(8));
}

void TestAdmission::nextBurstCutsAgain()
{
    Admission admission;
    Asked asked(admission, 100);
    asked.tickets.front().untaken();
    QCOMPARE(admission.limit(), std::optional<std::size_t>(1));
    asked.tickets.clear();
    Asked next(admission, 2);
    QCOMPARE(next.granted(), 1);
    next.tickets.front().untaken();
    QCOMPARE(admission.limit(), std::optional<std::size_t>(1)); // never none
    QCOMPARE(next.granted(), 1);
}

void TestAdmission::whatComesBackIsGrantedInTurn()
{
    Admission admission;
    {
        Asked asked(admission, 2);
        asked.tickets.front().untaken();
    }
    Asked asked(admission, 3);
    QVERIFY(asked.tickets.front().granted());
    QCOMPARE(asked.granted(), 1);
    asked.tickets.pop_front();
    QVERIFY(asked.tickets.front().granted());
    QCOMPARE(asked.granted(), 1);
}

void TestAdmission::askingEndsWithTheTicket()
{
    Admission admission;
    {
        Asked asked(admission, 2);
        asked.tickets.front().untaken();
    }
    Asked first(admission, 1);
    {
        const Asked second(admission, 1);
        QCOMPARE(second.granted(), 0);
    }
    first.tickets.clear();
    const Asked third(admission, 1);
    QCOMPARE(third.granted(), 1);
}

void TestAdmission::moreAreOpenedWhileOthersWait()
{
    Admission admission;
    {
        Asked asked(admission, 2);
        asked.tickets.front().untaken();
    }
    const Asked asked(admission, 20);
    QTRY_COMPARE(asked.granted(), 20);
}

void TestAdmission::patienceIsKnownFromOthers()
{
    Admission admission;
    QVERIFY(!admission.patience());
    admission.connected(20ms);
    const auto near = admission.patience();
    admission.connected(300ms);
    admission.connected(1ms);
    QVERIFY(near && *admission.patience() > *near && *near > 20ms);
}

void TestAdmission::familiesTakeTurns_data()
{
    QTest::addColumn<QStringList>("addresses");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QStringList>("order");
    const auto list = [](const char* texts) { return QString::fromLatin1(texts).split(u' '); };
    QTest::newRow("one") << list("::1") << QString() << list("::1");
    QTest::newRow("two families") << list("::1 ::2 ::3 1.1.1.1 2.2.2.2") << QString()
                                  << list("::1 1.1.1.1 ::2 2.2.2.2 ::3");
    QTest::newRow("the preferred family begins")
        << list("1.1.1.1 2.2.2.2 ::1") << QString() << list("1.1.1.1 ::1 2.2.2.2");
    QTest::newRow("what answered last begins")
        << list("::1 ::2 1.1.1.1") << QStringLiteral("::2") << list("::2 ::1 1.1.1.1");
    QTest::newRow("what answered last is gone")
        << list("::1 1.1.1.1") << QStringLiteral("::9") << list("::1 1.1.1.1");
}

void TestAdmission::familiesTakeTurns()
{
    QFETCH(QStringList, addresses);
    QFETCH(QString, first);
    QFETCH(QStringList, order);
    std::vector<std::string> all;
    for (const QString& address : addresses)
        all.push_back(address.toStdString());
    QStringList found;
    for (const std::string& address : net::inTurns(all, first.toStdString()))
        found.append(QString::fromStdString(address));
    QCOMPARE(found, order);
}

QTEST_GUILESS_MAIN(TestAdmission)

#include "tst_admission.moc"
