// SPDX-License-Identifier: GPL-3.0-or-later
// Stamps of a clock that anybody may set, without setting one.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/observe/wallclock.h"

using namespace interleave;
using namespace std::chrono_literals;
using observe::ClockReading;
using observe::WallClock;
using observe::WallClockStep;

namespace {

constexpr Duration in1970 = 1'700'000'000s;

Stamp at(Duration time) { return Stamp(time); }

/// Both clocks read at a time of ours, when the wall clock was `ahead` of what it showed at first.
ClockReading reading(Duration time, Duration ahead = {}, Duration apart = 50ns)
{
    return {at(time), in1970 + time + ahead, apart};
}

WallClock after(const std::vector<ClockReading>& readings)
{
    WallClock clock;
    for (const ClockReading& each : readings)
        clock.look(each);
    return clock;
}

} // namespace

class TestWallClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stampsAreMoved();
    void aStepMakesStampsAroundItUntrusted_data();
    void aStepMakesStampsAroundItUntrusted();
    void noStep_data();
    void noStep();
    void stepsAreTold();
    void thisSystemsClockCanBeRead();
};

void TestWallClock::stampsAreMoved()
{
    QVERIFY(!WallClock().stampOf(in1970, {}));
    const WallClock clock = after({reading(1s), reading(2s)});
    QCOMPARE(clock.stampOf(in1970 + 1500ms, {}), std::optional(at(1500ms)));
    QCOMPARE(clock.stampOf(in1970 + 2s, at(1s)), std::optional(at(2s)));
}

void TestWallClock::aStepMakesStampsAroundItUntrusted_data()
{
    QTest::addColumn<qint64>("ahead"); // after a step between 1 s and 2 s, in ms
    QTest::addColumn<qint64>("wall");  // of the stamp, in ms, as the clock was then
    QTest::addColumn<qint64>("notBefore");
    QTest::addColumn<bool>("trusted");
    // Set back by 2 s: a stamp of before seems to be 2 s later, in the future.
    QTest::newRow("back, stamped before") << qint64(-2000) << qint64(1500) << qint64(0) << false;
    QTest::newRow("back, stamped right after") << qint64(-2000) << qint64(1900 - 2000) << qint64(0) << false;
    QTest::newRow("back, stamped before, read 3 s later")
        << qint64(-2000) << qint64(1500) << qint64(1000) << false;
    QTest::newRow("back, stamped 3 s later") << qint64(-2000) << qint64(5000 - 2000) << qint64(0) << true;
    QTest::newRow("back, nothing was there after")
        << qint64(-2000) << qint64(2500 - 2000) << qint64(2100) << true;
    QTest::newRow("back by a day, nothing was there after")
        << qint64(-86'400'000) << qint64(2500 - 86'400'000) << qint64(2100) << true;
    // Set forward: a stamp of before seems to be so much earlier.
    QTest::newRow("forward, stamped before") << qint64(2000) << qint64(1500) << qint64(0) << false;
    QTest::newRow("forward, stamped after") << qint64(2000) << qint64(2100 + 2000) << qint64(0) << true;
    QTest::newRow("by a millisecond, stamped before") << qint64(-1) << qint64(1500) << qint64(0) << false;
    QTest::newRow("by 56 years, stamped after")
        << qint64(1'767'225'600'000) << qint64(2100 + 1'767'225'600'000) << qint64(0) << true;
}

void TestWallClock::aStepMakesStampsAroundItUntrusted()
{
    QFETCH(qint64, ahead);
    QFETCH(qint64, wall);
    QFETCH(qint64, notBefore);
    const Duration by = std::chrono::milliseconds(ahead);
    const WallClock clock = after({reading(1s), reading(2s, by), reading(6s, by)});
    const auto stamp =
        clock.stampOf(in1970 + std::chrono::milliseconds(wall), at(std::chrono::milliseconds(notBefore)));
    QTEST(stamp.has_value(), "trusted");
    if (stamp)
        QCOMPARE(*stamp, at(std::chrono::milliseconds(wall) - by));
}

void TestWallClock::noStep_data()
{
    QTest::addColumn<std::vector<ClockReading>>("readings");
    using Readings = std::vector<ClockReading>;
    QTest::newRow("the first reading") << Readings{reading(1s, 5h)};
    QTest::newRow("none apart") << Readings{reading(1s), reading(2s), reading(3s)};
    // adjtime: 500 millionths for an hour, looked at every second and once.
    Readings slewed;
    for (int second = 1; second <= 3600; ++second)
        slewed.push_back(reading(std::chrono::seconds(second), -second * 500us));
    QTest::newRow("slewed back") << slewed;
    QTest::newRow("slewed for an hour unseen") << Readings{reading(1s), reading(3601s, 1800ms)};
    QTest::newRow("interrupted between two readings")
        << Readings{reading(1s), reading(2s, 4ms, 10ms), reading(3s)};
    QTest::newRow("a reading of a thread that was overtaken")
        << Readings{reading(1s), reading(3s), reading(2s, 1h)};
}

void TestWallClock::noStep()
{
    QFETCH(std::vector<ClockReading>, readings);
    const WallClock clock = after(readings);
    QVERIFY(clock.steps().empty());
    QVERIFY(clock.stampOf(readings.front().wall, {}));
}

void TestWallClock::stepsAreTold()
{
    const WallClock clock = after({reading(1s), reading(2s, -2s), reading(3s, -2s), reading(4s)});
    QCOMPARE(clock.steps().size(), std::size_t(2));
    QCOMPARE(clock.steps()[0].by, Duration(-2s));
    QCOMPARE(clock.steps()[0].at, at(2s));
    QCOMPARE(clock.steps()[1].by, Duration(2s));
    // Between the two: it was stamped before the first or after it.
    QVERIFY(!clock.stampOf(in1970 + 1500ms, {}));
    std::vector<ClockReading> restless;
    for (int i = 1; i <= 1000; ++i)
        restless.push_back(reading(std::chrono::seconds(i), i % 2 * 1s));
    QCOMPARE(after(restless).steps().size(), std::size_t(100));
}

void TestWallClock::thisSystemsClockCanBeRead()
{
    observe::lookAtClocks();
    const Stamp before = stampNow();
    const auto now = observe::stampOfWall(observe::readClocks().wall, before);
    if (!observe::wallClockSteps(before).empty())
        QSKIP("somebody has set the clock just now");
    QVERIFY(now);
    QVERIFY(*now >= before - 10ms && *now <= stampNow() + 10ms);
}

QTEST_APPLESS_MAIN(TestWallClock)
#include "tst_wallclock.moc"
