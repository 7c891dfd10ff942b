// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/jumps.h"
#include "app/timeline/rangemeasure.h"
#include "app/timeline/spanfinder.h"
#include "app/timeline/timelineplot.h"
#include "tests/app/timeline/shownview.h"

#include <QScrollBar>
#include <QSignalSpy>

#include <map>

using namespace interleave;
using namespace interleave::analysis;
using namespace interleave::support;
using namespace interleave::view;

class TestTimelineOrder : public QObject
{
    Q_OBJECT

    std::unique_ptr<TimelineView> m_view;
    Runs m_given;

    void show(const std::vector<PictureRecipe>& recipes, const ViewSettings& settings = {}, int height = 600)
    {
        m_given = runsOf(recipes);
        m_view = shownView(m_given, {1000, height}, settings);
    }

    void showThree() { show({sequentialPicture(), gilPicture(), asyncPicture()}); }

    /// Whether the runs are shown in this order, by their numbers when they were given.
    bool inOrder(const std::vector<std::size_t>& order) const
    {
        Runs expected;
        for (const std::size_t run : order)
            expected.push_back(m_given[run]);
        if (m_view->runs() != expected || m_view->plan().runs.size() != order.size())
            return false;
        for (std::size_t run = 0; run < order.size(); ++run)
            if (m_view->plan().runs[run].words.name != QString::fromStdString(expected[run]->info.modelName))
                return false;
        return true;
    }

    std::map<QString, QString> comparisons() const
    {
        std::map<QString, QString> words;
        for (const RunPlan& run : m_view->plan().runs)
            words[run.words.name] = run.words.comparison;
        return words;
    }

    QScrollBar* scrollBar() const
    {
        for (auto* const bar : m_view->findChildren<QScrollBar*>())
            if (bar->orientation() == Qt::Vertical)
                return bar;
        return nullptr;
    }

    void drag(const QPoint& to)
    {
        QMouseEvent move(QEvent::MouseMove, to, m_view->plot()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                         {});
        QApplication::sendEvent(m_view->plot(), &move);
    }

private Q_SLOTS:
    void cleanup() { m_view.reset(); }

    void runsChangePlacesAndTheBaselineStays()
    {
        showThree();
        const auto before = comparisons();
        QVERIFY(before.at(QString::fromStdString(m_given[0]->info.modelName)).isEmpty());
        QVERIFY(!before.at(QString::fromStdString(m_given[2]->info.modelName)).isEmpty());
        m_view->navigate(Navigation::RunDown);
        QVERIFY(inOrder({1, 0, 2}));
        QCOMPARE(comparisons(), before);
        ViewSettings settings = m_view->settings();
        settings.grouping = timeline::Grouping::Task; // all pictures are made anew
        m_view->setSettings(settings);
        QVERIFY(inOrder({1, 0, 2}));
        QCOMPARE(comparisons(), before);
        QCOMPARE(m_view->baseline(), m_given[0].get());
    }

    void aRunIsDraggedByItsHeading()
    {
        showThree();
        const timeline::VisibleRange range = m_view->visibleRange();
        const QRect lanes = m_view->lanesRect(0);
        const QPoint heading(lanes.left() + 60, lanes.top() - 8); // beside the triangle
        QTest::mousePress(m_view->plot(), Qt::LeftButton, {}, heading);
        drag(heading + QPoint(30, 0));
        QVERIFY(inOrder({0, 1, 2})); // not past the middle of the next
        drag(m_view->lanesRect(1).center() + QPoint(0, 40));
        QVERIFY(inOrder({1, 0, 2}));
        drag(m_view->lanesRect(2).bottomLeft());
        QVERIFY(inOrder({1, 2, 0}));
        drag(QPoint(300, 0)); // over two at once
        QVERIFY(inOrder({0, 1, 2}));
        QTest::mouseRelease(m_view->plot(), Qt::LeftButton, {}, QPoint(300, 0));
        QVERIFY(m_view->visibleRange() == range); // nothing else has moved
        drag(m_view->lanesRect(2).center());
        QVERIFY(inOrder({0, 1, 2}));
    }

    void aDragAmongTheBarsMovesNoRun()
    {
        showThree();
        m_view->zoom(0.5);
        const timeline::VisibleRange range = m_view->visibleRange();
        QTest::mousePress(m_view->plot(), Qt::LeftButton, {}, m_view->lanesRect(0).center());
        drag(m_view->lanesRect(2).center() + QPoint(60, 0));
        drag(m_view->lanesRect(2).center() + QPoint(90, 0));
        QVERIFY(inOrder({0, 1, 2}));
        QVERIFY(!(m_view->visibleRange() == range));
    }

