// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/timelineplot.h"
#include "app/timeline/timelineview.h"
#include "tests/support/picturetraces.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QVBoxLayout>

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
        std::vector<std::shared_ptr<const Trace>> runs;
        for (const PictureRecipe& recipe : recipes)
            runs.push_back(std::make_shared<const Trace>(pictureTrace(recipe)));
        m_view->setRuns(std::move(runs), {});
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
            m_view->showLive(soFar, {}, Instant(std::chrono::milliseconds(milliseconds)));
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
