// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/panels/failurespanel.h"
#include "app/panels/findingspanel.h"
#include "app/panels/logpanel.h"
#include "app/panels/statisticspanel.h"
#include "app/panels/tableview.h"
#include "app/panels/typespanel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextBlock>

using namespace interleave;
using namespace interleave::panels;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin) { return QString::fromLatin1(latin); }

/// One worker that ran one task after another, `makespan` in all.
std::shared_ptr<Trace> trace(const char* name, Duration makespan, int tasks = 2, int failed = 0)
{
    auto trace = std::make_shared<Trace>();
    trace->info.modelId = trace->info.modelName = name;
    trace->info.workloadId = trace->info.workloadName = "downloads";
    trace->info.workerKind = "thread";
    trace->info.lock = "none";
    trace->info.workers = 1;
    trace->info.processors = {ProcessorId(0), ProcessorId(1)};
    trace->end = Instant(makespan);
    for (int k = 0; k < tasks; ++k) {
        Task task;
        task.label = "download " + std::to_string(k + 1);
        task.subject = "http://127.0.0.1/<b>";
        task.planned = task.taken = task.started = Instant(makespan * k / tasks);
        task.stopped = Instant(makespan * (k + 1) / tasks);
        task.worker = WorkerId(0);
        task.slot = SlotId(0);
        task.bytes = 1000;
        task.outcome = k < failed ? Outcome::Failed : Outcome::Finished;
        task.reason = k < failed ? "refused\nby\tthe server" : "";
        trace->tasks.push_back(task);
    }
    Worker worker;
    worker.started = Instant{};
    worker.stopped = trace->end;
    worker.cpuClock = makespan / 2;
    worker.involuntarySwitches = 17;
    trace->workers.push_back(worker);
    return trace;
}

TableView& tableOf(QWidget& panel) { return *panel.findChild<TableView*>(); }

int columnOf(const TableView& table, const char* head)
{
    for (int k = 0; k < table.model()->columnCount(); ++k) {
        if (table.model()->headerData(k, Qt::Horizontal).toString() == text(head))
            return k;
    }
    return -1;
}

QString cell(const TableView& table, int row, const char* head, int role = Qt::DisplayRole)
{
    return table.model()->index(row, columnOf(table, head)).data(role).toString();
}

} // namespace

class TestResultPanels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statisticsAreTheFigures();
    void unknownFiguresSayWhy();
    void statisticsAreSortedByTrueValue();
    void tablesAreCopied();
    void tabLeavesATable();
    void typesAreTheArticlesAndTheMeasured();
    void newFiguresAreShown();
    void figuresOfARunAreMadeOnce();
    void aBaselineNeedNotBeShown();
    void failuresAreActivated();
    void findingsAreOfEveryRun();
    void findingsAreActivatedByClickAndKey();
    void findingsAreCopiedAndStayPlain();
    void manyFailuresAreCounted();
    void logFollowsOnlyAtItsEnd();
    void logForgetsTheOldest();
};

