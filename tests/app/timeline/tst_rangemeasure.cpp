// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/measurecard.h"
#include "app/timeline/rangemeasure.h"
#include "app/timeline/rangewords.h"
#include "app/timeline/sheetplan.h"
#include "app/timeline/timelineplot.h"
#include "tests/app/timeline/shownview.h"
#include "tests/support/traces.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace interleave;
using namespace interleave::support;
using namespace interleave::view;

class TestRangeMeasure : public QObject
{
    Q_OBJECT

    std::unique_ptr<TimelineView> m_view;
    RangeMeasure* m_measure = nullptr;

    void show(const std::vector<PictureRecipe>& recipes, bool sameScale = true)
    {
        m_view = shownView(runsOf(recipes), {1000, 600}, {.sameScale = sameScale});
        m_measure = new RangeMeasure(*m_view); // the plot owns it
    }

    void moveTo(const QPoint& to)
    {
        QMouseEvent move(QEvent::MouseMove, to, m_view->plot()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                         Qt::ShiftModifier);
        QApplication::sendEvent(m_view->plot(), &move);
    }

    /// Over a run, between two shares of the width of its lanes.
    void drag(double from, double to, std::size_t run = 0)
    {
        const QRect lanes = m_view->lanesRect(run);
        const auto at = [&](double share) {
            return QPoint(lanes.left() + static_cast<int>(share * lanes.width()), lanes.center().y());
        };
        QTest::mousePress(m_view->plot(), Qt::LeftButton, Qt::ShiftModifier, at(from));
        moveTo(at((from + to) / 2));
        moveTo(at(to));
        QVERIFY(!card()->isVisible()); // not before it rests
        QTest::mouseRelease(m_view->plot(), Qt::LeftButton, Qt::ShiftModifier, at(to));
    }

    MeasureCard* card() { return m_view->findChild<MeasureCard*>(); }

    bool cardSays(const QString& text)
    {
        for (const QLabel* label : card()->findChildren<QLabel*>())
            if (label->text().contains(text) || label->accessibleName().contains(text))
                return true;
        return false;
    }

    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_view->plot(), static_cast<Qt::Key>(key), modifiers);
    }

