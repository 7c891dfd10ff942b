// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/panels/choicebox.h"
#include "app/panels/modelrow.h"
#include "app/panels/modelspanel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace interleave;
using namespace interleave::panels;

namespace {

const std::vector<ProcessorId> two{ProcessorId(0), ProcessorId(1)};

QString text(const char* latin) { return QString::fromLatin1(latin); }

template <class Control>
Control* named(QWidget& panel, const char* name)
{
    for (auto* control : panel.findChildren<Control*>()) {
        if (control->accessibleName() == text(name))
            return control;
    }
    return nullptr;
}

std::vector<engine::Model> models(std::initializer_list<const char*> ids)
{
    std::vector<engine::Model> all;
    for (const char* id : ids)
        all.push_back(*engine::modelNamed(id));
    return all;
}

} // namespace

class TestModelsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreTheTable();
    void orderStaysUntilTheChoiceChanges();
    void changedModelsBearTheirTrueName();
    void changesAreMarkedAndTakenBack();
    void senselessOnesSayWhy();
    void typedProcessorsAreNeitherLostNorGuessed();
    void uncheckedOnesRefuseNothing();
};

void TestModelsPanel::rowsAreTheTable()
{
    ModelsPanel panel(two);
    const auto choices = panel.findChildren<ChoiceBox*>();
    QCOMPARE(std::size_t(choices.size()), engine::models().size());
    for (qsizetype k = 0; k < choices.size(); ++k) {
        const QString name = QString::fromStdString(engine::models()[std::size_t(k)].name);
        QCOMPARE(choices[k]->text(), name);
        QVERIFY(!choices[k]->accessibleDescription().isEmpty());
        QVERIFY(named<QToolButton>(panel, qPrintable(text("Parameters of ") + name)));
        choices[k]->click();
    }
    QVERIFY(std::ranges::equal(panel.models(), engine::models()));
}

void TestModelsPanel::orderStaysUntilTheChoiceChanges()
{
    ModelsPanel panel(two);
    const auto given = models({"parallel-threads", "processes", "gil"});
    panel.setModels(given);
    QVERIFY(panel.models() == given);
    ChoiceBox* const first = panel.findChildren<ChoiceBox*>().first();
    first->click();
    QVERIFY(panel.models() == models({"sequential", "gil", "processes", "parallel-threads"}));
    first->click();
    QVERIFY(panel.models() == given);
}

void TestModelsPanel::changedModelsBearTheirTrueName()
{
    ModelRow row(*engine::modelNamed("gil"), two);
    QSignalSpy changed(&row, &ModelRow::changed);
    named<QComboBox>(row, "Lock")->setCurrentIndex(0);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(row.model().name, std::string("Threads as in CPython (one lock), changed: no lock"));
    QVERIFY(!named<QDoubleSpinBox>(row, "Switch interval")->isEnabled());
    QCOMPARE(row.refusal(), QString());
}

void TestModelsPanel::changesAreMarkedAndTakenBack()
{
    const engine::Model gil = *engine::modelNamed("gil");
    ModelRow row(gil, two);
    auto* const reset = row.findChild<QPushButton*>();
    QVERIFY(!reset->isEnabled());
    named<QDoubleSpinBox>(row, "Workers")->setValue(0);
    named<QDoubleSpinBox>(row, "Switch interval")->setValue(0.5);
    named<QComboBox>(row, "Processors")->setCurrentIndex(0);
    const engine::Model changed = row.model();
    QVERIFY(!changed.workers);
    QVERIFY(changed.switchInterval == std::chrono::microseconds(500));
    QVERIFY(row.findChild<ChoiceBox*>()->accessibleDescription().contains(
        text("as many workers as processors, one processor, switch interval 500 us")));
    QVERIFY(reset->isEnabled());
    reset->click();
    QVERIFY(row.model() == gil);
    QVERIFY(!reset->isEnabled());
    row.setModel(changed);
    QVERIFY(row.model() == changed);
}

void TestModelsPanel::senselessOnesSayWhy()
{
    ModelsPanel panel(two);
    auto locked = models({"processes"});
    locked[0].lock = engine::Lock::Interpreter;
    panel.setModels(locked);
    QVERIFY2(panel.refusal().contains(text("each has its own")), qPrintable(panel.refusal()));
    ModelRow row(locked[0], two);
    QVERIFY(row.refusal().contains(text("each has its own")));
}

void TestModelsPanel::typedProcessorsAreNeitherLostNorGuessed()
{
    ModelRow row(*engine::modelNamed("threads"), two);
    auto* const choice = named<QComboBox>(row, "Processors");
    auto* const numbers = named<QLineEdit>(row, "Numbers");
    choice->setCurrentIndex(2);
    numbers->setText(text("1,x"));
    QVERIFY2(row.refusal().contains(text("1,x")), qPrintable(row.refusal()));
    row.setModel(row.model());
    QCOMPARE(numbers->text(), text("1,x"));
    numbers->setText(text("7"));
    QVERIFY2(row.refusal().contains(text("processor 7 ")), qPrintable(row.refusal()));
    choice->setCurrentIndex(1);
    QCOMPARE(row.refusal(), QString());
    choice->setCurrentIndex(2);
    QCOMPARE(numbers->text(), text("7"));
    numbers->setText(text("1, 0"));
    QCOMPARE(row.refusal(), QString());
    QVERIFY(row.model().processors.list == two);
}

void TestModelsPanel::uncheckedOnesRefuseNothing()
{
    ModelsPanel panel(two);
    panel.setModels(models({"gil"}));
    const auto rows = panel.findChildren<ModelRow*>();
    named<QComboBox>(*rows[4], "Lock")->setCurrentIndex(1); // processes
    QVERIFY(!rows[4]->refusal().isEmpty());
    QCOMPARE(panel.refusal(), QString());
    rows[4]->setChosen(true);
    QVERIFY(!panel.refusal().isEmpty());
}

QTEST_MAIN(TestModelsPanel)
#include "tst_modelspanel.moc"
