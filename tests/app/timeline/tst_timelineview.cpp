// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/accessibletimeline.h"
#include "app/timeline/hovercard.h"
#include "app/timeline/timelineplot.h"
#include "tests/app/timeline/shownview.h"

#include <QAccessible>
#include <QScrollBar>

using namespace interleave;
using namespace interleave::support;
using namespace interleave::view;

namespace {

/// How much of a widget is in a colour, 0 to 1.
double shareOf(QWidget& widget, const QColor& colour)
{
    const QImage image = widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
    qsizetype count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) == colour.rgb() ? 1 : 0;
    return static_cast<double>(count) / (image.width() * image.height());
}

} // namespace

class TestTimelineView : public QObject
{
    Q_OBJECT

    std::unique_ptr<TimelineView> m_view;

    void show(const std::vector<PictureRecipe>& recipes, QSize size = {1000, 600})
    {
        m_view = shownView(runsOf(recipes), size);
    }

    /// The offscreen platform has no cursor.
    void moveMouse(const QPoint& to)
    {
        QMouseEvent move(QEvent::MouseMove, to, m_view->plot()->mapToGlobal(to), Qt::NoButton, {}, {});
        QApplication::sendEvent(m_view->plot(), &move);
    }

private Q_SLOTS:
    void initTestCase() { installAccessibleTimeline(); }
    void cleanup() { m_view.reset(); }

    void showsBarsOfEveryRun()
    {
        show({sequentialPicture(), threadsPicture()});
        const Theme look = theme(Look::Light);
        QVERIFY(shareOf(*m_view->plot(), look[State::Running].colour) > 0.001);
        QVERIFY(shareOf(*m_view->plot(), look[State::Waiting].colour) > 0.001);
        int runs = 0;
        for (const ShownSpan& span : m_view->shownSpans())
            runs |= 1 << span.run;
        QCOMPARE(runs, 3);
    }

    void wheelZoomsAtTheCursor()
    {
        show({sequentialPicture()});
        const QRect place = m_view->shownSpans().at(5).place;
        const QPoint cursor = place.center();
        QWheelEvent wheel(cursor, m_view->plot()->mapToGlobal(cursor), {}, {0, 240}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view->plot(), &wheel);
        QVERIFY(!m_view->visibleRange().showsAll());
        bool still = false;
        for (const ShownSpan& span : m_view->shownSpans())
            still = still || span.place.adjusted(-2, 0, 2, 0).contains(cursor);
        QVERIFY(still);
    }

    void dragPansAndDoubleClickFits()
    {
        show({sequentialPicture()});
        m_view->zoom(0.25);
        const Instant before = m_view->visibleRange().from();
        const QPoint from(600, 60);
        QTest::mousePress(m_view->plot(), Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove, from - QPoint(100, 0),
                         m_view->plot()->mapToGlobal(from - QPoint(100, 0)), Qt::NoButton, Qt::LeftButton,
                         {});
        QApplication::sendEvent(m_view->plot(), &move);
        QTest::mouseRelease(m_view->plot(), Qt::LeftButton, {}, from - QPoint(100, 0));
        QVERIFY(m_view->visibleRange().from() > before);
        QVERIFY(!m_view->picked());                                           // a drag is no click
        QTest::mouseDClick(m_view->plot(), Qt::LeftButton, {}, QPoint(3, 3)); // beside the bars
        QVERIFY(m_view->visibleRange().showsAll());
    }

    void aStretchOfARunIsRevealed()
    {
        show({sequentialPicture(), threadsPicture()}, {1000, 200});
        const Trace trace = pictureTrace(threadsPicture());
        const Task& task = trace.tasks[9];
        m_view->revealTime({.run = 1, .task = TaskId(9)}, *task.taken, *task.stopped);
        QCOMPARE(m_view->picked(), std::optional(Highlight{.run = 1, .task = TaskId(9)}));
        const auto& range = m_view->visibleRange();
        QVERIFY(range.from() < *task.taken && range.to() > *task.stopped);
        QVERIFY(range.length() < 2 * (*task.stopped - *task.taken));
        bool inSight = false;
        for (const ShownSpan& span : m_view->shownSpans())
            inSight = inSight || (span.run == 1 && span.spoken.contains(QStringLiteral("download 10")));
        QVERIFY(inSight);

        m_view->revealTime({.run = 0, .task = {}}, Instant(), trace.end);
        QVERIFY(!m_view->picked());
        QCOMPARE(range.from(), Instant());
        QVERIFY(range.to() > trace.end);
        QCOMPARE(m_view->shownSpans().at(0).run, 0);
        const auto before = range;
        m_view->revealTime({.run = 7, .task = {}}, Instant(), trace.end); // there is none
        QVERIFY(m_view->visibleRange() == before);
    }