    void theSameRunGoesOnAsFarAsItCan()
    {
        showThree();
        m_view->navigate(Navigation::RunUp);
        QVERIFY(inOrder({0, 1, 2}));
        m_view->navigate(Navigation::RunDown);
        m_view->navigate(Navigation::RunDown);
        QVERIFY(inOrder({1, 2, 0}));
        m_view->navigate(Navigation::RunDown);
        QVERIFY(inOrder({1, 2, 0}));
        m_view->navigate(Navigation::RunUp);
        QVERIFY(inOrder({1, 0, 2}));
    }

    void otherRunsBeginInTheirOwnOrder()
    {
        showThree();
        m_view->navigate(Navigation::RunDown);
        m_view->setRuns(m_given, {});
        QVERIFY(inOrder({0, 1, 2}));
        std::swap(m_given[0], m_given[2]);
        m_view->setRuns(m_given, {});
        QVERIFY(inOrder({0, 1, 2}));
        QCOMPARE(m_view->baseline(), m_given[0].get());
    }

    void thePickedTaskAndTheKeysGoWithTheirRun()
    {
        showThree();
        m_view->reveal({.run = 2, .task = TaskId(9)});
        const RunSpan span = *m_view->keySpan();
        QCOMPARE(span.run, 2);
        m_view->navigate(Navigation::RunUp);
        QVERIFY(inOrder({0, 2, 1}));
        QCOMPARE(m_view->picked(), std::optional(Highlight{.run = 1, .task = TaskId(9)}));
        QCOMPARE(m_view->keySpan()->run, 1);
        QCOMPARE(m_view->keySpan()->span, span.span);
        QCOMPARE(m_view->shownSpans()[static_cast<std::size_t>(m_view->focusedSpan())].run, 1);
        m_view->reveal({.run = 2, .task = TaskId(3)});
        QCOMPARE(m_view->picked(), std::optional(Highlight{.run = 2, .task = TaskId(3)}));
        m_view->pickOut(Highlight{.run = 0, .task = TaskId(3)}); // the keys stay where they are
        m_view->navigate(Navigation::RunUp);
        QVERIFY(inOrder({0, 1, 2}));
        QCOMPARE(m_view->picked(), std::optional(Highlight{.run = 0, .task = TaskId(3)}));
    }

    void aClickAfterAMoveHitsTheRunThatIsThere()
    {
        showThree();
        m_view->navigate(Navigation::RunDown);
        m_view->plot()->replot();
        for (const ShownSpan& span : m_view->shownSpans()) {
            if (span.place.width() < 8)
                continue;
            QTest::mouseClick(m_view->plot(), Qt::LeftButton, {}, span.place.center());
            const auto hit = m_view->keySpan();
            QVERIFY(hit);
            const Trace& run = *m_view->runs()[static_cast<std::size_t>(hit->run)];
            QVERIFY(std::any_of(run.spans.begin(), run.spans.end(),
                                [&](const Span& each) { return each.start == hit->span.start; }));
            QCOMPARE(hit->run, span.run);
        }
    }

    void aCollapsedRunStaysSo()
    {
        showThree();
        m_view->navigate(Navigation::Collapse);
        m_view->navigate(Navigation::RunDown);
        QVERIFY(m_view->plan().runs[0].lanes.rows != Rows::None);
        QCOMPARE(m_view->plan().runs[1].lanes.rows, Rows::None);
        m_view->navigate(Navigation::Expand);
        QVERIFY(m_view->plan().runs[1].lanes.rows != Rows::None);
    }

    void theRunThatGoesOnStaysTheLast()
    {
        show({sequentialPicture(), gilPicture()});
        const auto live = std::make_shared<const Trace>(pictureTrace(asyncPicture()));
        m_view->showLive({.trace = *live, .open = {}, .now = live->end});
        m_view->navigate(Navigation::RunDown);
        QVERIFY((m_view->runs() == Runs{m_given[1], m_given[0]}));
        m_view->navigate(Navigation::RunDown);
        QVERIFY((m_view->runs() == Runs{m_given[1], m_given[0]}));
        m_view->pickOut(Highlight{.run = 2, .task = TaskId(1)});
        m_view->navigate(Navigation::RunUp);
        QVERIFY((m_view->runs() == Runs{m_given[1], m_given[0]}));
        m_view->showLive({.trace = *live, .open = {}, .now = live->end});
        QCOMPARE(m_view->plan().runs[2].words.name, QString::fromStdString(live->info.modelName));
        m_view->addRun(live);
        m_given.push_back(live);
        QVERIFY(inOrder({1, 0, 2}));
        QCOMPARE(m_view->baseline(), m_given[0].get());
    }

