// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/accessibletimeline.h"
#include "app/timeline/sweepaxis.h"
#include "app/timeline/sweeppaint.h"
#include "app/timeline/sweepview.h"

#include <QAccessible>
#include <QImage>
#include <QSignalSpy>

using namespace interleave;
using namespace interleave::view;
using namespace std::chrono_literals;

namespace {

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

analysis::Point point(std::uint32_t model, std::uint32_t value, Duration median, double speedUp)
{
    analysis::Point point{model, value, {0, 1, 2}, 0, median, median / 2, median * 2, speedUp};
    return point;
}

/// Two models over 1, 2, 4, 8; the second has no time at 2.
SweepChart chart()
{
    SweepChart chart;
    chart.title = text("Title <b>");
    chart.axis = text("workers");
    chart.scales = true;
    chart.models = {text("One <i>"), text("Other")};
    for (const int value : {1, 2, 4, 8}) {
        const QString number = QString::number(value);
        chart.values.push_back({static_cast<double>(value), number, text("workers ") + number});
    }
    for (std::uint32_t value = 0; value < 4; ++value) {
        chart.points.push_back(point(0, value, Duration(1s) / (1 << value), 1 << value));
        chart.points.push_back(point(1, value, 500ms, 1));
    }
    chart.points[3].median.reset();
    chart.points[3].least.reset();
    chart.points[3].most.reset();
    chart.points[3].speedUp.reset();
    chart.footer = {text("how it was measured")};
    return chart;
}

std::vector<SweepChart::Value> values(std::initializer_list<double> numbers)
{
    std::vector<SweepChart::Value> values;
    for (const double number : numbers)
        values.push_back({number, QString::number(number), {}});
    return values;
}

/// Everything on the plan is inside it, and the painting takes no harm.
void verifySound(const SweepPlan& plan)
{
    const QRectF all(0, 0, plan.width, plan.height);
    for (const SweepPlan::Panel& panel : plan.panels) {
        QVERIFY(all.contains(panel.area));
        for (const SweepPlan::Mark& mark : panel.marks) {
            QVERIFY(panel.area.adjusted(-1, -1, 1, 1).contains(mark.at));
            QVERIFY(mark.top <= mark.at.y() && mark.at.y() <= mark.bottom);
            QVERIFY(mark.top >= panel.area.top() - 1);
        }
        for (const QPointF& at : panel.ideal)
            QVERIFY(panel.area.adjusted(-1, -1, 1, 1).contains(at));
    }
    for (const SweepPlan::Text& paragraph : plan.footer)
        QVERIFY(all.contains(paragraph.place));
    QImage image(plan.width, plan.height, QImage::Format_RGB32);
    QVERIFY(paintSweep(image, plan, 1));
}

} // namespace

