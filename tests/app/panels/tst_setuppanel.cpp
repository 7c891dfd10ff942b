// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/panels/choicebox.h"
#include "app/panels/runbutton.h"
#include "app/panels/setuppanel.h"
#include "app/run/experimentjson.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QProgressBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace interleave;
using namespace interleave::panels;
using namespace std::chrono_literals;

namespace {

const std::vector<ProcessorId> two{ProcessorId(0), ProcessorId(1)};

QString text(const char* latin) { return QString::fromLatin1(latin); }

run::Experiment experiment(std::initializer_list<const char*> ids, std::size_t tasks)
{
    run::Experiment experiment;
    for (const char* id : ids)
        experiment.models.push_back(*engine::modelNamed(id));
    experiment.downloads.emplace();
    experiment.downloads->tasks = tasks;
    experiment.server.emplace();
    experiment.server->latency = 50ms;
    experiment.pages = {text("jython")};
    return experiment;
}

std::vector<run::Preset> presets()
{
    run::Preset one{text("one"), text("One way"), text("By itself"), experiment({"sequential"}, 6)};
    run::Preset four{text("four"), text("Four <b>ways</b>"), text("Side by <i>side</i>"),
                     experiment({"sequential", "parallel-threads", "processes", "gil"}, 12)};
    one.experiment.title = one.title;
    four.experiment.title = four.title;
    return {one, four};
}

template <class Control>
Control* named(QWidget& panel, const char* name)
{
    for (auto* control : panel.findChildren<Control*>()) {
        if (control->accessibleName() == text(name))
            return control;
    }
    return nullptr;
}

bool says(QWidget& panel, const QString& words)
{
    const auto labels = panel.findChildren<QLabel*>();
    return std::ranges::any_of(
        labels, [&](const QLabel* label) { return !label->isHidden() && label->text().contains(words); });
}

} // namespace

class TestSetupPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void presetsAreShownUntilChanged();
    void ownExperimentComesBack();
    void titleGoesWithWhatItClaims();
    void experimentComesBackWhole();
    void refusalsDisableTheButton();
    void buttonAsks();
    void runningDisablesAllElse();
    void progressAndConclusionAreTold();
    void tabGoesDownThePanel();
    void everyControlHasAName();
    void fitsNarrowAndLarge_data();
    void fitsNarrowAndLarge();
};

void TestSetupPanel::presetsAreShownUntilChanged()
{
    SetupPanel panel(two, presets());
    QCOMPARE(panel.presetId(), text("one"));
    QSignalSpy changed(&panel, &SetupPanel::changed);
    panel.setPreset(text("four"));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(panel.presetId(), text("four"));
    auto* const box = named<QComboBox>(panel, "Ready-made experiment");
    QCOMPARE(box->currentIndex(), 2);
    auto* const latency = named<QDoubleSpinBox>(panel, "Latency");
    latency->setValue(51);
    QCOMPARE(panel.presetId(), QString());
    QCOMPARE(box->currentIndex(), 0);
    latency->setValue(50);
    QCOMPARE(panel.presetId(), text("four"));
    panel.setPreset(text("none such"));
    QCOMPARE(panel.presetId(), text("four"));
}

void TestSetupPanel::ownExperimentComesBack()
{
    SetupPanel panel(two, presets());
    auto* const box = named<QComboBox>(panel, "Ready-made experiment");
    const auto choose = [box](int index) {
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index); // as a user's choice does
    };
    choose(0); // there is none yet
    QCOMPARE(panel.presetId(), text("one"));
    QCOMPARE(box->currentIndex(), 1);
    named<QDoubleSpinBox>(panel, "Tasks")->setValue(77);
    choose(2);
    QCOMPARE(panel.presetId(), text("four"));
    choose(0);
    QCOMPARE(panel.presetId(), QString());
    QCOMPARE(panel.experiment().downloads->tasks, std::size_t{77});
}

