// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/formats/eventlines.h"

#include "tests/core/formats/json.h"
#include "tests/support/traces.h"

#include <vector>

using namespace interleave;
using namespace interleave::formats;
using namespace interleave::tests;
using enum interleave::EventKind;

namespace {

std::string linesOf(const std::vector<Event>& events, std::uint32_t run = 0)
{
    return written([&](std::ostream& out) { writeEventLines(out, events, zero, run); });
}

/// One event of every kind, with all that it has; told out of order.
std::vector<Event> oneOfEach()
{
    return {made(TaskTaken, 10, {.task = 3, .worker = 1, .value = 2}),
            made(TaskPlanned, -5, {.task = 3}),
            made(WorkerStarted, 0, {.worker = 1, .phase = Phase::StartUp}),
            made(WorkerStarted, 9, {.worker = 1}),
            made(TaskStarted, 11, {.task = 3, .worker = 1, .value = 0, .phase = Phase::Connect}),
            made(TaskSuspended, 12, {.task = 3, .worker = 1, .value = 1, .phase = Phase::FirstByte}),
            made(TaskPhase, 13, {.task = 3, .worker = 1, .phase = Phase::Receive}),
            made(TaskReady, 14, {.task = 3, .worker = 1}),
            made(TaskResumed, 15, {.task = 3, .worker = 1, .value = 1, .phase = Phase::Parse}),
            made(SwitchedOut, 16, {.worker = 1, .value = 1, .flags = Preempted | Inferred}),
            made(SwitchedIn, 17, {.worker = 1, .value = 0, .flags = Inferred}),
            made(SwitchedOut, 18, {.worker = 1, .value = 0}),
            made(LockWanted, 19, {.task = 3, .worker = 1, .value = 2}),
            made(LockWanted, 19, {.task = 4, .worker = 0, .value = TaskId::none}),
            made(LockTaken, 20, {.task = 3, .worker = 1}),
            made(LockReleased, 21, {.task = 3, .worker = 1}),
            made(Lost, 22, {.worker = 1, .value = 40}),
            made(TaskStopped, 23, {.task = 3, .worker = 1, .outcome = Outcome::Failed, .flags = Inferred}),
            made(TaskStopped, 23, {.task = 4, .outcome = Outcome::Cancelled}),
            made(WorkerStopped, 24, {.worker = 1})};
}

} // namespace

class TestEventLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noEventsNoLines() { QCOMPARE(linesOf({}), std::string()); }
    void everyKindHasTheFieldsThatItNeeds();
    void everyLineIsAnObjectAndStampsNeverDecrease();
    void eventsOfOneStampStayInOrder();
};

void TestEventLines::everyKindHasTheFieldsThatItNeeds()
{
    const std::string lines = linesOf(oneOfEach(), 2);
    QCOMPARE(QByteArray::fromStdString(lines), golden("events.jsonl", lines));
}

void TestEventLines::everyLineIsAnObjectAndStampsNeverDecrease()
{
    std::istringstream lines(linesOf(oneOfEach()));
    std::int64_t last = -5;
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const auto event = parsed(line);
        QVERIFY2(!event.HasParseError() && event.IsObject(), line.c_str());
        QVERIFY(event["ns"].GetInt64() >= last);
        last = event["ns"].GetInt64();
    }
    QCOMPARE(count, oneOfEach().size());
}

void TestEventLines::eventsOfOneStampStayInOrder()
{
    QCOMPARE(
        linesOf({made(TaskReady, 7, {.task = 1, .worker = 0}), made(LockTaken, 7, {.task = 0, .worker = 0}),
                 made(TaskReady, 3, {.task = 2, .worker = 0})}),
        std::string("{\"ns\":3,\"run\":0,\"event\":\"TaskReady\",\"task\":2,\"worker\":0}\n"
                    "{\"ns\":7,\"run\":0,\"event\":\"TaskReady\",\"task\":1,\"worker\":0}\n"
                    "{\"ns\":7,\"run\":0,\"event\":\"LockTaken\",\"task\":0,\"worker\":0}\n"));
}

QTEST_APPLESS_MAIN(TestEventLines)
#include "tst_eventlines.moc"
