// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/observe/scheduling.h"
#include "core/observe/switchrecords.h"
#include "core/observe/thread.h"
#include "tests/support/refusal.h"

#include <algorithm>
#include <iterator>
#include <latch>
#include <mutex>
#include <thread>
#include <vector>

using namespace interleave;
using namespace std::chrono_literals;
using observe::SwitchRecord;

namespace {

std::vector<SwitchRecord> all(observe::SwitchRecords& records)
{
    std::vector<SwitchRecord> read;
    while (const auto record = records.next(stampNow()))
        read.push_back(*record);
    return read;
}

/// Leaves the processor so many times by its own act.
void sleepOften(int times)
{
    for (int i = 0; i < times; ++i)
        std::this_thread::sleep_for(50us);
}

} // namespace

class TestSwitchRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSleepIsAnOutAndAnIn();
    void laterRecordsWait();
    void anotherThreadCanBeFollowed();
    void theEndOfAnotherThreadIsItsLastOut();
    void threadsOfTheProcessAreListed();
    void whatDoesNotFitIsCounted();
    void aRefusalSaysHowToAllowThem();
    void countersOfAThreadGrow();
};

#define SKIP_WITHOUT_RECORDS()                                                                               \
    if (const std::string why = observe::whyNoSwitchRecords(); !why.empty())                                 \
    QSKIP(("no switch records here: " + why).c_str())

void TestSwitchRecords::aSleepIsAnOutAndAnIn()
{
    SKIP_WITHOUT_RECORDS();
    observe::SwitchRecords records(1);
    all(records);
    const Stamp before = stampNow();
    sleepOften(1);
    const Stamp after = stampNow();
    const auto read = all(records);
    const auto out = std::ranges::find(read, SwitchRecord::Kind::Out, &SwitchRecord::kind);
    QVERIFY(out != read.end() && out + 1 != read.end());
    QCOMPARE((out + 1)->kind, SwitchRecord::Kind::In);
    QVERIFY(before <= out->at && out->at < (out + 1)->at && (out + 1)->at <= after);
    QVERIFY((out + 1)->at - out->at >= 50us);
    QVERIFY(out->processor.valid());
}

void TestSwitchRecords::laterRecordsWait()
{
    SKIP_WITHOUT_RECORDS();
    observe::SwitchRecords records(1);
    all(records);
    const Stamp before = stampNow();
    sleepOften(3);
    QVERIFY(!records.next(before));
    QVERIFY(records.next(stampNow()));
}

void TestSwitchRecords::anotherThreadCanBeFollowed()
{
    SKIP_WITHOUT_RECORDS();
    std::latch known(1);
    std::latch go(1);
    std::int64_t id = 0;
    std::jthread other([&] {
        id = observe::thisThreadId();
        known.count_down();
        go.wait();
        sleepOften(5);
    });
    known.wait();
    observe::SwitchRecords records(1, id);
    QVERIFY2(records.available(), records.refusal().c_str());
    go.count_down();
    other.join();
    QVERIFY(std::ranges::count(all(records), SwitchRecord::Kind::Out, &SwitchRecord::kind) >= 5);
}

void TestSwitchRecords::theEndOfAnotherThreadIsItsLastOut()
{
    SKIP_WITHOUT_RECORDS();
    std::int64_t id = 0;
    std::latch begun(1);
    std::latch followed(1);
    std::jthread other([&] {
        id = observe::thisThreadId();
        begun.count_down();
        followed.wait();
        sleepOften(3);
    });
    begun.wait();
    observe::SwitchRecords records(1, id);
    followed.count_down();
    other.join();
    std::vector<SwitchRecord> read; // a thread can be joined a little before its end is recorded
    const auto ended = [&] {
        std::ranges::copy(all(records), std::back_inserter(read));
        return !read.empty() && read.back().kind == SwitchRecord::Kind::Out;
    };
    QTRY_VERIFY(ended());
}

void TestSwitchRecords::threadsOfTheProcessAreListed()
{
    if (observe::threadsOfThisProcess().empty())
        QSKIP("this system does not list a process's threads");
    std::latch begun(1);
    std::latch seen(1);
    std::int64_t id = 0;
    std::jthread other([&] {
        observe::nameThisThread("somebody");
        id = observe::thisThreadId();
        begun.count_down();
        seen.wait();
    });
    begun.wait();
    const auto now = observe::threadsOfThisProcess();
    seen.count_down();
    const auto found = std::ranges::find(now, id, &observe::ThreadName::id);
    QVERIFY(found != now.end());
    QCOMPARE(found->name, std::string("somebody"));
}

void TestSwitchRecords::whatDoesNotFitIsCounted()
{
    SKIP_WITHOUT_RECORDS();
    constexpr int switches = 400;
    observe::SwitchRecords records(100'000); // so many share the limit that one page is left: 170 records
    sleepOften(switches);
    std::uint64_t told = 0;
    std::uint64_t lost = 0;
    for (int round = 0; round < 2; ++round) { // how many were lost is told with the next record
        for (const SwitchRecord& record : all(records)) {
            told += record.kind != SwitchRecord::Kind::Lost;
            lost += record.lost;
        }
        sleepOften(1);
    }
    QVERIFY(lost > 0);
    QVERIFY(told + lost >= 2 * switches);
}

void TestSwitchRecords::aRefusalSaysHowToAllowThem()
{
    bool forced = false;
    std::string refusal;
    bool any = true;
    std::jthread([&] {
        forced = tests::refuseSwitchRecords();
        observe::SwitchRecords records(1);
        refusal = records.refusal();
        any = records.available() || records.next(stampNow());
    }).join();
    if (!forced)
        QSKIP("this system lets nobody refuse a system call");
    QVERIFY(!any);
    QVERIFY2(refusal.find("allow") != std::string::npos, refusal.c_str());
}

void TestSwitchRecords::countersOfAThreadGrow()
{
    const auto before = observe::timesOf(observe::thisThreadId());
    if (!before.onProcessor)
        QSKIP("this system does not count a thread's time");
    const Stamp begun = stampNow();
    while (stampNow() - begun < 20ms) {
    }
    const auto after = observe::timesOf(observe::thisThreadId());
    const Duration counted = *after.onProcessor - *before.onProcessor + *after.runDelay - *before.runDelay;
    QVERIFY(counted > 0ns);
    QVERIFY(counted <= stampNow() - begun + 10ms);
    QVERIFY(!observe::timesOf(-1).onProcessor);
}

QTEST_GUILESS_MAIN(TestSwitchRecords)
#include "tst_switchrecords.moc"