    void whatIsOutOfSightIsNotMoved()
    {
        show({manyTasksPicture(), manyTasksPicture(), gilPicture()}, {.lanesFit = false}, 300);
        QVERIFY(scrollBar()->maximum() > 0);
        scrollBar()->setValue(scrollBar()->maximum());
        m_view->plot()->replot();
        QVERIFY(m_view->lanesRect(0).bottom() < 0);
        m_view->navigate(Navigation::RunDown);
        QVERIFY(m_view->runs()[0] == m_given[0]);
        m_view->reveal({.run = 2, .task = TaskId(0)});
        m_view->navigate(Navigation::RunUp);
        m_view->navigate(Navigation::RunUp);
        const int moved = m_view->keySpan()->run;
        QCOMPARE(moved, 0);
        QVERIFY(m_view->lanesRect(0).intersects(m_view->plot()->rect())); // it has not left the screen
    }

    void whatWasFoundAndReachedGoesWithItsRun()
    {
        showThree();
        auto* const finder = new SpanFinder(*m_view); // the plot owns it
        finder->find({.state = State::Waiting});
        finder->go(Direction::Next);
        const auto before = finder->found();
        const Span span = m_view->keySpan()->span;
        m_view->navigate(Navigation::RunDown);
        QCOMPARE(finder->found().total, before.total);
        QVERIFY(finder->found().current > before.current); // those of another run come before it
        finder->go(Direction::Next);
        finder->go(Direction::Previous);
        QCOMPARE(m_view->keySpan()->run, 1);
        QCOMPARE(m_view->keySpan()->span, span);

        Jumps jumps(*m_view);
        QVERIFY(jumps.go(LandmarkKind::Wait, Direction::Next).isEmpty());
        const Span longest = m_view->keySpan()->span;
        const int up = m_view->keySpan()->run;
        m_view->navigate(up > 0 ? Navigation::RunUp : Navigation::RunDown);
        QVERIFY(jumps.go(LandmarkKind::Wait, Direction::Next).isEmpty());
        QVERIFY(m_view->keySpan()->span != longest); // it goes on from there
        QVERIFY(m_view->keySpan()->span.length <= longest.length);
    }

    void notesGoWithTheirRun()
    {
        showThree();
        const QSignalSpy reordered(m_view.get(), &TimelineView::reordered);
        const Instant at(std::chrono::milliseconds(1));
        m_view->setNotes({{.run = 0, .from = at, .to = at, .text = "here"}}, std::nullopt);
        QCOMPARE(m_view->plan().runs[0].notes.size(), std::size_t(1));
        m_view->navigate(Navigation::RunDown);
        QVERIFY(m_view->plan().runs[0].notes.empty());
        QCOMPARE(m_view->plan().runs[1].notes.size(), std::size_t(1));
        QCOMPARE(reordered.count(), 1);
        m_view->navigate(Navigation::RunDown);
        m_view->navigate(Navigation::RunDown); // it is the last
        QCOMPARE(reordered.count(), 2);
    }

    void aMeasuredRangeGoesWithItsRun()
    {
        show({sequentialPicture(), gilPicture()}, {.sameScale = false});
        auto* const measure = new RangeMeasure(*m_view); // the plot owns it
        m_view->reveal({.run = 1, .task = TaskId(2)});
        measure->extend(1);
        const RangeMeasure::Range range = *measure->range();
        QCOMPARE(range.run, std::optional(1));
        m_view->navigate(Navigation::RunUp);
        QVERIFY(measure->range().has_value());
        QCOMPARE(measure->range()->run, std::optional(0));
        QCOMPARE(measure->range()->from, range.from);
        m_view->setRuns({m_given[0]}, {});
        QVERIFY(!measure->range());
    }
};

QTEST_MAIN(TestTimelineOrder)
#include "tst_timelineorder.moc"
