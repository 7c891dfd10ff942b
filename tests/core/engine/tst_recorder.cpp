// SPDX-License-Identifier: GPL-3.0-or-later
// What a recorder tells of waits that were over before it heard of it.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/engine/recorder.h"

using namespace interleave;
using namespace std::chrono_literals;
using engine::EventBuffer;
using engine::Recorder;

namespace {

constexpr TaskId task(0);

void computeFor(Duration length)
{
    for (const Stamp until = stampNow() + length; stampNow() < until;) {
    }
}

/// A worker whose task waits since `since`; it looked at its events at `looked` and has computed since.
struct Busy
{
    enum class Look { Short, Long };
    explicit Busy(Look look = Look::Short)
    {
        recorder.workerStarted(stampNow());
        recorder.taken(task, SlotId(0));
        recorder.started(task);
        since = recorder.suspended(task, Phase::FirstByte, 0);
        recorder.beginPoll();
        looked = stampNow();
        recorder.activity();
        computeFor(5ms);
        if (look == Look::Short) {
            recorder.beginPoll();
        } else { // as if it had slept: a system may be slow to tell what waits
            recorder.beginWait();
            computeFor(1ms);
            recorder.activity();
        }
        buffer.drain(before);
    }
    std::vector<Event> events()
    {
        std::vector<Event> told;
        buffer.drain(told);
        std::erase_if(told, [](const Event& event) { return event.kind != EventKind::TaskReady; });
        return told;
    }

    EventBuffer buffer;
    Recorder recorder{WorkerId(0), buffer, 0, engine::Told::All};
    Stamp since{}, looked{};
    std::vector<Event> before;
};

} // namespace

class TestRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStampBeginsReady();
    void aStampYetToComeIsNow();
    void anUpperBoundLeavesWhatIsBeforeItUnknown();
    void anUpperBoundOfBeforeTheLastLookIsNone();
    void anUpperBoundYetToComeIsNow();
    void withoutAStampItIsSinceTheLoopLooked();
    void whatWasThereBeforeALongLookIsNotOfItsEnd();
};

void TestRecorder::aStampBeginsReady()
{
    Busy busy;
    busy.recorder.ready(task, busy.looked + 1ms, Stamped);
    const auto told = busy.events();
    QCOMPARE(told.size(), std::size_t(1));
    QCOMPARE(told[0].at, busy.looked + 1ms);
    QCOMPARE(told[0].flags, std::uint8_t(Stamped));
}

void TestRecorder::aStampYetToComeIsNow()
{
    Busy busy;
    busy.recorder.ready(task, stampNow() + 2s, Stamped);
    QVERIFY(busy.events().at(0).at <= stampNow());
}

void TestRecorder::anUpperBoundLeavesWhatIsBeforeItUnknown()
{
    Busy busy;
    busy.recorder.readyBy(task, busy.since, busy.looked + 4ms);
    const auto told = busy.events();
    QCOMPARE(told.size(), std::size_t(2));
    QCOMPARE(told[0].flags, std::uint8_t(Inferred));
    QVERIFY(told[0].at >= busy.since && told[0].at <= busy.looked);
    QCOMPARE(told[1].flags, std::uint8_t(Stamped));
    QCOMPARE(told[1].at, busy.looked + 4ms);
}

void TestRecorder::anUpperBoundOfBeforeTheLastLookIsNone()
{
    Busy busy;
    busy.recorder.readyBy(task, busy.since, Stamp{});
    const auto told = busy.events();
    QCOMPARE(told.size(), std::size_t(1));
    QCOMPARE(told[0].at, Stamp{}); // the builder begins it with the wait
}

void TestRecorder::anUpperBoundYetToComeIsNow()
{
    Busy busy;
    busy.recorder.readyBy(task, busy.since, stampNow() + 2s);
    for (const Event& event : busy.events())
        QVERIFY(event.at <= stampNow());
}

void TestRecorder::withoutAStampItIsSinceTheLoopLooked()
{
    Busy busy;
    busy.recorder.readyBy(task, busy.since, {});
    const auto told = busy.events();
    QCOMPARE(told.size(), std::size_t(2));
    QCOMPARE(told[0].flags, std::uint8_t(Inferred));
    QVERIFY(told[0].at <= busy.looked);
    QCOMPARE(told[1].flags, std::uint8_t(NoFlags));
    QVERIFY(told[1].at >= busy.looked + 5ms);
}

void TestRecorder::whatWasThereBeforeALongLookIsNotOfItsEnd()
{
    Busy exact(Busy::Look::Long);
    exact.recorder.ready(task, exact.looked + 1ms, Stamped);
    QCOMPARE(exact.events().at(0).at, exact.looked + 1ms);

    Busy bounded(Busy::Look::Long);
    bounded.recorder.readyBy(task, bounded.since, bounded.looked + 4ms);
    const auto told = bounded.events();
    QCOMPARE(told.size(), std::size_t(2));
    QVERIFY(told[0].at <= told[1].at);
    QCOMPARE(told[1].at, bounded.looked + 4ms);

    Busy waited(Busy::Look::Long); // since the last look
    waited.recorder.readyBy(task, waited.since, Stamp{});
    QCOMPARE(waited.events().at(0).at, Stamp{});
}

QTEST_GUILESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