void TestSetupPanel::titleGoesWithWhatItClaims()
{
    SetupPanel panel(two, presets());
    QCOMPARE(panel.experiment().title, text("One way"));
    auto* const tasks = named<QDoubleSpinBox>(panel, "Tasks");
    tasks->setValue(7);
    QCOMPARE(panel.experiment().title, QString());
    tasks->setValue(6);
    QCOMPARE(panel.experiment().title, text("One way"));
}

void TestSetupPanel::experimentComesBackWhole()
{
    SetupPanel panel(two, presets());
    for (const run::Preset& preset : presets()) {
        panel.setExperiment(preset.experiment);
        QCOMPARE(run::toJson(panel.experiment()), run::toJson(preset.experiment));
        QCOMPARE(panel.presetId(), preset.id);
    }
    run::Experiment sums;
    sums.title = text("Mine");
    sums.models = {*engine::modelNamed("async")};
    sums.sums = workloads::SumsOptions{123'456'789'012, 3};
    panel.setExperiment(sums);
    QCOMPARE(run::toJson(panel.experiment()), run::toJson(sums));
    run::Experiment script;
    script.title = text("Mine");
    script.models = {*engine::modelNamed("async")};
    script.script.emplace();
    script.script->text = "2 x lock A { wait 5 ms }";
    panel.setExperiment(script);
    QCOMPARE(run::toJson(panel.experiment()), run::toJson(script));
    QCOMPARE(panel.refusal(), QString());
    script.script->text = "2 x lock A { wait 5 }";
    panel.setExperiment(script);
    QVERIFY(panel.refusal().startsWith(text("Line 1, column ")));
}

void TestSetupPanel::refusalsDisableTheButton()
{
    SetupPanel panel(two, presets());
    auto* const button = panel.findChild<RunButton*>();
    QVERIFY(button->isEnabled());
    const auto choices = panel.findChildren<ChoiceBox*>();
    const auto click = [&](const char* begin) {
        for (ChoiceBox* box : choices) {
            if (box->text().startsWith(text(begin)))
                box->click();
        }
    };
    click("Synchronous");
    QVERIFY2(panel.refusal().startsWith(text("No model is chosen")), qPrintable(panel.refusal()));
    QVERIFY(!button->isEnabled());
    QCOMPARE(button->toolTip(), panel.refusal());
    QVERIFY(says(panel, panel.refusal()));
    click("Synchronous");
    QVERIFY(button->isEnabled());
    QVERIFY(button->toolTip().isEmpty());
    click("/jython");
    QVERIFY2(panel.refusal().contains(text("no page")), qPrintable(panel.refusal()));
    named<QComboBox>(panel, "From")->setCurrentIndex(1);
    QVERIFY2(panel.refusal().startsWith(text("No address")), qPrintable(panel.refusal()));
    named<QComboBox>(panel, "Workload")->setCurrentIndex(1);
    QCOMPARE(panel.refusal(), QString());
}

void TestSetupPanel::buttonAsks()
{
    SetupPanel panel(two, presets());
    QSignalSpy run(&panel, &SetupPanel::runRequested), stop(&panel, &SetupPanel::stopRequested);
    auto* const button = panel.findChild<RunButton*>();
    QVERIFY(button->sizeHint().height() >= 44);
    QCOMPARE(button->text(), text("Run"));
    button->click();
    panel.setRunning(true);
    QCOMPARE(button->text(), text("Stop"));
    button->click();
    QCOMPARE(run.count(), 1);
    QCOMPARE(stop.count(), 1);
}

void TestSetupPanel::runningDisablesAllElse()
{
    SetupPanel panel(two, presets());
    panel.setRunning(true);
    for (auto* box : panel.findChildren<QDoubleSpinBox*>())
        QVERIFY(!box->isEnabled());
    for (auto* box : panel.findChildren<ChoiceBox*>())
        QVERIFY(!box->isEnabled());
    QVERIFY(panel.findChild<RunButton*>()->isEnabled());
    QCOMPARE(panel.experiment().downloads->tasks, std::size_t{6});
    panel.setRunning(false);
    QVERIFY(named<QDoubleSpinBox>(panel, "Tasks")->isEnabled());
}

void TestSetupPanel::progressAndConclusionAreTold()
{
    SetupPanel panel(two, presets());
    panel.setRunning(true);
    Progress progress{text("Synchronous"), 2, 4, {}};
    progress.tasks.tasks = 160;
    progress.tasks.stopped = 40;
    progress.tasks.elapsed = 1234ms;
    panel.setProgress(progress);
    QVERIFY(says(panel, text("Run 2 of 4: Synchronous")));
    QVERIFY(says(panel, QStringLiteral("40 of 160 tasks · 1.2 s")));
    QCOMPARE(panel.findChild<QProgressBar*>()->value() * 4, panel.findChild<QProgressBar*>()->maximum());
    progress.tasks.failed = 3;
    panel.setProgress(progress);
    QVERIFY(says(panel, QStringLiteral("40 of 160 tasks · 3 failed · 1.2 s")));
    panel.setRunning(false);
    panel.setConclusion(text("3 tasks failed"), true);
    QVERIFY(says(panel, QStringLiteral("\u26A0 3 tasks failed")));
    QVERIFY(panel.findChild<QProgressBar*>()->isHidden());
    panel.setRunning(true);
    QVERIFY(!says(panel, text("3 tasks failed")));
}

void TestSetupPanel::tabGoesDownThePanel()
{
    SetupPanel panel(two, presets());
    for (auto* arrow : panel.findChildren<QToolButton*>())
        arrow->setChecked(true);
    panel.resize(400, 2600);
    panel.show();
    panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    QWidget* const first = named<QComboBox>(panel, "Ready-made experiment");
    first->setFocus();
    int last = -1, stops = 0;
    for (QWidget* at = first;;) {
        const int top = at->mapTo(&panel, QPoint(0, at->height() / 2)).y();
        QVERIFY2(top > last - at->height(), qPrintable(at->accessibleName()));
        last = top;
        ++stops;
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        at = QApplication::focusWidget();
        if (at == first)
            break;
        QVERIFY(stops < 200);
    }
    QVERIFY2(stops > 55, qPrintable(QString::number(stops))); // 7 models with 7 or 8 stops each, and the work
    QCOMPARE(last > panel.height() - 80, true);               // the button is the last one
}

void TestSetupPanel::everyControlHasAName()
{
    SetupPanel panel(two, presets());
    for (const QWidget* control : panel.findChildren<QWidget*>()) {
        const auto* const button = qobject_cast<const QAbstractButton*>(control);
        const bool inside = control->objectName().startsWith(text("qt_")); // parts of Qt's own widgets
        if (control->focusPolicy() == Qt::NoFocus || inside || control->focusProxy() ||
            control->window() != &panel)
            continue;
        const bool hasName = !control->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        QVERIFY2(hasName, control->metaObject()->className());
    }
    for (const QLabel* label : panel.findChildren<QLabel*>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestSetupPanel::fitsNarrowAndLarge_data()
{
    QTest::addColumn<double>("scale");
    QTest::newRow("100 %") << 1.0;
    QTest::newRow("150 %") << 1.5;
}

void TestSetupPanel::fitsNarrowAndLarge()
{
    QFETCH(const double, scale);
    SetupPanel panel(two, presets());
    QFont font = QApplication::font();
    font.setPixelSize(static_cast<int>(13 * scale));
    panel.setFont(font);
    for (auto* arrow : panel.findChildren<QToolButton*>())
        arrow->setChecked(true);
    panel.resize(340, 900);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QVERIFY2(panel.minimumSizeHint().width() <= 340,
             qPrintable(QString::number(panel.minimumSizeHint().width())));
    for (const auto* box : panel.findChildren<ChoiceBox*>()) {
        if (box->isVisible())
            QVERIFY2(box->height() >= box->heightForWidth(box->width()), qPrintable(box->text()));
    }
}

QTEST_MAIN(TestSetupPanel)
#include "tst_setuppanel.moc"
