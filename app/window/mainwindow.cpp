// SPDX-License-Identifier: GPL-3.0-or-later
// The window and the experiment that runs in it; files are in mainwindowfiles.cpp.
#include "app/window/mainwindow.h"

#include "app/cli/report.h"
#include "app/panels/elidedlabel.h"
#include "app/panels/failurespanel.h"
#include "app/panels/findingspanel.h"
#include "app/panels/logpanel.h"
#include "app/panels/pointspanel.h"
#include "app/panels/setuppanel.h"
#include "app/panels/startpage.h"
#include "app/panels/statisticspanel.h"
#include "app/panels/typespanel.h"
#include "app/timeline/words.h"
#include "app/window/messages.h"
#include "core/timeline/axis.h"

#include <QApplication>
#include <QFileInfo>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>

namespace interleave::window {
namespace {

QString timeText(Duration duration) { return QString::fromStdString(timeline::text(duration)); }

} // namespace

MainWindow::MainWindow(std::vector<ProcessorId> available, std::vector<run::Preset> presets)
    : m_controller(available), m_actions(*this)
{
    setWindowTitle(tr("Interleave"));
    layOut(std::move(available), std::move(presets));
    connectActions();
    connectViewActions();
    connectSweep();
    connectController();
    recallState();
    showResults(true);
}

MainWindow::~MainWindow()
{
    m_view->setRuns({}, {}); // the controller goes before it
}

void MainWindow::layOut(std::vector<ProcessorId> available, std::vector<run::Preset> presets)
{
    m_setup = new panels::SetupPanel(std::move(available), presets, this); // Tab goes as they are made
    m_start = new panels::StartPage(presets, this);
    m_timelinePage = makeTimelinePage();
    m_chartPage = makeChartPage();
    m_stack = new QStackedWidget(this);
    for (QWidget* const page : {static_cast<QWidget*>(m_start), m_timelinePage, m_chartPage})
        m_stack->addWidget(page);
    addTabs();
    m_rows = new QSplitter(Qt::Vertical, this);
    m_rows->addWidget(m_stack);
    m_rows->addWidget(m_tabs);
    m_rows->setStretchFactor(0, 1);
    m_rows->setCollapsible(0, false);
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->addWidget(m_setup);
    m_columns->addWidget(m_rows);
    m_columns->setStretchFactor(1, 1);
    m_columns->setChildrenCollapsible(false);
    setCentralWidget(m_columns);
    addStatusBar();
    setAcceptDrops(true);
}

void MainWindow::addTabs()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_statistics = new panels::StatisticsPanel(m_tabs);
    m_findings = new panels::FindingsPanel(m_tabs);
    m_types = new panels::TypesPanel(m_tabs);
    m_log = new panels::LogPanel(m_tabs);
    m_failures = new panels::FailuresPanel(m_tabs);
    m_tabs->addTab(m_statistics, tr("Statistics"));
    m_tabs->addTab(m_findings, tr("Findings"));
    m_tabs->addTab(m_types, tr("Types of concurrency"));
    m_tabs->addTab(m_log, tr("Log"));
    m_points = new panels::PointsPanel(m_tabs);
    m_tabs->addTab(m_failures, tr("Failures"));
    m_tabs->addTab(m_points, tr("Medians"));
}

void MainWindow::addStatusBar()
{
    m_measured = new panels::ElidedLabel(this);
    m_measured->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_drawn = new QLabel(this);
    m_drawn->setTextFormat(Qt::PlainText);
    statusBar()->addWidget(m_measured, 1);
    statusBar()->addPermanentWidget(m_drawn);
    statusBar()->setContentsMargins(8, 0, 8, 0);
}

