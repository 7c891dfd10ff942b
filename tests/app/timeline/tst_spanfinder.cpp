// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/jumps.h"
#include "app/timeline/spanfinder.h"
#include "app/timeline/timelineplot.h"
#include "tests/app/timeline/shownview.h"

#include <set>

using namespace interleave;
using namespace interleave::analysis;
using namespace interleave::support;
using namespace interleave::view;

namespace {

/// Threads on one processor; who is Ready after Running goes on with what it did, as in a recorded run.
Trace preEmptedThreads()
{
    Trace trace = pictureTrace(threadsPicture());
    SpanTable spans;
    for (Span span : trace.spans) {
        if (span.state == State::Ready)
            span.phase = Phase::Parse;
        spans.append(span);
    }
    trace.spans = std::move(spans);
    return trace;
}

} // namespace

class TestSpanFinder : public QObject
{
    Q_OBJECT

    std::unique_ptr<TimelineView> m_view;
    SpanFinder* m_finder = nullptr;

    void show(const std::vector<Trace>& traces)
    {
        Runs runs;
        for (const Trace& trace : traces)
            runs.push_back(std::make_shared<const Trace>(trace));
        m_view = shownView(std::move(runs));
        m_finder = new SpanFinder(*m_view); // the plot owns it
    }

    static std::vector<Trace> two()
    {
        return {pictureTrace(sequentialPicture()), pictureTrace(gilPicture())};
    }

    /// Where the keys are, as one can tell them apart.
    auto at() const
    {
        const auto span = m_view->keySpan();
        return span ? std::tuple(span->run, span->span.start, span->span.task)
                    : std::tuple(-1, Instant(), TaskId());
    }

private Q_SLOTS:
    void cleanup() { m_view.reset(); }

    void withoutRunsNothingIsFound()
    {
        show({});
        m_finder->find({.text = "download"});
        m_finder->go(Direction::Next);
        QVERIFY(m_finder->found().total == 0 && m_finder->found().current == 0);
    }

    void everyMatchIsGoneToOnceAndRound()
    {
        show(two());
        m_finder->find({.text = "download 7", .state = State::Waiting});
        const auto found = m_finder->found();
        QVERIFY(found.total >= 2 && found.kept == found.total && found.current == 0);
        std::set<decltype(at())> seen;
        for (std::size_t k = 1; k <= found.kept; ++k) {
            m_finder->go(Direction::Next);
            QCOMPARE(m_finder->found().current, k);
            QVERIFY(seen.insert(at()).second);
        }
        const auto last = at();
        m_finder->go(Direction::Next);
        QCOMPARE(m_finder->found().current, std::size_t(1));
        m_finder->go(Direction::Previous);
        QCOMPARE(m_finder->found().current, found.kept);
        QVERIFY(at() == last);
        QVERIFY(m_view->picked());
    }

    void theFirstIsTheFirstInSight()
    {
        show(two());
        m_view->zoom(0.2, 0.9);
        const Instant from = m_view->visibleRange().from();
        m_finder->find({.state = State::Waiting});
        m_finder->go(Direction::Next);
        QVERIFY(m_finder->found().current > 1);
        QVERIFY(m_view->keySpan()->span.start >= from);
        QVERIFY(m_view->visibleRange().from() == from); // it was in sight already
    }

    void matchesAreMarkedAndLetGo()
    {
        show(two());
        const QImage before = m_view->plot()->grab().toImage();
        m_finder->find({.state = State::Waiting});
        QVERIFY(m_view->plot()->grab().toImage() != before);
        m_finder->find({});
        QVERIFY(m_view->plot()->grab().toImage() == before);
    }

    void anotherRunIsLookedThroughToo()
    {
        show({pictureTrace(sequentialPicture())});
        m_finder->find({.state = State::Waiting});
        m_finder->go(Direction::Next);
        const auto one = m_finder->found();
        m_view->addRun(std::make_shared<const Trace>(pictureTrace(sequentialPicture())));
        QCOMPARE(m_finder->found().total, 2 * one.total);
        QCOMPARE(m_finder->found().current, one.current);
        m_view->setRuns({}, {});
        QCOMPARE(m_finder->found().total, std::size_t(0));
    }

    void theRunsAndTheirRowsMayChange()
    {
        show(two());
        m_finder->find({.state = State::Blocked});
        m_finder->go(Direction::Next);
        for (const auto grouping :
             {timeline::Grouping::Task, timeline::Grouping::Processor, timeline::Grouping::Worker}) {
            ViewSettings settings = m_view->settings();
            settings.grouping = grouping;
            m_view->setSettings(settings);
            m_finder->go(Direction::Next);
            QVERIFY(m_view->picked()); // by processor no row shows it: its task is, all the same
            m_view->plot()->grab();
        }
    }

    void jumpsGoOverAllRuns()
    {
        show({preEmptedThreads(), pictureTrace(sequentialPicture()), preEmptedThreads()});
        Jumps jumps(*m_view);
        std::set<decltype(at())> seen;
        std::set<int> runs;
        while (jumps.go(LandmarkKind::PreEmption, Direction::Next).isEmpty()) {
            QVERIFY(m_view->keySpan()->span.state == State::Ready);
            QVERIFY(seen.insert(at()).second);
            runs.insert(m_view->keySpan()->run);
        }
        QVERIFY(seen.size() > 4);
        QVERIFY(runs == (std::set{0, 2}));
        QCOMPARE(jumps.go(LandmarkKind::PreEmption, Direction::Next),
                 QStringLiteral("There is no later pre-emption."));
        std::size_t back = 1;
        while (jumps.go(LandmarkKind::PreEmption, Direction::Previous).isEmpty())
            ++back;
        QCOMPARE(back, seen.size());
    }

    void waitsGoFromTheLongestOfAllRuns()
    {
        show({pictureTrace(threadsPicture()), pictureTrace(sequentialPicture()),
              pictureTrace(threadsPicture())});
        Jumps jumps(*m_view);
        std::size_t count = 0;
        Duration before = Duration::max();
        std::set<decltype(at())> seen;
        while (jumps.go(LandmarkKind::Wait, Direction::Next).isEmpty()) {
            QVERIFY(m_view->keySpan()->span.length <= before);
            QVERIFY(seen.insert(at()).second);
            before = m_view->keySpan()->span.length;
            ++count;
        }
        std::size_t waits = 0;
        for (const auto& run : m_view->runs())
            for (const Span span : run->spans)
                waits += span.state == State::Waiting ? 1U : 0U;
        QCOMPARE(count, waits);
        std::size_t back = 1;
        while (jumps.go(LandmarkKind::Wait, Direction::Previous).isEmpty())
            ++back;
        QCOMPARE(back, count);
    }

    void whatThereIsNoneOfIsSaid()
    {
        show({});
        QVERIFY(!Jumps(*m_view).go(LandmarkKind::Wait, Direction::Next).isEmpty());
        show({pictureTrace(sequentialPicture())});
        QCOMPARE(Jumps(*m_view).go(LandmarkKind::Failure, Direction::Next),
                 QStringLiteral("No task failed."));
        QCOMPARE(Jumps(*m_view).go(LandmarkKind::Failure, Direction::Previous),
                 QStringLiteral("No task failed."));
        QVERIFY(!m_view->keySpan());
    }
};

QTEST_MAIN(TestSpanFinder)
#include "tst_spanfinder.moc"
