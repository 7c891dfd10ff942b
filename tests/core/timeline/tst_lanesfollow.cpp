// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/timeline/lanes.h"

#include <map>
#include <random>

using namespace interleave;
using namespace interleave::timeline;
using namespace std::chrono_literals;

namespace {

/// A run as it will be once it is over: what a moment of it shows is cut from it.
struct Story
{
    Trace trace; // without spans
    std::vector<Span> spans;
    std::vector<Instant> told; // by span: when it is told, never before it has ended
};

class StoryTeller
{
public:
    explicit StoryTeller(unsigned seed) : m_random(seed) {}

    Story tell(std::uint32_t workers, std::uint32_t slots)
    {
        m_story = {};
        m_story.trace.info.inFlight = slots;
        m_story.trace.info.processors = {ProcessorId(0), ProcessorId(1)};
        for (std::uint32_t w = 0; w < workers; ++w) {
            m_story.trace.workers.emplace_back().name = "thread " + std::to_string(w + 1);
            m_of.assign(slots, TaskId());
            std::vector<std::int64_t> free(slots, 0);
            std::int64_t processor = 0; // free from here on: a worker is Running once
            for (int round = 0; round < 40; ++round)
                slice(w, static_cast<std::uint32_t>(upTo(slots - 1)), free, processor);
        }
        return m_story;
    }

private:
    std::int64_t upTo(std::int64_t most)
    {
        return std::uniform_int_distribution<std::int64_t>(0, most)(m_random);
    }

    /// A wait of the slot, after it Ready until the worker is free, then Running.
    void slice(std::uint32_t worker, std::uint32_t slot, std::vector<std::int64_t>& free,
               std::int64_t& processor)
    {
        const std::int64_t from = free[slot];
        const std::int64_t ready = from + upTo(30);
        const std::int64_t start = std::max(ready, processor) + upTo(2);
        const std::int64_t end = start + 1 + upTo(12);
        Span span{.task = task(slot, from), .worker = WorkerId(worker), .slot = SlotId(slot)};
        add(span, State::Waiting, from, ready, start); // that it could go on is learnt when it does
        add(span, State::Ready, ready, start, start);
        span.processor = ProcessorId(worker % 2);
        add(span, State::Running, start, end, end);
        if (upTo(3) == 0)
            add({.worker = WorkerId(worker), .processor = ProcessorId(worker % 2)}, State::Running, end,
                end + 2, end + 2);
        free[slot] = end;
        processor = end + 2;
    }

    /// The one in the slot, or now and then a new one.
    TaskId task(std::uint32_t slot, std::int64_t taken)
    {
        if (!m_of[slot].valid() || upTo(2) == 0) {
            m_of[slot] = TaskId(static_cast<std::uint32_t>(m_story.trace.tasks.size()));
            m_story.trace.tasks.emplace_back().taken = Instant(Duration(taken));
        }
        return m_of[slot];
    }

    void add(Span span, State state, std::int64_t from, std::int64_t to, std::int64_t told)
    {
        span.state = state;
        span.start = Instant(Duration(from));
        span.length = Duration(to - from);
        if (to <= from)
            return;
        m_story.spans.push_back(span);
        m_story.told.push_back(Instant(Duration(told)));
    }

    std::mt19937 m_random;
    std::vector<TaskId> m_of; // by slot
    Story m_story;
};

struct Moment
{
    Trace trace;
    std::vector<Span> open;
};

/// What is known at an instant: adds to the trace what was told since the one before.
std::vector<Span> advance(Trace& trace, const Story& story, Instant before, Instant now)
{
    std::vector<std::size_t> order;
    std::vector<Span> open;
    for (std::size_t i = 0; i < story.spans.size(); ++i) {
        if (story.told[i] > before && story.told[i] <= now)
            order.push_back(i);
        if (story.told[i] > now && story.spans[i].start < now) {
            // Not known yet: what comes after a wait counts as the wait.
            Span span = story.spans[i];
            span.length = now - span.start;
            if (span.state != State::Ready)
                open.push_back(span);
        }
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return story.told[i]; });
    for (const std::size_t i : order)
        trace.spans.append(story.spans[i]);
    return open;
}