void MainWindow::connectActions()
{
    connect(m_setup, &panels::SetupPanel::runRequested, this, &MainWindow::startOrStop);
    connect(m_setup, &panels::SetupPanel::stopRequested, this, &MainWindow::startOrStop);
    connect(m_setup, &panels::SetupPanel::changed, this, &MainWindow::showWhatIsPossible);
    connect(m_start, &panels::StartPage::presetChosen, m_setup, &panels::SetupPanel::setPreset);
    connect(m_start, &panels::StartPage::openRequested, this, &MainWindow::open);
    connect(m_actions.run, &QAction::triggered, this, &MainWindow::startOrStop);
    connect(m_actions.open, &QAction::triggered, this, &MainWindow::open);
    connect(m_actions.save, &QAction::triggered, this, &MainWindow::saveRuns);
    connect(m_actions.exportImage, &QAction::triggered, this, &MainWindow::exportImage);
    connect(m_actions.copyImage, &QAction::triggered, this, &MainWindow::copyImage);
    connect(m_actions.exportEvents, &QAction::triggered, this, &MainWindow::exportEvents);
    connect(m_actions.quit, &QAction::triggered, this, &QWidget::close);
    // What the menu said of the action stays in the status bar while a dialog takes its place.
    const auto show = [this](QAction* action, void (*dialog)(QWidget*)) {
        connect(action, &QAction::triggered, this, [this, dialog] {
            statusBar()->clearMessage();
            dialog(this);
        });
    };
    show(m_actions.keys, showKeys);
    show(m_actions.licence, showLicence);
    show(m_actions.about, showAbout);
}

void MainWindow::connectController()
{
    connect(&m_controller, &run::RunController::runBegan, this, &MainWindow::runBegan);
    connect(&m_controller, &run::RunController::advanced, this, &MainWindow::showFrame);
    connect(&m_controller, &run::RunController::logged, m_log, &panels::LogPanel::append);
    connect(&m_controller, &run::RunController::runFinished, this, &MainWindow::runFinished);
    connect(&m_controller, &run::RunController::ended, this, &MainWindow::experimentEnded);
}

void MainWindow::startOrStop()
{
    if (m_controller.running())
        return m_controller.stop();
    if (!m_setup->refusal().isEmpty())
        return say(m_setup->refusal());
    begin(m_setup->experiment());
}

void MainWindow::begin(const run::Experiment& experiment)
{
    rememberState();
    m_setup->setRunning(true);
    m_actions.setRunning(true);
    m_controller.start(experiment);
    m_measured->showText(tr("Starting…"));
    showWhatIsPossible();
}

void MainWindow::runBegan(int index)
{
    const run::Experiment& experiment = m_controller.series()->list().experiment;
    if (index == 0) { // a start that fails leaves what there was
        m_results = {};
        m_notes->begin();
        m_results.title = experiment.title;
        m_results.list = m_controller.series()->list();
        m_selection = {};
        m_actions.chart->setChecked(false);
        m_results.presetId = m_setup->presetId();
        m_log->clear();
        m_drawn->clear();
        m_view->paintLog().clear();
        showResults(true);
    }
    followRun(m_results.list.runs[static_cast<std::size_t>(index)]);
    m_log->beginRun(runningName());
    m_measured->showText(tr("Running: %1").arg(runningName()));
    m_view->paintLog().beginRun();
    showFrame();
}

void MainWindow::showFrame()
{
    const run::LiveRun* const live = m_controller.live();
    const Stamp now = stampNow();
    m_view->showLive({.trace = live->trace(),
                      .open = live->openSpans(now),
                      .now = instantOf(now, live->zero()),
                      .stopped = live->progress().stopped});
    m_setup->setProgress({.model = runningName(),
                          .run = m_controller.index() + 1,
                          .runs = static_cast<int>(m_results.list.runs.size()),
                          .tasks = live->progress()});
}

void MainWindow::runFinished(const std::shared_ptr<const run::RunResult>& result)
{
    m_results.runs.push_back(result);
    m_view->setBaselines(m_results.baselines());
    m_view->addRun(m_results.traces(m_selection).back()); // first: it looks at what is over otherwise
    m_log->append({cli::summaryLine(result->trace)});
    if (!result->serverFailure.isEmpty())
        m_log->append({result->serverFailure});
    showResults(false);
}