class TestSweepView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installAccessibleTimeline(); }

    void emptyAndSmallChartsAreSound()
    {
        for (const int width : {320, 640, 1280, 4000})
            for (const Look look : {Look::Light, Look::Dark, Look::Projector, Look::Article}) {
                SweepChart none;
                verifySound(planSweep(none, {.look = look, .width = width}));
                SweepChart one = chart();
                one.values.resize(1);
                one.points.resize(1);
                verifySound(planSweep(one, {.look = look, .width = width}));
                verifySound(planSweep(chart(), {.look = look, .width = width}));
                verifySound(planSweep(chart(), {.look = look, .textScale = 2, .width = width, .height = 1}));
            }
    }

    void zeroTimesAreSound()
    {
        SweepChart zero = chart();
        zero.scales = false;
        for (analysis::Point& point : zero.points)
            point = {point.model, point.value, {0}, 0, Duration(), Duration(), Duration(), {}};
        const SweepPlan plan = planSweep(zero, {});
        verifySound(plan);
        QCOMPARE(plan.panels[0].marks.size(), std::size_t(8));
        QVERIFY(plan.panels[1].marks.empty() && plan.panels[1].ideal.empty());
    }

    void axisIsLogarithmicWhereValuesMultiply()
    {
        QVERIFY(isLogarithmic(values({1, 2, 4, 8})));
        QVERIFY(isLogarithmic(values({10, 100, 1000})));
        QVERIFY(!isLogarithmic(values({1, 2, 3, 4})));
        QVERIFY(!isLogarithmic(values({0, 2, 20})));
        QVERIFY(!isLogarithmic(values({1, 100})));
        QVERIFY(!isLogarithmic(values({})));
        QVERIFY(shares(values({1, 2, 4, 8}))[1] > 0.33 && shares(values({1, 2, 4, 8}))[1] < 0.34);
        QCOMPARE(shares(values({0, 10, 40}))[1], 0.25);
        QCOMPARE(shares(values({7})), std::vector{0.5});
    }

    void lineIsBrokenWhereThereIsNoFigure()
    {
        const SweepPlan plan = planSweep(chart(), {});
        QCOMPARE(plan.panels[0].marks.size(), std::size_t(7));
        QCOMPARE(plan.panels[0].lines.size(), std::size_t(2)); // of the second only 4 to 8
        QCOMPARE(plan.panels[0].lines[0].points.size(), 4);
        QCOMPARE(plan.panels[0].lines[1].points.size(), 2);
    }

    void idealMeetsTheModelThatIsIt()
    {
        const SweepPlan::Panel panel = planSweep(chart(), {}).panels[1];
        QVERIFY(!panel.ideal.empty());
        const SweepPlan::Mark& last = panel.marks[3]; // 8 workers, 8 times as fast
        QVERIFY((last.at - panel.ideal.back()).manhattanLength() < 0.5);
    }

    void clickOpensThePointInEitherDiagram()
    {
        SweepView view;
        view.resize(900, 400);
        view.setChart(chart());
        view.show();
        QSignalSpy opened(&view, &SweepView::pointActivated);
        for (const SweepPlan::Panel& panel : view.plan().panels)
            QTest::mouseClick(&view, Qt::LeftButton, {}, panel.marks[2].at.toPoint());
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(3, 3));
        QCOMPARE(opened.size(), 2);
        QCOMPARE(opened[0][0].toInt(), 4); // the first model at the third value
        QCOMPARE(opened[1][0].toInt(), 4);
    }

    void keysReachEveryPoint()
    {
        SweepView view;
        view.resize(900, 400);
        QTest::keyClick(&view, Qt::Key_Right); // nothing is there yet
        QTest::keyClick(&view, Qt::Key_Return);
        view.setChart(chart());
        view.show();
        QSignalSpy opened(&view, &SweepView::pointActivated);
        QSet<int> reached;
        QTest::keyClick(&view, Qt::Key_Home);
        for (int k = 0; k < 7; ++k) {
            QTest::keyClick(&view, Qt::Key_Return);
            reached << opened.takeFirst()[0].toInt();
            QTest::keyClick(&view, Qt::Key_Right);
        }
        QCOMPARE(reached, (QSet<int>{0, 1, 2, 4, 5, 6, 7}));
        QTest::keyClick(&view, Qt::Key_Home);
        QTest::keyClick(&view, Qt::Key_Right); // the first model at 2
        QTest::keyClick(&view, Qt::Key_Down);  // the second has no time there: the nearest
        QTest::keyClick(&view, Qt::Key_Space);
        QVERIFY(QList<int>({1, 5}).contains(opened.takeFirst()[0].toInt()));
        QTest::keyClick(&view, Qt::Key_Up);
        QVERIFY(view.focusedItem() < 4);
    }

    void pointsThatGoTakeTheFocusAlong()
    {
        SweepView view;
        view.resize(900, 400);
        view.setChart(chart());
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(view.focusedItem(), 6);
        SweepChart fewer = chart();
        fewer.points.resize(2);
        view.setChart(fewer);
        QCOMPARE(view.focusedItem(), -1);
        QTest::keyClick(&view, Qt::Key_Return);
    }

    void assistiveTechnologySeesAndPressesThePoints()
    {
        SweepView view;
        view.resize(900, 400);
        view.setChart(chart());
        view.show();
        QAccessibleInterface* const seen = QAccessible::queryAccessibleInterface(&view);
        QVERIFY(seen && seen->role() == QAccessible::Chart);
        QCOMPARE(seen->childCount(), 7);
        QAccessibleInterface* const last = seen->child(3);
        QCOMPARE(last->text(QAccessible::Name),
                 text("One <i>, workers 8: 125 ms, from 62.5 ms to 250 ms in 3 runs, 8.00 times as fast"));
        QVERIFY(last->rect().contains(view.mapToGlobal(view.plan().panels[0].marks[3].at.toPoint())));
        QSignalSpy opened(&view, &SweepView::pointActivated);
        QVERIFY(last->actionInterface());
        last->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toInt(), 6);
    }
};

QTEST_MAIN(TestSweepView)
#include "tst_sweepview.moc"
