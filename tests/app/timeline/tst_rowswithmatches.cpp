// SPDX-License-Identifier: GPL-3.0-or-later
// Rows without what is looked for are hidden on request.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/spanfinder.h"
#include "app/timeline/timelineplot.h"
#include "tests/app/timeline/shownview.h"

#include <set>

using namespace interleave;
using namespace interleave::analysis;
using namespace interleave::support;
using namespace interleave::view;

class TestRowsWithMatches : public QObject
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

    void group(timeline::Grouping grouping)
    {
        ViewSettings settings = m_view->settings();
        settings.grouping = grouping;
        m_view->setSettings(settings);
        m_view->plot()->replot();
    }

    std::size_t shownLanes(std::size_t run) const { return m_view->plan().runs[run].lanes.shown; }

private Q_SLOTS:
    void cleanup() { m_view.reset(); }

    void onlyRowsWithMatchesAreShownOnRequest()
    {
        show(two());
        group(timeline::Grouping::Task);
        const std::size_t all = shownLanes(0);
        m_finder->showOnlyMatches(true);
        QCOMPARE(shownLanes(0), all); // nothing is looked for yet
        m_finder->find({.text = "download 7"});
        QCOMPARE(shownLanes(0), std::size_t(1));
        QCOMPARE(shownLanes(1), std::size_t(1));
        QVERIFY(m_view->plan().runs[0].words.details.startsWith(QStringLiteral("1 of %1 rows").arg(all)));
        std::set<int> lanes;
        for (const ShownSpan& span : m_view->shownSpans())
            lanes.insert(span.lane);
        QCOMPARE(lanes.size(), std::size_t(1));
        m_finder->find({.text = "no such thing"});
        QCOMPARE(shownLanes(0), all);
        QVERIFY(!m_view->plan().runs[0].words.details.contains(QStringLiteral("rows")));
        m_finder->find({.text = "download 7"});
        m_finder->showOnlyMatches(false);
        QCOMPARE(shownLanes(0), all);
        m_finder->showOnlyMatches(true);
        QCOMPARE(shownLanes(0), std::size_t(1));
        m_finder->find({});
        QCOMPARE(shownLanes(0), all);
    }

    void onlyRowsWithMatchesGoWithTheRunsAndTheirRows()
    {
        show({pictureTrace(asyncPicture())});
        m_finder->showOnlyMatches(true);
        m_finder->find({.text = "download 7"});
        QCOMPARE(shownLanes(0), std::size_t(2)); // the slot, and whose it is
        group(timeline::Grouping::Task);
        QCOMPARE(shownLanes(0), std::size_t(1));
        m_view->addRun(std::make_shared<const Trace>(pictureTrace(gilPicture())));
        QCOMPARE(shownLanes(1), std::size_t(1));
        m_finder->find({.text = "download 7", .state = State::Blocked});
        QCOMPARE(shownLanes(0), std::size_t(0)); // there was no lock in this one
        QVERIFY(m_view->plan().runs[0].words.details.startsWith(QStringLiteral("0 of ")));
        QCOMPARE(shownLanes(1), std::size_t(1));
        m_finder->find({.text = "download 7", .state = State::Waiting});
        group(timeline::Grouping::Processor);
        QVERIFY(shownLanes(0) > 0); // no row shows a wait: all stay
        m_view->setRuns({}, {});
        QVERIFY(m_view->shownSpans().empty());
    }

    void keysAndJumpsPassRowsByThatAreNotShown()
    {
        show(two());
        group(timeline::Grouping::Task);
        m_finder->showOnlyMatches(true);
        m_finder->find({.text = "download 7"});
        std::set<std::uint32_t> tasks;
        for (int step = 0; step < 30; ++step) {
            m_view->navigate(step % 2 == 0 ? Navigation::SpanBelow : Navigation::NextSpan);
            tasks.insert(m_view->keySpan()->span.task.value);
        }
        QCOMPARE(tasks.size(), std::size_t(1));
        const TaskId other(*tasks.begin() + 1);
        m_view->reveal({.run = 1, .task = other});
        QVERIFY(!m_view->keySpan());
        QCOMPARE(m_view->picked(), std::optional(Highlight{.run = 1, .task = other}));
        QCOMPARE(m_view->focusedSpan(), -1);
    }

    void aHiddenSlotIsGoneToInItsWorkersRowOrNone()
    {
        show({pictureTrace(asyncPicture())});
        m_finder->showOnlyMatches(true);
        m_finder->find({.text = "download 7"});
        m_view->reveal({.run = 0, .task = TaskId(2)});
        QVERIFY(m_view->focusedSpan() >= 0);
        QCOMPARE(m_view->shownSpans()[static_cast<std::size_t>(m_view->focusedSpan())].lane, 0);
        QCOMPARE(m_view->picked(), std::optional(Highlight{.run = 0, .task = TaskId(2)}));
    }

    void rowsOfMatchesThatAreTooManyToKeepAreShown()
    {
        Trace trace;
        trace.workers.resize(3);
        SpanTable spans;
        for (std::uint32_t worker = 0; worker < 3; ++worker)
            for (std::uint32_t i = 0; i < (worker == 0 ? mostKeptMatches : 5); ++i)
                spans.append({.start = Instant(Duration(1000 * (i + (worker == 0 ? 0 : mostKeptMatches)))),
                              .length = Duration(1000),
                              .worker = WorkerId(worker),
                              .state = worker < 2 ? State::Running : State::Waiting});
        trace.spans = std::move(spans);
        trace.end = Instant(Duration(1000 * (mostKeptMatches + 10)));
        show({trace});
        QCOMPARE(shownLanes(0), std::size_t(3));
        m_finder->showOnlyMatches(true);
        m_finder->find({.state = State::Running});
        QVERIFY(m_finder->found().total > m_finder->found().kept);
        QCOMPARE(shownLanes(0), std::size_t(2));
    }
};

QTEST_MAIN(TestRowsWithMatches)
#include "tst_rowswithmatches.moc"
