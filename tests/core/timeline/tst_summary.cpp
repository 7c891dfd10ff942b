// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/timeline/lane.h"

#include <random>

using namespace interleave;
using namespace interleave::timeline;
using namespace std::chrono_literals;

namespace {

/// Spans with gaps; now and then one that is a thousand times as long, or a long pause.
std::vector<Span> randomSpans(std::mt19937& random, int count)
{
    const auto upTo = [&](std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>(0, most)(random);
    };
    std::vector<Span> spans;
    std::int64_t at = -upTo(500);
    for (int i = 0; i < count; ++i) {
        const std::int64_t length = upTo(50) * (upTo(40) == 0 ? 200'000'000 : 1);
        at += upTo(2) == 0 ? upTo(40) : 0;
        spans.push_back({.start = Instant(Duration(at)),
                         .length = Duration(length),
                         .task = TaskId(static_cast<std::uint32_t>(upTo(3))),
                         .state = allStates[static_cast<std::size_t>(upTo(i < 40 ? 2 : 5))]});
        at += length;
    }
    return spans;
}

StateTimes slowTimes(const std::vector<Span>& spans, Instant until)
{
    StateTimes times{};
    for (const Span& span : spans)
        if (span.start < until)
            times[static_cast<std::size_t>(span.state)] += std::min(span.length, until - span.start).count();
    return times;
}

std::size_t slowStarted(const std::vector<Span>& spans, Instant before)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(spans, [&](const Span& span) { return span.start < before; }));
}

std::vector<Instant> instantsAround(const std::vector<Span>& spans)
{
    std::vector<Instant> instants{Instant(-1h), Instant(0ns), Instant(100h)};
    for (const Span& span : spans)
        for (const Instant at : {span.start, span.start + span.length / 2, span.end()})
            for (const Duration off : {-1ns, 0ns, 1ns})
                instants.push_back(at + off);
    return instants;
}

void compare(const Lane& lane, const std::vector<Span>& spans)
{
    for (const Instant at : instantsAround(spans)) {
        QCOMPARE(lane.startedBefore(at), slowStarted(spans, at));
        QCOMPARE(lane.timesUntil(at), slowTimes(spans, at));
    }
}

} // namespace

class TestSummary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySumIsExact()
    {
        std::mt19937 random(1);
        for (const int count : {0, 1, 7, 8, 9, 63, 64, 500}) {
            const std::vector<Span> spans = randomSpans(random, count);
            compare(laneOf(spans), spans);
        }
    }

    void appendingGivesTheSameAsAllAtOnce()
    {
        std::mt19937 random(2);
        const std::vector<Span> spans = randomSpans(random, 300);
        SpanRow row;
        Lane lane;
        for (std::size_t i = 0; i < spans.size(); ++i) {
            row.append(spans[i]);
            if (i % 17 == 0)
                lane.summary.follow(row);
        }
        lane.summary.follow(row);
        lane.row = std::make_shared<SpanRow>(row);
        compare(lane, spans);
    }

    void whatIsCutOffIsForgotten()
    {
        std::mt19937 random(3);
        std::vector<Span> spans = randomSpans(random, 200);
        auto row = std::make_shared<SpanRow>(rowOf(spans));
        Lane lane = laneOf(spans);
        lane.row = row;
        for (const std::size_t size : {200U, 193U, 128U, 127U, 9U, 8U, 1U, 0U}) {
            lane.summary.truncate(*row, size);
            row->truncate(size);
            spans.resize(size);
            compare(lane, spans);
        }
        for (const Span& span : randomSpans(random, 60)) {
            spans.push_back(span);
            row->append(span);
        }
        lane.summary.follow(*row);
        compare(lane, spans);
    }

    void takesFewBytesForASpan()
    {
        std::vector<Span> spans;
        for (int i = 0; i < 100'000; ++i)
            spans.push_back({.start = Instant(Duration(100 * i)),
                             .length = 70ns,
                             .task = TaskId(static_cast<std::uint32_t>(i / 8)),
                             .worker = WorkerId(3),
                             .slot = SlotId(0),
                             .processor = ProcessorId(static_cast<std::uint32_t>(i % 2)),
                             .state = allStates[1 + static_cast<std::size_t>(i) % 3]});
        Lane lane = laneOf(spans);
        SpanRow row = *lane.row;
        row.shrinkToFit();
        QVERIFY(row.bytes() + lane.summary.bytes() <= 32 * spans.size());
        QCOMPARE(row, rowOf(spans));
    }
};

QTEST_APPLESS_MAIN(TestSummary)
#include "tst_summary.moc"
