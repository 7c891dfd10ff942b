// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/timelineplot.h"
#include "tests/app/timeline/shownview.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QVBoxLayout>

#include <set>

using namespace interleave;
using namespace interleave::support;
using namespace interleave::view;

class TestTimelineMoves : public QObject
{
    Q_OBJECT

    std::unique_ptr<QWidget> m_window;
    TimelineView* m_view = nullptr;
    QLineEdit *m_before = nullptr, *m_after = nullptr;

    /// Between two fields that can have the focus.
    void show(const std::vector<PictureRecipe>& recipes)
    {
        m_window = std::make_unique<QWidget>();
        auto* layout = new QVBoxLayout(m_window.get());
        m_before = new QLineEdit(m_window.get());
        m_view = new TimelineView(m_window.get());
        m_after = new QLineEdit(m_window.get());
        layout->addWidget(m_before);
        layout->addWidget(m_view, 1);
        layout->addWidget(m_after);
        m_window->resize(1000, 600);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        m_view->setRuns(runsOf(recipes), {});
        m_view->plot()->replot();
        m_view->setFocus();
        QTRY_VERIFY(m_view->plot()->hasFocus());
    }

    const timeline::VisibleRange& range() const { return m_view->visibleRange(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_view->plot(), key, modifiers);
    }
    /// A bar that can be hit.
    ShownSpan wideSpan() const
    {
        for (const ShownSpan& span : m_view->shownSpans())
            if (span.place.width() > 8)
                return span;
        return {};
    }

private Q_SLOTS:
    void cleanup() { m_window.reset(); }

    void doubleClickZoomsToABarAndBesideItFits()
    {
        show({sequentialPicture()});
        const ShownSpan span = wideSpan();
        const Duration before = range().length();
        QTest::mouseClick(m_view->plot(), Qt::LeftButton, {}, span.place.center());
        QTest::mouseDClick(m_view->plot(), Qt::LeftButton, {}, span.place.center());
        const double share = static_cast<double>(range().length().count()) /
                             static_cast<double>(before.count()) * m_view->plot()->width();
        QVERIFY2(share < 2.0 * span.place.width() + 4, qPrintable(QString::number(share)));
        QVERIFY(m_view->picked());
        m_view->plot()->replot();
        QTest::mouseDClick(m_view->plot(), Qt::LeftButton, {}, QPoint(3, 3));
        QVERIFY(range().showsAll());
    }

    void zZoomsToTheSpanThenToItsTask()
    {
        show({sequentialPicture()});
        key(Qt::Key_Z);
        QVERIFY(range().showsAll()); // nothing is picked out
        key(Qt::Key_Right, Qt::ControlModifier);
        const Trace trace = pictureTrace(sequentialPicture());
        const Task& task = trace[m_view->picked()->task];
        key(Qt::Key_Z);
        const Duration span = range().length();
        QVERIFY(span < *task.stopped - *task.taken);
        key(Qt::Key_Z);
        QVERIFY(range().from() <= *task.taken && range().to() > *task.stopped);
        QVERIFY(range().length() < 2 * (*task.stopped - *task.taken));
        key(Qt::Key_Z);
        QCOMPARE(range().length(), span); // and back
    }

    void backAndForwardByMouseAndByRequest()
    {
        show({sequentialPicture()});
        key(Qt::Key_End); // where it is: nothing to go back to
        QVERIFY(!m_view->movingRange().history().hasPast());
        key(Qt::Key_Plus);
        const auto zoomed = range();
        key(Qt::Key_End);
        const auto atEnd = range();
        QTest::mouseClick(m_view->plot(), Qt::BackButton);
        QVERIFY(range() == zoomed);
        m_view->navigate(Navigation::Back);
        QVERIFY(range().showsAll());
        QVERIFY(!m_view->movingRange().history().hasPast());
        QTest::mouseClick(m_view->plot(), Qt::ForwardButton);
        m_view->navigate(Navigation::Forward);
        QVERIFY(range() == atEnd);
    }

