// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/panels/choicelist.h"
#include "app/panels/pointbar.h"
#include "app/panels/pointspanel.h"
#include "app/panels/repeatpanel.h"
#include "app/panels/setuppanel.h"
#include "app/panels/tableview.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

using namespace interleave;
using namespace interleave::panels;

namespace {

const std::vector<ProcessorId> two{ProcessorId(0), ProcessorId(1)};

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

run::Experiment sums()
{
    run::Experiment experiment;
    experiment.models = {*engine::modelNamed("threads"), *engine::modelNamed("gil")};
    experiment.sums = workloads::SumsOptions{.number = 1000, .tasks = 4};
    return experiment;
}

template <class Widget>
Widget* named(const QWidget& in, const char* name)
{
    for (Widget* one : in.findChildren<Widget*>())
        if (one->accessibleName() == text(name))
            return one;
    return nullptr;
}

} // namespace

class TestRepeatPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSetComesBack()
    {
        RepeatPanel panel(2);
        for (const auto& row : run::sweepParameters()) {
            run::Experiment experiment = sums(), read;
            experiment.repeat = 7;
            experiment.sweep = run::Sweep{text(row.id), text("any “text”")};
            panel.setRepeat(experiment);
            panel.writeTo(read);
            QCOMPARE(read.repeat, 7u);
            QVERIFY(read.sweep == experiment.sweep);
        }
        run::Experiment read;
        panel.setRepeat(sums());
        panel.writeTo(read);
        QVERIFY(read.repeat == 1 && !read.sweep);
    }

    void usualValuesCanBeRun()
    {
        RepeatPanel panel(2);
        auto* const list = named<ChoiceList>(panel, "Sweep over");
        for (int k = 1; k < list->count(); ++k) {
            list->setCurrentIndex(k);
            run::Experiment read = sums();
            panel.writeTo(read);
            const auto values =
                run::readSweepValues(*run::sweepParameter(read.sweep->parameter), read.sweep->values);
            QVERIFY2(values.values.size() > 1, qPrintable(read.sweep->parameter + values.error));
        }
    }

    void refusalIsShownAndForbidsTheRun()
    {
        SetupPanel setup(two, {});
        setup.setExperiment(sums());
        setup.show();
        QVERIFY2(setup.refusal().isEmpty(), qPrintable(setup.refusal()));
        named<ChoiceList>(setup, "Sweep over")->setCurrentIndex(1); // workers
        auto* const values = named<QLineEdit>(setup, "Its values");
        QVERIFY(values->isVisible());
        values->clear();
        QTest::keyClicks(values, text("4..1"));
        QVERIFY2(setup.refusal().contains(text("goes down")), qPrintable(setup.refusal()));
        values->clear();
        QTest::keyClicks(values, text("1..4"));
        QVERIFY2(setup.refusal().isEmpty(), qPrintable(setup.refusal()));
        QVERIFY(setup.experiment().sweep == (run::Sweep{text("workers"), text("1..4")}));
    }

    void titleStaysWhenOnlyRepeated()
    {
        SetupPanel setup(two, {});
        run::Experiment given = sums();
        given.title = text("Mine");
        setup.setExperiment(given);
        named<QDoubleSpinBox>(setup, "Make each run")->setValue(5);
        QCOMPARE(setup.experiment().repeat, 5u);
        QCOMPARE(setup.experiment().title, text("Mine"));
        named<ChoiceList>(setup, "Sweep over")->setCurrentIndex(1);
        QCOMPARE(setup.experiment().title, QString());
    }

    void pointsAreRowsThatOpen()
    {
        run::Experiment experiment = sums();
        experiment.sweep = run::Sweep{text("workers"), text("2,4")};
        const run::RunList list = run::runList(experiment, two);
        analysis::Point whole{
            0, 1, {0, 1}, 0, Duration(1'500'000'000), Duration(1'000'000'000), Duration(2'000'000'000), 0.5};
        analysis::Point none{1, 1, {2}, 1, {}, {}, {}, {}};
        PointsPanel panel;
        panel.setPoints(list, {whole, none});
        auto* const table = panel.findChild<TableView*>();
        const QString shown = table->wholeText();
        QVERIFY2(
            shown.contains(text("Threads pinned to one processor\t4\t2\t1.500000000\t0.500000\t2.000000\t0")),
            qPrintable(shown));
        QCOMPARE(table->model()->index(0, 3).data().toString(), text("1.500 s [1.000–2.000]"));
        QCOMPARE(table->model()->index(1, 3).data().toString(), text("–"));
        QSignalSpy opened(&panel, &PointsPanel::pointActivated);
        table->setCurrentIndex(table->model()->index(1, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toInt(), 1);
        panel.setPoints(list, {});
        QCOMPARE(table->model()->rowCount(), 0);
    }

    void barTellsOnlyWhatIsChosen()
    {
        PointBar bar;
        QSignalSpy chosen(&bar, &PointBar::repetitionChosen), chart(&bar, &PointBar::chartRequested);
        bar.show({});
        QVERIFY(!bar.isVisible());
        bar.show({text("<b>"), true, 1, 3});
        QVERIFY(bar.isVisible());
        auto* const repetition = bar.findChild<QDoubleSpinBox*>();
        QCOMPARE(repetition->text(), text("2 of 3"));
        QVERIFY(chosen.isEmpty());
        repetition->setValue(3);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toInt(), 2);
        bar.findChild<QPushButton*>()->click();
        QCOMPARE(chart.size(), 1);
        bar.show({{}, false, 0, 3});
        QVERIFY(bar.isVisible() && !bar.findChild<QPushButton*>()->isVisible());
    }
};

QTEST_MAIN(TestRepeatPanel)
#include "tst_repeatpanel.moc"