QString shown(const std::vector<Lane>& lanes)
{
    QStringList rows;
    for (const Lane& lane : lanes) {
        QStringList words{QString::fromStdString(lane.label) + u':'};
        for (std::size_t i = 0; i < lane.size(); ++i) {
            const Span span = lane.span(i);
            words += QStringLiteral("%1%2 %3-%4 t%5 %6")
                         .arg(std::ranges::binary_search(lane.starts, i) ? u"*" : u"",
                              QString::fromUtf8(name(span.state).data(), 3))
                         .arg(span.start.time_since_epoch().count())
                         .arg(span.end().time_since_epoch().count())
                         .arg(int(span.task.value))
                         .arg(int(span.slot.value));
        }
        for (const std::int64_t time : lane.times())
            words += QString::number(time);
        rows += words.join(u' ');
    }
    return rows.join(u'\n');
}

/// By looking at every span at every nanosecond.
State slowStateOf(const Trace& trace, WorkerId worker, Instant at)
{
    constexpr std::array order{State::Running, State::Ready,   State::Blocked,
                               State::Unknown, State::Waiting, State::Queued};
    State best = State::Queued;
    for (const Span span : trace.spans)
        if (span.worker == worker && span.start <= at && span.end() > at &&
            std::ranges::find(order, span.state) < std::ranges::find(order, best))
            best = span.state;
    return best;
}

} // namespace

class TestLanesFollow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followingShowsWhatStartingAnewShows_data()
    {
        QTest::addColumn<int>("grouping");
        QTest::addColumn<unsigned>("workers");
        QTest::addColumn<unsigned>("slots_");
        for (const Grouping grouping : {Grouping::Worker, Grouping::Task, Grouping::Processor})
            for (const unsigned workers : {1U, 2U})
                for (const unsigned slots_ : {1U, 2U, 5U})
                    QTest::addRow("grouping %d, %u workers, %u slots", int(grouping), workers, slots_)
                        << int(grouping) << workers << slots_;
    }
    void followingShowsWhatStartingAnewShows()
    {
        QFETCH(int, grouping);
        QFETCH(unsigned, workers);
        QFETCH(unsigned, slots_);
        std::mt19937 random(5);
        for (unsigned seed = 0; seed < 12; ++seed) {
            const Story story = StoryTeller(seed).tell(workers, slots_);
            Trace trace = story.trace;
            Lanes lanes(static_cast<Grouping>(grouping));
            Instant before(-1ns);
            for (Instant now(0ns); now < Instant(2us);
                 now += Duration(std::uniform_int_distribution(1, 60)(random))) {
                const std::vector<Span> open = advance(trace, story, before, now);
                lanes.follow(trace, open, now);
                QCOMPARE(shown(lanes.lanes()), shown(lanesOf(trace, static_cast<Grouping>(grouping), open)));
                before = now;
            }
            QCOMPARE(trace.spans.size(), story.spans.size());
        }
    }

    void aWorkerShowsTheMostTellingOfItsTasks()
    {
        for (unsigned seed = 0; seed < 10; ++seed) {
            const Story story = StoryTeller(seed).tell(1, 4);
            Trace trace = story.trace;
            advance(trace, story, Instant(-1ns), Instant(1h));
            const Lane lane = lanesOf(trace, Grouping::Worker).front();
            Instant at = lane.start(0);
            for (std::size_t i = 0; i < lane.size(); ++i)
                for (at = lane.start(i); at < lane.end(i); at += 1ns)
                    QCOMPARE(lane.state(i), slowStateOf(trace, WorkerId(0), at));
            Duration covered{};
            for (std::size_t i = 0; i < lane.size(); ++i)
                covered += lane.length(i);
            Duration expected{};
            for (Instant now(0ns); now <= at; now += 1ns)
                for (const Span span : trace.spans)
                    if (span.start <= now && span.end() > now) {
                        expected += 1ns;
                        break;
                    }
            QCOMPARE(covered, expected);
        }
    }
};

QTEST_APPLESS_MAIN(TestLanesFollow)
#include "tst_lanesfollow.moc"