void TestResultPanels::statisticsAreTheFigures()
{
    StatisticsPanel panel;
    QVERIFY(tableOf(panel).isHidden());
    panel.setRuns({trace("one", 2s), trace("two", 500ms)});
    const TableView& table = tableOf(panel);
    QVERIFY(!table.isHidden());
    QCOMPARE(cell(table, 1, "Model"), text("two"));
    QCOMPARE(cell(table, 1, "Time"), text("0.500 s"));
    QCOMPARE(cell(table, 1, "Speed-up"), QStringLiteral("4.00×"));
    QCOMPARE(cell(table, 1, "Processor use"), text("25.0 %"));
    QCOMPARE(cell(table, 1, "Switches by the kernel"), text("17"));
    QCOMPARE(cell(table, 1, "Bytes"), text("2000"));
    QVERIFY(table.isColumnHidden(columnOf(table, "Cancelled")));
    for (int k = 0; k < table.model()->columnCount(); ++k) {
        QVERIFY(!table.model()->headerData(k, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
        QVERIFY(!table.model()->headerData(k, Qt::Horizontal, Qt::WhatsThisRole).toString().isEmpty());
    }
    auto cancelled = trace("three", 1s);
    cancelled->tasks[1].outcome = Outcome::Cancelled;
    panel.setRuns({cancelled});
    QVERIFY(!table.isColumnHidden(columnOf(table, "Cancelled")));
    panel.setRuns({});
    QVERIFY(table.isHidden());
}

void TestResultPanels::unknownFiguresSayWhy()
{
    auto run = trace("one", 2s, 2, 1);
    run->workers[0].involuntarySwitches.reset();
    StatisticsPanel panel;
    panel.setRuns({run});
    for (const char* head : {"Speed-up", "Switches by the kernel"}) {
        QCOMPARE(cell(tableOf(panel), 0, head), QStringLiteral("–"));
        QVERIFY(!cell(tableOf(panel), 0, head, Qt::ToolTipRole).isEmpty());
    }
}

void TestResultPanels::statisticsAreSortedByTrueValue()
{
    StatisticsPanel panel;
    panel.setRuns({trace("a", 9s), trace("b", 10s), trace("c", 500ms)});
    panel.resize(1600, 300);
    panel.show();
    TableView& table = tableOf(panel);
    const auto order = [&] {
        QString names;
        for (int row = 0; row < 3; ++row)
            names += cell(table, row, "Model");
        return names;
    };
    QCOMPARE(order(), text("abc"));
    QHeaderView* const head = table.horizontalHeader();
    const int time = columnOf(table, "Time");
    const QPoint place(head->sectionViewportPosition(time) + 10, head->height() / 2);
    const auto click = [&] { QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, place); };
    click();
    QCOMPARE(order(), text("cab"));
    click();
    QCOMPARE(order(), text("bac"));
    click();
    QCOMPARE(order(), text("abc"));
}

void TestResultPanels::tablesAreCopied()
{
    StatisticsPanel panel;
    auto second = trace("two\twith a tab", 500ms);
    panel.setRuns({trace("one", 2s), second});
    TableView& table = tableOf(panel);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 4); // head, two rows, and the end of the last line
    QCOMPARE(lines[0].split(u'\t').at(6), text("Time (s)"));
    QCOMPARE(lines[1].split(u'\t').at(6), text("2.000000000"));
    QCOMPARE(lines[2].split(u'\t').first(), text("two with a tab"));
    QCOMPARE(lines[2].count(u'\t'), lines[0].count(u'\t'));
    table.selectRow(1);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 2);
}

void TestResultPanels::tabLeavesATable()
{
    for (const bool tabKey : {tableOf(*std::make_unique<StatisticsPanel>()).tabKeyNavigation(),
                              tableOf(*std::make_unique<TypesPanel>()).tabKeyNavigation(),
                              tableOf(*std::make_unique<FindingsPanel>()).tabKeyNavigation(),
                              tableOf(*std::make_unique<FailuresPanel>()).tabKeyNavigation()})
        QVERIFY(!tabKey);
}

void TestResultPanels::typesAreTheArticlesAndTheMeasured()
{
    TypesPanel panel;
    auto run = trace("one", 2s);
    run->info.workers = 5;
    run->info.lock = "interpreter";
    panel.setRuns({run});
    const TableView& table = tableOf(panel);
    QCOMPARE(cell(table, 0, "Type"), text("Pre-emptive multitasking under one lock"));
    QVERIFY(!cell(table, 0, "Who decides to switch").isEmpty());
    QCOMPARE(cell(table, 0, "Processors"), text("1 at a time, of 2"));
    QCOMPARE(cell(table, 0, "Processors really used"), text("0.50 of 2"));
    QCOMPARE(cell(table, 0, "Tasks in flight"), text("1"));
    panel.resize(700, 300);
    panel.show();
    QTRY_VERIFY(table.rowHeight(0) > 2 * table.fontMetrics().height()); // broken into lines
}

