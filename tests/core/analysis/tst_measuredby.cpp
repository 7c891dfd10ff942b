// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/measuredby.h"

using namespace interleave;

Q_DECLARE_METATYPE(interleave::RunInfo)

namespace {

RunInfo with(Sources sources, Duration resolution = {}, std::uint64_t lost = 0)
{
    RunInfo info;
    info.sources = sources;
    info.resolution = resolution;
    info.lostRecords = lost;
    return info;
}

} // namespace

class TestMeasuredBy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentenceSaysWhatThereWasAndWhatNot_data();
    void sentenceSaysWhatThereWasAndWhatNot();
};

void TestMeasuredBy::sentenceSaysWhatThereWasAndWhatNot_data()
{
    QTest::addColumn<RunInfo>("info");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* name, const RunInfo& info, const char* sentence) {
        QTest::newRow(name) << info << QString::fromLatin1(sentence);
    };
    row("nothing", RunInfo(),
        "engine stamps; run delay not available on this system: pre-emptions are not shown; "
        "switch counters not available; thread CPU clocks not available; processor numbers not available");
    RunInfo file;
    file.origin = Origin::File;
    row("a file", file, "stamps in a file");
    Sources sources{.runDelay = true, .switchCounters = true, .cpuClock = true, .processor = true};
    row("run delay", with(sources, std::chrono::microseconds(100)),
        "engine stamps, run delay counters (pre-emptions placed within 0.1 ms), switch counters, thread CPU "
        "clocks");
    row("rounded up", with(sources, std::chrono::nanoseconds(1'200'001)),
        "engine stamps, run delay counters (pre-emptions placed within 1.3 ms), switch counters, thread CPU "
        "clocks");
    row("nothing placed", with(sources),
        "engine stamps, run delay counters, switch counters, thread CPU clocks");
    row("whole milliseconds", with(sources, std::chrono::milliseconds(10)),
        "engine stamps, run delay counters (pre-emptions placed within 10 ms), switch counters, thread CPU "
        "clocks");
    sources.switchRecords = true;
    sources.receiveStamps = true;
    row("everything, some lost", with(sources, std::chrono::microseconds(100), 12),
        "engine stamps, kernel switch records, run delay counters, switch counters, thread CPU clocks, "
        "kernel receive stamps; 12 switch records lost: those switches are not shown");
    RunInfo some = with(sources);
    some.workersWithoutRecords = 1;
    row("records of some workers", some,
        "engine stamps, kernel switch records (but for 1 worker: kernel.perf_event_mlock_kb allows no more), "
        "run "
        "delay counters, switch counters, thread CPU clocks, kernel receive stamps");
    sources.switchRecords = false;
    RunInfo refused = with(sources);
    refused.recordsRefused =
        "kernel.perf_event_paranoid is 3; sudo sysctl kernel.perf_event_paranoid=2 allows them";
    row("records refused", refused,
        "engine stamps, run delay counters, switch counters, thread CPU clocks, kernel receive stamps; no "
        "kernel "
        "switch records: kernel.perf_event_paranoid is 3; sudo sysctl kernel.perf_event_paranoid=2 allows "
        "them");
    RunInfo set = file;
    set.clockSteps = {{Instant(), std::chrono::seconds(-2)}};
    row("clock set back", set,
        "stamps in a file; the wall clock was set back by 2.00 s during the run: receive stamps around that "
        "were not used");
    set.clockSteps.push_back({Instant(), std::chrono::milliseconds(250)});
    row("and forward", set,
        "stamps in a file; the wall clock was set back by 2.00 s, forward by 250 ms, or the computer slept, "
        "during the run: receive stamps around that were not used");
    set.clockSteps.resize(6, {Instant(), std::chrono::seconds(-1)});
    row("again and again", set,
        "stamps in a file; the wall clock was set back by 2.00 s, forward by 250 ms, back by 1.00 s, 3 times "
        "more, or the computer slept, during the run: receive stamps around that were not used");
    sources = {.switchRecords = true};
    row("records only", with(sources),
        "engine stamps, kernel switch records; switch counters not available; thread CPU clocks not "
        "available; "
        "processor numbers not available");
}

void TestMeasuredBy::sentenceSaysWhatThereWasAndWhatNot()
{
    QFETCH(RunInfo, info);
    QFETCH(QString, sentence);
    QCOMPARE(QString::fromStdString(analysis::measuredBy(info)), sentence);
}

QTEST_APPLESS_MAIN(TestMeasuredBy)
#include "tst_measuredby.moc"