    void tabGoesThroughAllSpansAndOnToTheNextWidget()
    {
        show({threadsPicture()});
        key(Qt::Key_Tab);
        QTRY_VERIFY(m_after->hasFocus() || m_before->hasFocus()); // nothing was picked: it goes on
        m_view->setFocus();
        QTRY_VERIFY(m_view->plot()->hasFocus());
        key(Qt::Key_Right, Qt::ControlModifier);
        int spans = 1;
        while (m_view->plot()->hasFocus() && spans < 100'000) {
            key(Qt::Key_Tab);
            ++spans;
        }
        std::size_t all = 0;
        for (const auto& lane : timeline::lanesOf(pictureTrace(threadsPicture()), timeline::Grouping::Worker))
            all += lane.size();
        QCOMPARE(static_cast<std::size_t>(spans - 1), all);

        m_view->setFocus();
        QTRY_VERIFY(m_view->plot()->hasFocus());
        const int last = m_view->focusedSpan();
        key(Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(m_view->plot()->hasFocus());
        QVERIFY(m_view->focusedSpan() != last);
        key(Qt::Key_Tab, Qt::ControlModifier);
        QVERIFY(!m_view->plot()->hasFocus());
    }

    void shiftTabLeavesAtTheFirstSpan()
    {
        show({sequentialPicture()});
        key(Qt::Key_Down, Qt::ControlModifier);
        key(Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(!m_view->plot()->hasFocus());
    }

    void theViewFollowsARunUntilTheUserLooksElsewhere()
    {
        show({});
        QSignalSpy following(m_view, &TimelineView::followingChanged);
        Trace soFar = pictureTrace(sequentialPicture());
        soFar.end = {};
        const auto come = [&](int milliseconds) {
            m_view->showLive(
                {.trace = soFar, .open = {}, .now = Instant(std::chrono::milliseconds(milliseconds))});
        };
        key(Qt::Key_F); // nothing goes on
        QVERIFY(following.empty());
        come(100);
        QCOMPARE(following.takeLast(), (QVariantList{true, true}));
        come(900);
        QVERIFY(range().showsAll());
        m_view->zoom(0.5, 0.8); // now stays in sight
        QCOMPARE(following.takeLast(), (QVariantList{true, true}));
        const Duration width = range().length();
        come(3000);
        QCOMPARE(range().to(), Instant(std::chrono::seconds(3)));
        QCOMPARE(range().length(), width);
        key(Qt::Key_Home);
        QCOMPARE(following.takeLast(), (QVariantList{true, false}));
        come(4000);
        QCOMPARE(range().from(), Instant());
        QCOMPARE(range().length(), width);
        key(Qt::Key_F);
        QCOMPARE(range().to(), Instant(std::chrono::seconds(4)));
        come(5000);
        QCOMPARE(range().to(), Instant(std::chrono::seconds(5)));
        key(Qt::Key_F);
        come(6000);
        QCOMPARE(range().to(), Instant(std::chrono::seconds(5)));
        QCOMPARE(following.takeLast(), (QVariantList{true, false}));
        m_view->setRuns({}, {}); // what goes on here is on the stack
        QCOMPARE(following.takeLast(), (QVariantList{false, false}));
    }

    void aCollapsedRunShowsOnlyItsHeading()
    {
        show({sequentialPicture(), threadsPicture()});
        const auto runs = [&] {
            std::set<int> shown;
            for (const ShownSpan& span : m_view->shownSpans())
                shown.insert(span.run);
            return shown;
        };
        QCOMPARE(runs(), (std::set{0, 1}));
        m_view->navigate(Navigation::Collapse); // the first, as none was used
        m_view->plot()->replot();
        QCOMPARE(runs(), std::set{1});
        key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(m_view->picked()->run, 1); // the keys pass by its rows
        key(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(m_view->picked()->run, 1);
        m_view->navigate(Navigation::Collapse); // where the keys are
        m_view->plot()->replot();
        QCOMPARE(runs(), std::set<int>());
        QCOMPARE(m_view->focusedSpan(), -1);
        m_view->navigate(Navigation::Expand);
        m_view->plot()->replot();
        QCOMPARE(runs(), std::set{1});
        m_view->setRuns({}, {});
        m_view->navigate(Navigation::Collapse);
    }

    void theTriangleOfAHeadingCollapsesAndExpands()
    {
        show({sequentialPicture()});
        int left = 10'000;
        for (const ShownSpan& span : m_view->shownSpans())
            left = std::min(left, span.place.left());
        const QPoint triangle(left - 12, 16);
        QTest::mouseClick(m_view->plot(), Qt::LeftButton, {}, triangle);
        m_view->plot()->replot();
        QVERIFY(m_view->shownSpans().empty());
        QTest::mouseClick(m_view->plot(), Qt::LeftButton, {}, triangle);
        m_view->plot()->replot();
        QVERIFY(!m_view->shownSpans().empty());
    }

    void slotsCanBeHidden()
    {
        show({asyncPicture()});
        const std::size_t before = m_view->shownSpans().size();
        ViewSettings settings = m_view->settings();
        settings.slotRows = false;
        m_view->setSettings(settings);
        m_view->plot()->replot();
        std::set<int> lanes;
        for (const ShownSpan& span : m_view->shownSpans())
            lanes.insert(span.lane);
        QVERIFY(m_view->shownSpans().size() < before);
        QCOMPARE(lanes, std::set{0}); // the worker's own row
        key(Qt::Key_Down, Qt::ControlModifier);
        key(Qt::Key_Down, Qt::ControlModifier);
        QVERIFY(m_view->focusedSpan() >= 0);
    }

    void whatIsLookedForExpandsItsRun()
    {
        show({sequentialPicture(), asyncPicture()});
        m_view->navigate(Navigation::Collapse);
        m_view->reveal({.run = 0, .task = TaskId(20)});
        m_view->plot()->replot();
        QVERIFY(m_view->focusedSpan() >= 0);
        QCOMPARE(m_view->picked()->task, TaskId(20));
        ViewSettings settings = m_view->settings();
        settings.slotRows = false;
        m_view->setSettings(settings);
        m_view->reveal({.run = 1, .task = TaskId(9)}); // of a hidden slot: in the worker's row
        m_view->plot()->replot();
        QVERIFY(m_view->focusedSpan() >= 0);
        QCOMPARE(m_view->picked(), std::optional(Highlight{.run = 1, .task = TaskId(9)}));
    }

    void movedToAnotherScreenThePlotIsAsDenseAsThat()
    {
        show({sequentialPicture()});
        m_view->plot()->setBufferDevicePixelRatio(3); // of the screen that it comes from
        QEvent change(QEvent::ScreenChangeInternal);
        QApplication::sendEvent(m_view->plot(), &change);
        QCOMPARE(m_view->plot()->bufferDevicePixelRatio(), m_view->plot()->devicePixelRatioF());
    }

    void anEmptyTimelineGoesNowhere()
    {
        show({});
        for (int where = 0; where <= static_cast<int>(Navigation::Follow); ++where)
            m_view->navigate(static_cast<Navigation>(where));
        key(Qt::Key_Z);
        key(Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(!m_view->picked());
        QVERIFY(!m_view->movingRange().history().hasPast());
    }
};

QTEST_MAIN(TestTimelineMoves)
#include "tst_timelinemoves.moc"
