// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/panels/workpanel.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>

#include <algorithm>

using namespace interleave;
using namespace interleave::panels;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin) { return QString::fromLatin1(latin); }

/// The control of this name.
template <class Control>
Control* named(QWidget& panel, const char* name)
{
    for (auto* control : panel.findChildren<Control*>()) {
        if (control->accessibleName() == text(name))
            return control;
    }
    return nullptr;
}

run::Experiment workOf(const WorkPanel& panel)
{
    run::Experiment experiment;
    panel.writeTo(experiment);
    return experiment;
}

} // namespace

class TestWorkPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void controlsSayWhatTheExperimentHolds();
    void whatNoControlShowsIsKept();
    void eachKindKeepsItsOwn();
    void oneDownloadOfEachAddress();
    void addressesAreChecked_data();
    void addressesAreChecked();
    void pagesKeepTheirOrderUntilChanged();
    void mixedIsDownloadsThatAreHashed();
    void aScriptComesBackWhole();
    void aFaultOfAScriptIsShownWithItsPlace();
    void whatWasTypedIntoAScriptCanBeHadBack();
    void tabLeavesTheScript();
    void theServerIsShownWhenAScriptDownloads();
};

void TestWorkPanel::controlsSayWhatTheExperimentHolds()
{
    WorkPanel panel;
    panel.setWork([] {
        run::Experiment experiment;
        experiment.downloads.emplace();
        experiment.downloads->tasks = 12;
        experiment.downloads->parsePasses = 250;
        experiment.server.emplace();
        experiment.server->latency = 60ms;
        experiment.server->bandwidth = 1'500'000;
        experiment.pages = {text("jython")};
        return experiment;
    }());
    QCOMPARE(named<QDoubleSpinBox>(panel, "Tasks")->value(), 12.0);
    QCOMPARE(named<QDoubleSpinBox>(panel, "Latency")->value(), 60.0);
    QCOMPARE(named<QDoubleSpinBox>(panel, "Bandwidth")->value(), 1500.0);
    QCOMPARE(named<QDoubleSpinBox>(panel, "Parse each page")->value(), 250.0);

    QSignalSpy changed(&panel, &WorkPanel::changed);
    named<QDoubleSpinBox>(panel, "Latency")->setValue(70);
    named<QDoubleSpinBox>(panel, "Deadline")->setValue(1.5);
    named<QComboBox>(panel, "Client")->setCurrentIndex(1);
    named<QDoubleSpinBox>(panel, "Seed")->setValue(4'294'967'295.0);
    QCOMPARE(changed.count(), 4);
    const run::Experiment now = workOf(panel);
    QCOMPARE(now.downloads->client.kind, net::ClientKind::Qt);
    QVERIFY(now.server->latency == 70ms);
    QCOMPARE(now.server->seed, 4'294'967'295u);
    QVERIFY(now.downloads->client.deadline == 1500ms);
    QCOMPARE(now.downloads->tasks, std::size_t{12});
}

void TestWorkPanel::whatNoControlShowsIsKept()
{
    run::Experiment experiment;
    experiment.downloads.emplace();
    experiment.downloads->client.redirectLimit = 3;
    experiment.downloads->client.bodyLimit = 12'345;
    experiment.downloads->client.extraCa = "-----BEGIN CERTIFICATE-----";
    experiment.server.emplace();
    experiment.server->bandwidth = 1ull << 50;
    experiment.server->port = 8000;
    experiment.pages = {text("dice")};
    WorkPanel panel;
    panel.setWork(experiment);
    named<QDoubleSpinBox>(panel, "Latency")->setValue(5);
    const run::Experiment now = workOf(panel);
    QCOMPARE(now.downloads->client.redirectLimit, 3u);
    QCOMPARE(now.downloads->client.bodyLimit, std::uint64_t{12'345});
    QCOMPARE(now.downloads->client.extraCa, experiment.downloads->client.extraCa);
    QCOMPARE(now.server->bandwidth, std::uint64_t{1} << 50);
    QCOMPARE(now.server->port, std::uint16_t{8000});
}

void TestWorkPanel::eachKindKeepsItsOwn()
{
    WorkPanel panel;
    auto* const tasks = named<QDoubleSpinBox>(panel, "Tasks");
    auto* const workload = named<QComboBox>(panel, "Workload");
    auto* const from = named<QComboBox>(panel, "From");
    tasks->setValue(33);
    from->setCurrentIndex(1);
    named<QPlainTextEdit>(panel, "Addresses, one a line")
        ->setPlainText(text("http://127.0.0.1/\n\nhalf an addr"));
    workload->setCurrentIndex(1);
    QCOMPARE(tasks->value(), 20.0);
    tasks->setValue(7);
    QVERIFY(workOf(panel).sums && !workOf(panel).downloads);
    QCOMPARE(workOf(panel).sums->tasks, std::size_t{7});
    workload->setCurrentIndex(0);
    QCOMPARE(workOf(panel).downloads->addresses.size(), std::size_t{2});
    from->setCurrentIndex(0);
    QCOMPARE(tasks->value(), 33.0);
    run::Experiment preset;
    preset.downloads.emplace();
    preset.server.emplace();
    panel.setWork(preset);
    from->setCurrentIndex(1);
    QCOMPARE(named<QPlainTextEdit>(panel, "Addresses, one a line")->toPlainText(),
             text("http://127.0.0.1/\n\nhalf an addr"));
    workload->setCurrentIndex(1);
    QCOMPARE(tasks->value(), 7.0);
}

void TestWorkPanel::oneDownloadOfEachAddress()
{
    WorkPanel panel;
    named<QComboBox>(panel, "From")->setCurrentIndex(1);
    auto* const tasks = named<QDoubleSpinBox>(panel, "Tasks");
    auto* const edit = named<QPlainTextEdit>(panel, "Addresses, one a line");
    QCOMPARE(tasks->value(), 1.0);
    edit->setPlainText(text("http://a.example/\nhttp://b.example/"));
    QCOMPARE(tasks->value(), 2.0);
    tasks->setValue(10);
    edit->appendPlainText(text("http://c.example/"));
    QCOMPARE(tasks->value(), 10.0);
}

void TestWorkPanel::addressesAreChecked_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("line"); // empty: no fault
    QTest::newRow("nothing") << QString() << text("No address");
    QTest::newRow("blank lines") << text("\n \n") << text("No address");
    QTest::newRow("one") << text("https://example.org/") << QString();
    QTest::newRow("second") << text("https://example.org/\nftp://example.org/") << text("Line 2:");
    QTest::newRow("after a blank one") << text("\nfoo") << text("Line 2:");
}

void TestWorkPanel::addressesAreChecked()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, line);
    WorkPanel panel;
    QCOMPARE(panel.refusal(), QString()); // nobody wants addresses yet
    named<QComboBox>(panel, "From")->setCurrentIndex(1);
    named<QPlainTextEdit>(panel, "Addresses, one a line")->setPlainText(typed);
    QCOMPARE(panel.refusal().isEmpty(), line.isEmpty());
    QVERIFY2(panel.refusal().startsWith(line), qPrintable(panel.refusal()));
}

void TestWorkPanel::pagesKeepTheirOrderUntilChanged()
{
    run::Experiment experiment;
    experiment.downloads.emplace();
    experiment.server.emplace();
    experiment.pages = {text("dice"), text("jython"), text("dice")};
    WorkPanel panel;
    panel.setWork(experiment);
    QCOMPARE(workOf(panel).pages, experiment.pages);
    for (auto* box : panel.findChildren<QAbstractButton*>()) {
        if (box->text().startsWith(text("/jython")))
            box->click();
    }
    QCOMPARE(workOf(panel).pages, QStringList(text("dice")));
}

void TestWorkPanel::mixedIsDownloadsThatAreHashed()
{
    run::Experiment experiment;
    experiment.downloads.emplace();
    experiment.downloads->tasks = 12;
    experiment.downloads->parsePasses = 30;
    experiment.hashPasses = 40;
    experiment.server.emplace();
    experiment.pages = {text("jython")};
    WorkPanel panel;
    panel.setWork(experiment);
    auto* const hashes = named<QDoubleSpinBox>(panel, "Hash each page");
    QCOMPARE(hashes->value(), 40.0);
    QCOMPARE(workOf(panel).hashPasses, std::optional(40u));
    QCOMPARE(workOf(panel).downloads->parsePasses, 30u);
    hashes->setValue(50);
    named<QComboBox>(panel, "Workload")->setCurrentIndex(0);
    QVERIFY(!workOf(panel).hashPasses && workOf(panel).downloads->tasks == 12);
    named<QComboBox>(panel, "Workload")->setCurrentIndex(2);
    QCOMPARE(workOf(panel).hashPasses, std::optional(50u));
}

void TestWorkPanel::aScriptComesBackWhole()
{
    run::Experiment experiment;
    experiment.script.emplace();
    experiment.script->text = "8 x page: download /dice\n\n# hog\nhog: compute 5 ms";
    experiment.script->client.redirectLimit = 3;
    experiment.server.emplace();
    experiment.server->latency = 7ms;
    experiment.server->seed = 9;
    WorkPanel panel;
    named<QComboBox>(panel, "Workload")->setCurrentIndex(3);
    QCOMPARE(panel.refusal(), QString()); // it begins with an example
    panel.setWork(experiment);
    const run::Experiment now = workOf(panel);
    QVERIFY(now.script && !now.downloads && !now.sums && !now.hashPasses);
    QCOMPARE(now.script->text, experiment.script->text);
    QCOMPARE(now.script->client.redirectLimit, 3u);
    QVERIFY(now.server->latency == 7ms);
    QCOMPARE(now.server->seed, 9u);
    QVERIFY(now.pages.isEmpty());
    named<QComboBox>(panel, "Workload")->setCurrentIndex(0);
    QCOMPARE(workOf(panel).pages.size(), 2); // a script does not choose them
}

void TestWorkPanel::aFaultOfAScriptIsShownWithItsPlace()
{
    WorkPanel panel;
    named<QComboBox>(panel, "Workload")->setCurrentIndex(3);
    auto* const edit = named<QPlainTextEdit>(panel, "What the tasks do, one kind a line");
    QSignalSpy changed(&panel, &WorkPanel::changed);
    edit->setPlainText(text("compute 2 ms\n<b>: wait"));
    QCOMPARE(changed.count(), 1);
    QVERIFY2(panel.refusal().startsWith(text("Line 2, column 1: ")), qPrintable(panel.refusal()));
    const auto labels = panel.findChildren<QLabel*>();
    const bool shown = std::ranges::any_of(labels, [&](QLabel* label) {
        return label->text().contains(panel.refusal()) && label->textFormat() == Qt::PlainText;
    });
    QVERIFY(shown);
    edit->setPlainText(text("compute 2 ms"));
    QCOMPARE(panel.refusal(), QString());
}

void TestWorkPanel::whatWasTypedIntoAScriptCanBeHadBack()
{
    WorkPanel panel;
    named<QComboBox>(panel, "Workload")->setCurrentIndex(3);
    auto* const edit = named<QPlainTextEdit>(panel, "What the tasks do, one kind a line");
    edit->selectAll();
    QTest::keyClicks(edit, text("wait 5 ms"));
    run::Experiment preset;
    preset.script.emplace();
    preset.script->text = "compute 1 ms";
    panel.setWork(preset);
    QCOMPARE(edit->toPlainText(), text("compute 1 ms"));
    QTest::keyClick(edit, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(edit->toPlainText(), text("wait 5 ms"));
    QCOMPARE(workOf(panel).script->text, std::string("wait 5 ms"));
}

void TestWorkPanel::tabLeavesTheScript()
{
    WorkPanel panel;
    named<QComboBox>(panel, "Workload")->setCurrentIndex(3);
    panel.setVisible(true);
    panel.activateWindow();
    auto* const edit = named<QPlainTextEdit>(panel, "What the tasks do, one kind a line");
    edit->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    QVERIFY(edit->hasFocus());
    const QString before = edit->toPlainText();
    QTest::keyClick(edit, Qt::Key_Tab);
    QVERIFY(!edit->hasFocus());
    QCOMPARE(edit->toPlainText(), before);
}

void TestWorkPanel::theServerIsShownWhenAScriptDownloads()
{
    WorkPanel panel;
    panel.setVisible(true);
    named<QComboBox>(panel, "Workload")->setCurrentIndex(3);
    auto* const edit = named<QPlainTextEdit>(panel, "What the tasks do, one kind a line");
    auto* const latency = named<QDoubleSpinBox>(panel, "Latency");
    edit->setPlainText(text("wait 5 ms"));
    QVERIFY(!latency->isVisible());
    QVERIFY(!workOf(panel).server);
    edit->setPlainText(text("wait 5 ms, download /dice"));
    QVERIFY(latency->isVisible());
    QVERIFY(workOf(panel).server);
    QVERIFY(!named<QDoubleSpinBox>(panel, "Tasks")->isVisible());
    edit->setPlainText(text("wait 5 ms, download /dice, "));
    QVERIFY(latency->isVisible()); // while it is typed
}

QTEST_MAIN(TestWorkPanel)
#include "tst_workpanel.moc"