void TestResultPanels::newFiguresAreShown()
{
    auto run = trace("one", 2s, 4);
    run->workers[0].voluntarySwitches = 3;
    Span span;
    span.task = TaskId(0);
    span.worker = WorkerId(0);
    span.length = 500ms;
    span.state = State::Running;
    span.phase = Phase::Parse;
    run->spans.append(span);
    StatisticsPanel panel;
    panel.setRuns({run});
    const TableView& table = tableOf(panel);
    QCOMPARE(cell(table, 0, "Overlap"), text("1.00"));
    QCOMPARE(cell(table, 0, "Efficiency"), text("12.5 %")); // of 2 processors
    QCOMPARE(cell(table, 0, "Task p95"), text("500 ms"));
    QVERIFY(cell(table, 0, "Task p95", Qt::ToolTipRole).contains(text("parse: 500 ms")));
    QCOMPARE(cell(table, 0, "Switch cost"), text("500 ms")); // 1 s of clock
    QCOMPARE(cell(table, 0, "Per switch"), text("25.0 ms"));
    QCOMPARE(cell(table, 0, "Time / ideal"), QStringLiteral("4.00×"));
    auto stopped = trace("stopped", 2s, 4, 4);
    stopped->info.cancelled = true;
    stopped->workers[0].cpuClock.reset();
    panel.setRuns({stopped});
    for (const char* head : {"Task p50", "Switch cost", "Per switch", "Time / ideal"}) {
        QCOMPARE(cell(table, 0, head), QStringLiteral("–"));
        QVERIFY(!cell(table, 0, head, Qt::ToolTipRole).isEmpty());
    }
}

void TestResultPanels::figuresOfARunAreMadeOnce()
{
    auto first = trace("one", 2s), second = trace("two", 1s);
    StatisticsPanel panel;
    panel.setRuns({first});
    first->end = Instant(9s); // shown runs do not change: this one would be seen if it were looked at again
    panel.setRuns({first, second});
    QCOMPARE(cell(tableOf(panel), 0, "Time"), text("2.000 s"));
    panel.setRuns({second, first}); // against another baseline
    QCOMPARE(cell(tableOf(panel), 1, "Time"), text("9.000 s"));
}

void TestResultPanels::aBaselineNeedNotBeShown()
{
    const auto baseline = trace("one", 4s), shown = trace("one", 2s);
    StatisticsPanel panel;
    panel.setRuns({shown}, [&](const Trace&) { return analysis::Baseline{baseline, "one, workers 1"}; });
    QCOMPARE(cell(tableOf(panel), 0, "Speed-up"), QStringLiteral("2.00×"));
    QVERIFY(cell(tableOf(panel), 0, "Speed-up", Qt::ToolTipRole).contains(text("one, workers 1")));
    panel.setRuns({shown}, [](const Trace&) { return analysis::Baseline(); });
    QCOMPARE(cell(tableOf(panel), 0, "Speed-up"), QStringLiteral("–"));
}

void TestResultPanels::findingsAreOfEveryRun()
{
    FindingsPanel panel;
    const TableView& table = tableOf(panel);
    QVERIFY(table.isHidden());
    QCOMPARE(table.accessibleName(), text("Findings"));
    QVERIFY(!table.accessibleDescription().isEmpty());
    panel.setRuns({trace("one", 2s)});
    QVERIFY(!table.isHidden());
    QCOMPARE(table.model()->rowCount(), 1);
    QCOMPARE(cell(table, 0, "Finding"), text("Nothing that stands out."));
    auto first = trace("one", 2s), second = trace("two", 1s, 3, 2);
    panel.setRuns({first});
    panel.setRuns({first, second});
    QCOMPARE(cell(table, 1, "Model"), text("two"));
    QCOMPARE(cell(table, 1, "Finding"), text("2 of 3 tasks failed: refused by the server."));
    panel.setRuns({second});
    QCOMPARE(cell(table, 0, "Model"), text("two"));
    panel.setRuns({});
    QVERIFY(table.isHidden());
}

void TestResultPanels::findingsAreActivatedByClickAndKey()
{
    FindingsPanel panel;
    panel.resize(800, 300);
    panel.setRuns({trace("one", 1s), trace("two", 900ms, 3, 2)});
    panel.show();
    TableView& table = tableOf(panel);
    QSignalSpy activated(&panel, &FindingsPanel::findingActivated);
    const QModelIndex index = table.model()->index(1, 1);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(index).center());
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated[0][0].toInt(), 1);
    QCOMPARE(activated[0][1].value<TaskId>(), TaskId(0));
    QCOMPARE(activated[0][2].value<Instant>(), Instant(0ms));
    QCOMPARE(activated[0][3].value<Instant>(), Instant(600ms));
    QTest::keyClick(&table, Qt::Key_Up);
    QCOMPARE(activated.count(), 1); // moving is no asking
    QTest::keyClick(&table, Qt::Key_Return);
    QCOMPARE(activated.count(), 2);
    QCOMPARE(activated[1][0].toInt(), 0);
    QVERIFY(!activated[1][1].value<TaskId>().valid());
    QCOMPARE(activated[1][3].value<Instant>(), Instant(1s));
}