    void aRunThatFillsTheWidthIsRevealedInItsOwnTime()
    {
        show({sequentialPicture(), threadsPicture()});
        m_view->setSettings({.sameScale = false});
        m_view->plot()->replot();
        const Trace trace = pictureTrace(threadsPicture());
        const Instant half = Instant(trace.makespan() / 2);
        m_view->revealTime({.run = 1, .task = {}}, half, trace.end);
        const auto& range = m_view->visibleRange();
        QVERIFY(range.from() > Instant(range.whole() * 4 / 10) && range.from() < Instant(range.whole() / 2));
    }

    void clickPicksATaskOutInEveryGrouping()
    {
        show({sequentialPicture(), threadsPicture()});
        const std::vector<ShownSpan> spans = m_view->shownSpans();
        const auto wide = std::find_if(spans.begin(), spans.end(), [](const ShownSpan& span) {
            return span.run == 1 && span.place.width() > 10;
        });
        QVERIFY(wide != spans.end());
        QTest::mouseClick(m_view->plot(), Qt::LeftButton, {}, wide->place.center());
        QVERIFY(m_view->picked());
        QCOMPARE(m_view->picked()->run, 1);
        const Highlight picked = *m_view->picked();
        for (const auto grouping :
             {timeline::Grouping::Task, timeline::Grouping::Processor, timeline::Grouping::Worker}) {
            ViewSettings settings = m_view->settings();
            settings.grouping = grouping;
            m_view->setSettings(settings);
            QVERIFY(m_view->picked() == std::optional(picked));
        }
        QTest::keyClick(m_view->plot(), Qt::Key_Escape);
        QVERIFY(!m_view->picked());
    }

    void cardSaysWhatIsUnderTheMouse()
    {
        show({sequentialPicture()});
        auto* card = m_view->findChild<HoverCard*>();
        const ShownSpan span = m_view->shownSpans().at(3);
        moveMouse(span.place.center());
        QVERIFY(card->isVisible());
        QVERIFY(m_view->rect().contains(card->geometry()));
        QVERIFY2(card->accessibleName().contains(QStringLiteral("thread")),
                 qPrintable(card->accessibleName()));
        moveMouse(QPoint(2, 2));
        QVERIFY(!card->isVisible());
    }

    void keysMoveAndZoom()
    {
        show({sequentialPicture()});
        QTest::keyClick(m_view->plot(), Qt::Key_Plus);
        QVERIFY(!m_view->visibleRange().showsAll());
        const Instant before = m_view->visibleRange().from();
        QTest::keyClick(m_view->plot(), Qt::Key_Right);
        QVERIFY(m_view->visibleRange().from() > before);
        QTest::keyClick(m_view->plot(), Qt::Key_Home);
        QCOMPARE(m_view->visibleRange().from(), Instant());
        QTest::keyClick(m_view->plot(), Qt::Key_End);
        QCOMPARE(m_view->visibleRange().to(), Instant(m_view->visibleRange().whole()));
        QTest::keyClick(m_view->plot(), Qt::Key_0);
        QVERIFY(m_view->visibleRange().showsAll());
    }