private Q_SLOTS:
    void cleanup() { m_view.reset(); }

    void withoutRunsNothingIsMeasured()
    {
        show({});
        QTest::mousePress(m_view->plot(), Qt::LeftButton, Qt::ShiftModifier, QPoint(100, 50));
        moveTo({200, 50});
        QTest::mouseRelease(m_view->plot(), Qt::LeftButton, Qt::ShiftModifier, QPoint(200, 50));
        press(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(!m_measure->range());
        QVERIFY(!m_measure->zoomToRange());
    }

    void aDragWithShiftMeasuresAllRuns()
    {
        show({sequentialPicture(), threadsPicture()});
        const auto before = m_view->visibleRange();
        QSignalSpy changed(m_measure, &RangeMeasure::rangeChanged);
        drag(0.25, 0.5);
        const auto range = m_measure->range();
        QVERIFY(range && !range->run);
        const double whole = seconds(before.whole());
        QVERIFY(std::abs(seconds(range->from - Instant()) / whole - 0.25) < 0.01);
        QVERIFY(std::abs(seconds(range->to - Instant()) / whole - 0.5) < 0.01);
        QVERIFY(m_view->visibleRange() == before); // it moves nothing
        QVERIFY(!m_view->picked());
        QCOMPARE(changed.count(), 1);
        QVERIFY(card()->isVisible());
        QVERIFY(cardSays(QStringLiteral("Synchronous")));
        QCOMPARE(rangeWords({}, range->from, range->to).length.isEmpty(), false);
        QVERIFY(cardSays(rangeWords({}, range->from, range->to).length));
    }

    void fromRightToLeftIsTheSameRange()
    {
        show({sequentialPicture()});
        drag(0.25, 0.5);
        const auto there = m_measure->range();
        drag(0.5, 0.25);
        QVERIFY(m_measure->range() == there);
    }

    void onAxesOfTheirOwnOneRunIsMeasured()
    {
        show({sequentialPicture(), threadsPicture()}, false);
        drag(0.5, 1.0, 1);
        const auto range = m_measure->range();
        QVERIFY(range && range->run == 1);
        const Duration whole = m_view->plan().runs[1].range;
        QVERIFY(std::abs(seconds(range->to - Instant()) / seconds(whole) - 1) < 0.01);
        QVERIFY(!cardSays(QStringLiteral("Synchronous")));
    }

    void aClickWithShiftLetsGo()
    {
        show({sequentialPicture()});
        drag(0.25, 0.5);
        drag(0.3, 0.3);
        QVERIFY(!m_measure->range());
        QVERIFY(!card()->isVisible());
    }

    void keysExtendFromTheMiddleAndShrink()
    {
        show({sequentialPicture()});
        press(Qt::Key_Right, Qt::ShiftModifier);
        press(Qt::Key_Right, Qt::ShiftModifier);
        const auto two = m_measure->range();
        QVERIFY(two);
        const Instant middle = Instant(m_view->visibleRange().whole() / 2);
        QVERIFY(two->from == middle && two->to > middle);
        press(Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(m_measure->range()->to < two->to);
        press(Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(!m_measure->range()); // back at nothing
        press(Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(m_measure->range()->to == middle);
    }

    void keysExtendFromThePickedSpan()
    {
        show({sequentialPicture()});
        press(Qt::Key_Down, Qt::ControlModifier);
        press(Qt::Key_Right, Qt::ControlModifier);
        const auto span = m_view->keySpan();
        QVERIFY(span);
        press(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(m_measure->range()->from == span->span.start);
        QVERIFY(m_measure->range()->to > span->span.end());
        QTRY_VERIFY(card()->isVisible()); // once the keys rest
    }

    void escapeLetsGoOfTheRangeBeforeTheTask()
    {
        show({sequentialPicture()});
        m_view->pickOut(Highlight{.run = 0, .task = TaskId(1)});
        drag(0.25, 0.5);
        press(Qt::Key_Escape);
        QVERIFY(!m_measure->range() && !card()->isVisible());
        QVERIFY(m_view->picked());
        press(Qt::Key_Escape);
        QVERIFY(!m_view->picked());
    }

    void zoomsToTheRange()
    {
        show({sequentialPicture()});
        drag(0.25, 0.5);
        const auto range = m_measure->range();
        press(Qt::Key_Z);
        QVERIFY(m_view->visibleRange().from() == range->from);
        QVERIFY(m_view->visibleRange().to() == range->to);
        QVERIFY(m_measure->range() == range); // one may go on extending it
    }

    void otherRunsLetGo()
    {
        show({sequentialPicture()});
        drag(0.25, 0.5);
        m_view->addRun(std::make_shared<const Trace>(pictureTrace(threadsPicture())));
        QVERIFY(m_measure->range()); // of the same zero
        QVERIFY(cardSays(QString::fromStdString(threadsPicture().modelName)));
        m_view->setRuns({std::make_shared<const Trace>(pictureTrace(threadsPicture()))}, {});
        QVERIFY(!m_measure->range() && !card()->isVisible());
    }

    void theTextHasALinePerFigureAndAColumnPerRun()
    {
        Trace trace = tests::twoThreads();
        trace.info.modelName = "<b>a\tb</b>";
        const RangeWords words = rangeWords({&trace, &trace}, tests::at(340), tests::at(390));
        QCOMPARE(words.length, QStringLiteral("50 ns"));
        const QStringList lines = asText(words).split(QLatin1Char('\n'));
        QCOMPARE(lines[0], QStringLiteral("50 ns, from 0.000 ms to 0.000 ms"));
        QCOMPARE(lines[1], QStringLiteral("Run\t<b>a b</b>\t<b>a b</b>"));
        QCOMPARE(lines[2], QStringLiteral("Running\t40 ns\t40 ns"));
        QVERIFY(lines.contains(QStringLiteral("Blocked\t\u2013\t\u2013")));
        QVERIFY(lines.contains(QStringLiteral("Processor share\t40.0 %\t40.0 %")));
    }

    void theCardCopiesAndCloses()
    {
        show({sequentialPicture()});
        drag(0.25, 0.5);
        for (QPushButton* button : card()->findChildren<QPushButton*>())
            if (button->text() == QLatin1StringView("Copy as text"))
                button->click();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(
            rangeWords({}, m_measure->range()->from, m_measure->range()->to).length));
        for (QPushButton* button : card()->findChildren<QPushButton*>())
            if (button->text() == QLatin1StringView("Close"))
                button->click();
        QVERIFY(!m_measure->range());
    }
};

QTEST_MAIN(TestRangeMeasure)
#include "tst_rangemeasure.moc"