void TestResultPanels::findingsAreCopiedAndStayPlain()
{
    FindingsPanel panel;
    auto run = trace("<b>one</b>", 1s, 3, 2);
    run->tasks[0].reason = run->tasks[1].reason = "<a href='x'>refused</a>";
    panel.setRuns({run});
    TableView& table = tableOf(panel);
    QVERIFY(!table.model()->index(0, 1).data(Qt::ToolTipRole).toString().contains(text("<a")));
    table.selectRow(0);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().contains(
        text("<b>one</b>\t2 of 3 tasks failed: <a href='x'>refused</a>.")));
}

void TestResultPanels::failuresAreActivated()
{
    FailuresPanel panel;
    QSignalSpy activated(&panel, &FailuresPanel::taskActivated);
    panel.setRuns({trace("one", 1s), trace("two", 1s, 3, 2)});
    QCOMPARE(panel.count(), 2);
    TableView& table = tableOf(panel);
    QCOMPARE(cell(table, 1, "Run"), text("two"));
    QCOMPARE(cell(table, 1, "Task"), text("download 2"));
    QCOMPARE(cell(table, 1, "Address"), text("http://127.0.0.1/<b>"));
    QVERIFY(!cell(table, 1, "Address", Qt::ToolTipRole).contains(text("<b>")));
    table.setCurrentIndex(table.model()->index(1, 0));
    QTest::keyClick(&table, Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated[0][0].toInt(), 1);
    QCOMPARE(activated[0][1].value<TaskId>(), TaskId(1));
    panel.setRuns({trace("one", 1s)});
    QCOMPARE(panel.count(), 0);
    QVERIFY(table.isHidden());
}

void TestResultPanels::manyFailuresAreCounted()
{
    FailuresPanel panel;
    panel.setRuns({trace("one", 1s, 20'000, 15'000)});
    QCOMPARE(panel.count(), 15'000);
    QCOMPARE(tableOf(panel).model()->rowCount(), 10'000);
    const auto labels = panel.findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(labels,
                                [](const QLabel* label) { return label->text().contains(text("15000")); }));
}

void TestResultPanels::logFollowsOnlyAtItsEnd()
{
    LogPanel panel;
    panel.resize(400, 200);
    panel.show();
    auto* const view = panel.findChild<QPlainTextEdit*>();
    QScrollBar* const bar = view->verticalScrollBar();
    panel.beginRun(text("Synchronous"));
    panel.append(QStringList(1000, text("Read <b>10490</b> from http://127.0.0.1/")));
    QCOMPARE(bar->value(), bar->maximum());
    bar->setValue(10);
    panel.append(QStringList(10, text("x")));
    QCOMPARE(bar->value(), 10);
    QVERIFY(view->toPlainText().contains(text("<b>10490</b>")));
    panel.clear();
    QVERIFY(view->toPlainText().isEmpty());
}

void TestResultPanels::logForgetsTheOldest()
{
    LogPanel panel;
    panel.resize(400, 200);
    panel.show();
    auto* const view = panel.findChild<QPlainTextEdit*>();
    QStringList lines;
    for (int k = 0; k < 99'000; ++k)
        lines << QString::number(k);
    panel.append(lines);
    view->verticalScrollBar()->setValue(50'000);
    const auto first = [&] { return view->cursorForPosition({12, 12}).block().text().toInt(); };
    const int before = first();
    panel.append(QStringList(2'000, text("more")));
    QCOMPARE(view->blockCount(), 100'000);
    QCOMPARE(first(), before); // the same lines under the reader's eyes
}

QTEST_MAIN(TestResultPanels)
#include "tst_resultpanels.moc"