void MainWindow::experimentEnded(const run::RunController::Ending& ending)
{
    m_setup->setRunning(false);
    m_actions.setRunning(false);
    int failed = 0;
    for (const auto& run : m_results.runs)
        for (const Task& task : run->trace.tasks)
            failed += task.outcome == Outcome::Failed ? 1 : 0;
    QStringList sentences;
    if (!ending.failure.isEmpty())
        sentences += ending.failure;
    else if (ending.stopped)
        sentences += tr("Stopped after %1.").arg(timeText(ending.running));
    else
        sentences += (ending.runs == 1 ? tr("1 run in %2.") : tr("%1 runs in %2.").arg(ending.runs))
                         .arg(timeText(ending.running));
    if (ending.failure.isEmpty() && failed > 0)
        sentences += (failed == 1 ? tr("1 task failed: see %2.") : tr("%1 tasks failed: see %2.").arg(failed))
                         .arg(m_results.list.unfolded() ? tr("Medians") : tr("Failures"));
    for (const auto& run : m_results.runs)
        if (!run->serverFailure.isEmpty() && !sentences.contains(run->serverFailure))
            sentences += run->serverFailure;
    const QString sentence = sentences.join(u' ');
    if (ending.runs > 0)
        showChart();
    m_setup->setConclusion(sentence, !ending.failure.isEmpty() || failed > 0);
    if (!m_setup->isVisible())
        statusBar()->showMessage(sentence);
    showDrawing(ending);
    showResults(false);
}

/// How often it was drawn, and what that cost.
void MainWindow::showDrawing(const run::RunController::Ending& ending)
{
    const view::PaintLog::Figures drawn = m_view->paintLog().figures();
    if (drawn.medianInterval <= Duration::zero())
        return;
    QString text = tr("Drawn at %1 frames/s").arg(1 / seconds(drawn.medianInterval), 0, 'f', 0);
    if (ending.windowCpu)
        text += tr("; the window computed %1 % of one processor")
                    .arg(100 * seconds(*ending.windowCpu) / seconds(ending.running), 0, 'f', 1);
    m_drawn->setText(text);
}

/// Tables and status line of what is there.
void MainWindow::showResults(bool timelineToo)
{
    const auto traces = m_results.traces(m_selection);
    const analysis::BaselineOf baselines = m_results.baselines();
    m_statistics->setRuns(traces, baselines);
    m_findings->setRuns(traces, baselines);
    m_view->setBaselines(baselines);
    m_types->setRuns(traces);
    m_failures->setRuns(traces);
    const int failures = m_failures->count();
    m_tabs->setTabText(m_tabs->indexOf(m_failures),
                       failures > 0 ? tr("Failures (%1)").arg(failures) : tr("Failures"));
    if (timelineToo)
        m_view->setRuns(traces, m_results.title);
    m_notes->setShown(shownIndices());
    showPoints();
    showMeasured();
    showWhatIsPossible();
}

/// As under a picture: for all runs at once where they were measured alike.
void MainWindow::showMeasured()
{
    std::vector<const RunInfo*> infos;
    for (const auto& trace : m_results.traces(m_selection))
        infos.push_back(&trace->info);
    QStringList sentences;
    if (!infos.empty())
        for (const QString& sentence : view::sheetWords(infos, {}, m_view->settings().grouping).footer)
            sentences += sentence.left(1).toUpper() + sentence.mid(1);
    m_measured->showText(sentences.join(QStringLiteral("   ")));
    const QString shown = m_results.path.isEmpty() ? m_results.title : QFileInfo(m_results.path).fileName();
    setWindowTitle(shown.isEmpty() ? tr("Interleave") : tr("%1 — Interleave").arg(shown));
}

void MainWindow::showWhatIsPossible()
{
    const bool running = m_controller.running();
    const bool any = !m_results.runs.empty();
    m_stack->setCurrentWidget(!any && !running ? m_start : chartShown() ? m_chartPage : m_timelinePage);
    m_tabs->setVisible((any || running) && m_actions.showResults->isChecked());
    for (QAction* const each : {m_actions.save, m_actions.exportImage, m_actions.copyImage})
        each->setEnabled(any && !running);
    m_actions.exportTable->setEnabled(any && !running && !m_results.list.runs.empty());
    m_actions.exportEvents->setEnabled(m_results.hasEvents() && !running);
    for (QAction* const each : {m_actions.zoomIn, m_actions.zoomOut, m_actions.fit})
        each->setEnabled((any || running) && !chartShown());
    m_navigate->setEnabled((any || running) && !chartShown());
    m_questions->setEnabled((any || running) && !chartShown());
    m_notes->setEnabled(any && !chartShown());
    m_actions.run->setEnabled(running || m_setup->refusal().isEmpty());
}

} // namespace interleave::window
