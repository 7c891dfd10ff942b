// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/concurrencystrip.h"
#include "app/timeline/overviewstrip.h"
#include "app/timeline/stackpainter.h"
#include "app/timeline/taskcounts.h"
#include "app/timeline/timelineplot.h"
#include "tests/app/timeline/shownview.h"

#include <QSignalSpy>

using namespace interleave;
using namespace interleave::support;
using namespace interleave::view;

class TestTimelineStrips : public QObject
{
    Q_OBJECT

    std::unique_ptr<TimelineView> m_view;
    OverviewStrip* m_overview = nullptr;
    ConcurrencyStrip* m_tasks = nullptr;

    void show(const std::vector<PictureRecipe>& recipes, QSize size = {1000, 600})
    {
        m_view = shownView(runsOf(recipes), size);
        m_overview = m_view->findChild<OverviewStrip*>();
        m_tasks = m_view->findChild<ConcurrencyStrip*>();
    }

    const timeline::VisibleRange& range() const { return m_view->visibleRange(); }
    double from() const
    {
        return static_cast<double>((range().from() - Instant()).count()) /
               static_cast<double>(range().whole().count());
    }
    void drag(QPointF at, QPointF to)
    {
        QTest::mousePress(m_overview, Qt::LeftButton, {}, at.toPoint());
        QMouseEvent move(QEvent::MouseMove, to, m_overview->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                         {});
        QApplication::sendEvent(m_overview, &move);
        QTest::mouseRelease(m_overview, Qt::LeftButton, {}, to.toPoint());
    }

private Q_SLOTS:
    void cleanup() { m_view.reset(); }

    void areasAreStackedInProportion()
    {
        const Theme look = theme(Look::Light);
        timeline::Concurrency::Counts column{};
        column[static_cast<std::size_t>(State::Running)] = 1;
        column[static_cast<std::size_t>(State::Waiting)] = 2;
        column[static_cast<std::size_t>(State::Queued)] = 50;
        const std::vector<timeline::Concurrency::Counts> columns{column, {}};
        const QImage image = stackedAreas(columns, 40, 4, look);
        QCOMPARE(image.pixel(0, 39), look[State::Running].colour.rgb());
        QCOMPARE(image.pixel(0, 30), look[State::Running].colour.rgb());
        QCOMPARE(image.pixel(0, 29), look[State::Waiting].colour.rgb());
        QCOMPARE(image.pixel(0, 10), look[State::Waiting].colour.rgb());
        QVERIFY(image.pixel(0, 9) != look[State::Waiting].colour.rgb());
        QCOMPARE(image.pixel(0, 0), image.pixel(0, 9)); // Queued up to the top, and no farther
        QCOMPARE(image.pixel(1, 39), look.background.rgb());
    }

    void frameIsWhatIsLookedAt()
    {
        show({sequentialPicture(), threadsPicture()});
        QVERIFY(m_overview->isVisible());
        const QRectF whole = m_overview->frame();
        m_view->zoom(0.25, 0.5);
        const QRectF frame = m_overview->frame();
        QVERIFY(std::abs(frame.width() - whole.width() / 4) <= 1);
        QVERIFY(std::abs(frame.center().x() - whole.center().x()) <= 1);
    }

    void frameIsDraggedResizedAndBroughtByAClick()
    {
        show({sequentialPicture()});
        const QRectF whole = m_overview->frame();
        m_view->zoom(0.25, 0.5);
        QRectF frame = m_overview->frame();
        const Duration length = range().length();
        drag(frame.center(), frame.center() + QPointF(whole.width() / 8, 0));
        QVERIFY(std::abs(from() - 0.5) < 0.01);
        QVERIFY(abs(range().length() - length) <= Duration(1));
        frame = m_overview->frame();
        drag(QPointF(frame.right(), 10), QPointF(whole.right() + 50, 10));
        QCOMPARE(range().to(), Instant(range().whole()));
        QVERIFY(std::abs(from() - 0.5) < 0.01);
        frame = m_overview->frame();
        drag(QPointF(frame.left(), 10), QPointF(whole.left() + whole.width() * 0.8, 10));
        QVERIFY(std::abs(from() - 0.8) < 0.01);
        const Duration narrow = range().length();
        QTest::mouseClick(m_overview, Qt::LeftButton, {},
                          QPointF(whole.left() + whole.width() * 0.3, 10).toPoint());
        QVERIFY(std::abs(from() + 0.1 - 0.3) < 0.01);
        QVERIFY(abs(range().length() - narrow) <= Duration(1));
        m_view->navigate(Navigation::Back);
        QVERIFY(!m_view->movingRange().history().hasPast() || !range().showsAll());
    }

    void clickDoesNothingWhereEverythingShows()
    {
        show({sequentialPicture()});
        QSignalSpy asked(m_overview, &OverviewStrip::rangeAsked);
        QTest::mouseClick(m_overview, Qt::LeftButton, {}, m_overview->rect().center());
        QVERIFY(asked.empty());
    }

    void wheelZooms()
    {
        show({sequentialPicture()});
        const QPointF at(m_overview->frame().left() + m_overview->frame().width() * 0.25, 8);
        QWheelEvent wheel(at, m_overview->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_overview, &wheel);
        QVERIFY(!range().showsAll());
        QVERIFY(std::abs(from() - 0.25 * (1 - 0.64)) < 0.01);
    }

    void stripsGoWhereThereIsNoRoomOrNoWish()
    {
        show({sequentialPicture()});
        QVERIFY(m_overview->isVisible() && m_tasks->isVisible());
        m_view->resize(1000, 200);
        QTRY_VERIFY(!m_overview->isVisible() && !m_tasks->isVisible());
        m_view->resize(1000, 600);
        QTRY_VERIFY(m_overview->isVisible() && m_tasks->isVisible());
        m_view->setSettings({.overview = false, .concurrency = false});
        QVERIFY(!m_overview->isVisible() && !m_tasks->isVisible());
        m_view->setSettings({});
        m_view->setRuns({}, {});
        QVERIFY(!m_overview->isVisible() && !m_tasks->isVisible());
    }

    void tasksAreThoseOfTheRunOfTheKeys()
    {
        show({sequentialPicture(), threadsPicture()});
        const QString first = m_tasks->accessibleDescription();
        const QImage before = m_tasks->grab().toImage();
        m_view->pickOut(Highlight{.run = 1, .task = TaskId(2)});
        QVERIFY(m_tasks->accessibleDescription() != first);
        QVERIFY(m_tasks->grab().toImage() != before);
        m_view->pickOut({});
        QCOMPARE(m_tasks->accessibleDescription(), first);
    }

    void countsAreKeptForRunsThatStay()
    {
        const auto run = std::make_shared<const Trace>(pictureTrace(sequentialPicture()));
        const auto other = std::make_shared<const Trace>(pictureTrace(threadsPicture()));
        TaskCounts counts;
        counts.setRuns({run});
        const timeline::Concurrency* const first = &counts.of(0);
        const std::uint64_t generation = counts.generation();
        counts.setRuns({run, other});
        QVERIFY(counts.generation() != generation);
        QCOMPARE(&counts.of(0), first);
        counts.count(*other, {});
        const std::uint64_t counted = counts.generation();
        counts.count(*other, {}); // at once again: not yet
        QCOMPARE(counts.generation(), counted);
    }
};

QTEST_MAIN(TestTimelineStrips)
#include "tst_timelinestrips.moc"