    void keysGoFromBarToBarOverTheBordersOfRuns()
    {
        show({sequentialPicture(), threadsPicture()});
        QTest::keyClick(m_view->plot(), Qt::Key_Control); // alone it does nothing
        QVERIFY(!m_view->picked());
        QTest::keyClick(m_view->plot(), Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(m_view->picked());
        QCOMPARE(m_view->picked()->run, 0);
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(m_view->plot(), Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(m_view->picked()->run, 1);
        for (int i = 0; i < 2000; ++i)
            QTest::keyClick(m_view->plot(), Qt::Key_Right, Qt::ControlModifier);
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(m_view->plot(), Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(m_view->picked()->run, 0);
    }

    void assistiveTechnologySeesABarForEachSpan()
    {
        show({sequentialPicture()});
        QAccessible::setActive(true);
        QAccessibleInterface* chart = QAccessible::queryAccessibleInterface(m_view->plot());
        QVERIFY(chart);
        QCOMPARE(chart->role(), QAccessible::Chart);
        QCOMPARE(chart->childCount(), static_cast<int>(m_view->shownSpans().size()));
        QVERIFY(chart->childCount() > 20);
        const QAccessibleInterface* bar = chart->child(4);
        QVERIFY(bar && !bar->rect().isEmpty());
        QVERIFY2(bar->text(QAccessible::Name).contains(QStringLiteral("long")),
                 qPrintable(bar->text(QAccessible::Name)));
        QCOMPARE(chart->indexOfChild(bar), 4);
        m_view->zoom(0.05);
        m_view->plot()->replot();
        QCOMPARE(chart->childCount(), static_cast<int>(m_view->shownSpans().size()));
    }

    void liveRunIsDrawnAtOnceAndTakesItsPlace()
    {
        show({sequentialPicture()});
        const Trace whole = pictureTrace(threadsPicture());
        Trace soFar = whole;
        soFar.end = {};
        for (const int percent : {0, 1, 10, 50, 100}) {
            const Instant now(whole.makespan() * percent / 100);
            soFar.spans = SpanTable();
            std::vector<Span> open;
            for (std::size_t i = 0; i < whole.spans.size(); ++i) {
                Span span = whole.spans[i];
                if (span.end() <= now) {
                    soFar.spans.append(span);
                } else if (span.start < now) {
                    span.length = now - span.start;
                    open.push_back(span);
                }
            }
            m_view->showLive({.trace = soFar, .open = open, .now = now});
            QCOMPARE(m_view->visibleRange().showsAll(), true);
        }
        QCOMPARE(m_view->paintLog().figures().frames, std::size_t(5));
        m_view->addRun(std::make_shared<const Trace>(whole));
        int last = 0;
        for (const ShownSpan& span : m_view->shownSpans())
            last = std::max(last, span.run);
        QCOMPARE(last, 1);
    }

    void manyRowsScrollAndLabelsStay()
    {
        PictureRecipe many = manyTasksPicture();
        show({many, many, many, many}, {800, 400});
        auto* bar = m_view->findChildren<QScrollBar*>().first();
        for (QScrollBar* each : m_view->findChildren<QScrollBar*>())
            if (each->orientation() == Qt::Vertical)
                bar = each;
        QVERIFY(bar->maximum() > 0);
        bar->setValue(bar->maximum());
        m_view->plot()->replot();
        int last = 0;
        for (const ShownSpan& span : m_view->shownSpans())
            last = std::max(last, span.run);
        QCOMPARE(last, 3);
        QTest::keyClick(m_view->plot(), Qt::Key_PageUp);
        QVERIFY(bar->value() < bar->maximum());
    }

    void lanesGetThinnerUntilAllRunsAreInSight()
    {
        show({threadsPicture(), threadsPicture(), threadsPicture()}, {900, 520});
        for (QScrollBar* each : m_view->findChildren<QScrollBar*>())
            QVERIFY(!each->isVisible());
        ViewSettings settings = m_view->settings();
        settings.lanesFit = false;
        m_view->setSettings(settings);
        bool scrolls = false;
        for (QScrollBar* each : m_view->findChildren<QScrollBar*>())
            scrolls = scrolls || (each->orientation() == Qt::Vertical && each->isVisible());
        QVERIFY(scrolls);
    }

    void layoutComesToRest()
    {
        show({sequentialPicture(), threadsPicture()});
        ViewSettings settings = m_view->settings();
        settings.sameScale = false; // the common axis goes: the plot gets its room
        m_view->setSettings(settings);
        QTest::qWait(100);
        const std::uint64_t settled = m_view->generation();
        QTest::qWait(200);
        QCOMPARE(m_view->generation(), settled);
    }

    void placeOfTheKeysGoesWithItsRow()
    {
        show({threadsPicture()});
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(m_view->plot(), Qt::Key_Down, Qt::ControlModifier);
        const Trace small = pictureTrace(sequentialPicture());
        m_view->setRuns({}, {});
        m_view->showLive({.trace = small, .open = {}, .now = Instant(small.makespan())});
        QTest::keyClick(m_view->plot(), Qt::Key_Down, Qt::ControlModifier);
        QVERIFY(m_view->focusedSpan() >= 0);
        m_view->setRuns({}, {}); // what goes on here is on the stack
    }

    void revealedTaskComesIntoSight()
    {
        show({sequentialPicture()});
        m_view->zoom(0.05, 0);
        m_view->reveal({.run = 0, .task = TaskId(20)});
        QCOMPARE(m_view->picked()->task, TaskId(20));
        QVERIFY(m_view->focusedSpan() >= 0);
    }

    void everyLookAndSizeCanBeDrawn()
    {
        show({sequentialPicture(), asyncPicture()});
        for (const Look look : {Look::Light, Look::Dark, Look::Projector, Look::Article})
            for (const double scale : {0.5, 1.0, 1.5, 4.0})
                for (const bool same : {true, false}) {
                    ViewSettings settings = m_view->settings();
                    settings.look = look;
                    settings.textScale = scale;
                    settings.sameScale = same;
                    m_view->setSettings(settings);
                    m_view->plot()->replot();
                    QVERIFY(shareOf(*m_view, theme(look).background) > 0.1);
                }
    }
};

QTEST_MAIN(TestTimelineView)
#include "tst_timelineview.moc"
