// SPDX-License-Identifier: GPL-3.0-or-later
// The window and the experiment that runs in it; files are in mainwindowfiles.cpp.
#include "app/window/mainwindow.h"

#include "app/cli/report.h"
#include "app/panels/elidedlabel.h"
#include "app/panels/failurespanel.h"
#include "app/panels/logpanel.h"
#include "app/panels/setuppanel.h"
#include "app/panels/startpage.h"
#include "app/panels/statisticspanel.h"
#include "app/panels/typespanel.h"
#include "app/window/messages.h"
#include "core/analysis/measuredby.h"
#include "core/timeline/axis.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>

namespace interleave::window {
namespace {

constexpr double zoomStep = 0.7;

QString timeText(Duration duration) { return QString::fromStdString(timeline::text(duration)); }

} // namespace

MainWindow::MainWindow(std::vector<ProcessorId> available, std::vector<run::Preset> presets)
    : m_controller(available), m_actions(*this)
{
    setWindowTitle(tr("Interleave"));
    layOut(std::move(available), std::move(presets));
    connectActions();
    connectViewActions();
    connectController();
    recallState();
    showResults(true);
}

MainWindow::~MainWindow() = default;

void MainWindow::layOut(std::vector<ProcessorId> available, std::vector<run::Preset> presets)
{
    m_start = new panels::StartPage(presets, this);
    m_setup = new panels::SetupPanel(std::move(available), std::move(presets), this);
    m_view = new view::TimelineView(this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_start);
    m_stack->addWidget(m_view);
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
    m_types = new panels::TypesPanel(m_tabs);
    m_log = new panels::LogPanel(m_tabs);
    m_failures = new panels::FailuresPanel(m_tabs);
    m_tabs->addTab(m_statistics, tr("Statistics"));
    m_tabs->addTab(m_types, tr("Types of concurrency"));
    m_tabs->addTab(m_log, tr("Log"));
    m_tabs->addTab(m_failures, tr("Failures"));
}

void MainWindow::addStatusBar()
{
    auto* measured = new panels::ElidedLabel(this);
    measured->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_measured = measured;
    m_drawn = new QLabel(this);
    m_drawn->setTextFormat(Qt::PlainText);
    statusBar()->addWidget(m_measured, 1);
    statusBar()->addPermanentWidget(m_drawn);
    statusBar()->setContentsMargins(8, 0, 8, 0);
    statusBar()->setStyleSheet(QStringLiteral("QStatusBar::item { border: none; }"));
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
    connect(m_actions.keys, &QAction::triggered, this, [this] { showKeys(this); });
    connect(m_actions.licence, &QAction::triggered, this, [this] { showLicence(this); });
    connect(m_actions.about, &QAction::triggered, this, [this] { showAbout(this); });
}

void MainWindow::connectViewActions()
{
    connect(m_actions.rows, &QActionGroup::triggered, this, [this](const QAction* chosen) {
        updateView(
            [&](auto& view) { view.grouping = static_cast<timeline::Grouping>(chosen->data().toInt()); });
    });
    connect(m_actions.sameScale, &QAction::toggled, this,
            [this](bool on) { updateView([&](auto& view) { view.sameScale = on; }); });
    connect(m_actions.lanesFit, &QAction::toggled, this,
            [this](bool on) { updateView([&](auto& view) { view.lanesFit = on; }); });
    connect(m_actions.helpers, &QAction::toggled, this, [this](bool on) {
        updateView([&](auto& view) { view.helpers = on ? view::Helpers::Shown : view::Helpers::Hidden; });
    });
    connect(m_actions.appearances, &QActionGroup::triggered, this, [this](const QAction* chosen) {
        setAppearance(static_cast<Appearance>(chosen->data().toInt()), m_view->settings().textScale);
    });
    connect(m_actions.textSizes, &QActionGroup::triggered, this,
            [this](const QAction* chosen) { setAppearance(m_appearance, chosen->data().toInt() / 100.0); });
    connect(m_actions.zoomIn, &QAction::triggered, this, [this] { m_view->zoom(zoomStep); });
    connect(m_actions.zoomOut, &QAction::triggered, this, [this] { m_view->zoom(1 / zoomStep); });
    connect(m_actions.fit, &QAction::triggered, m_view, &view::TimelineView::fit);
    connect(m_actions.showSetup, &QAction::toggled, m_setup, &QWidget::setVisible);
    connect(m_actions.showResults, &QAction::toggled, this, &MainWindow::showWhatIsPossible);
    connect(m_failures, &panels::FailuresPanel::taskActivated, this,
            [this](int run, TaskId task) { m_view->pickOut(view::Highlight{.run = run, .task = task}); });
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
    m_results = {};
    m_results.title = experiment.title;
    m_log->clear();
    m_drawn->clear();
    m_view->paintLog().clear();
    m_setup->setRunning(true);
    m_actions.setRunning(true);
    m_controller.start(experiment);
    showResults(true);
}

void MainWindow::runBegan(int index)
{
    const engine::Model& model = m_controller.experiment()->models[static_cast<std::size_t>(index)];
    m_log->beginRun(QString::fromStdString(model.name));
    m_measured->setText(tr("Running: %1").arg(QString::fromStdString(model.name)));
    m_view->paintLog().beginRun();
    showFrame();
}

void MainWindow::showFrame()
{
    const run::LiveRun* const live = m_controller.live();
    const Stamp now = stampNow();
    m_view->showLive(live->trace(), live->openSpans(now), instantOf(now, live->zero()));
    const auto& models = m_controller.experiment()->models;
    m_setup->setProgress(
        {.model = QString::fromStdString(models[static_cast<std::size_t>(m_controller.index())].name),
         .run = m_controller.index() + 1,
         .runs = static_cast<int>(models.size()),
         .tasks = live->progress()});
}

void MainWindow::runFinished(const std::shared_ptr<const run::RunResult>& result)
{
    m_results.runs.push_back(result);
    m_log->append({cli::summaryLine(result->trace)});
    m_view->addRun(m_results.traces().back());
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
    QString sentence = ending.failure;
    if (sentence.isEmpty() && failed > 0)
        sentence = failed == 1 ? tr("1 task failed: see Failures.")
                               : tr("%1 tasks failed: see Failures.").arg(failed);
    else if (sentence.isEmpty() && ending.stopped)
        sentence = tr("Stopped after %1.").arg(timeText(ending.elapsed));
    else if (sentence.isEmpty())
        sentence = (ending.runs == 1 ? tr("1 run in %2.") : tr("%1 runs in %2.").arg(ending.runs))
                       .arg(timeText(ending.elapsed));
    m_setup->setConclusion(sentence, !ending.failure.isEmpty() || failed > 0);
    const view::PaintLog::Figures drawn = m_view->paintLog().figures();
    if (drawn.frames > 1)
        m_drawn->setText(tr("Drawn at %1 frames/s; the window computed %2 % of one processor")
                             .arg(1 / seconds(drawn.medianInterval), 0, 'f', 0)
                             .arg(100 * seconds(ending.windowCpu) / seconds(ending.elapsed), 0, 'f', 1));
    showResults(false);
}

/// Tables and status line of what is there.
void MainWindow::showResults(bool timelineToo)
{
    const auto traces = m_results.traces();
    m_statistics->setRuns(traces);
    m_types->setRuns(traces);
    m_failures->setRuns(traces);
    const int failures = m_failures->count();
    m_tabs->setTabText(m_tabs->indexOf(m_failures),
                       failures > 0 ? tr("Failures (%1)").arg(failures) : tr("Failures"));
    if (timelineToo)
        m_view->setRuns(traces, m_results.title);
    showMeasured();
    showWhatIsPossible();
}

void MainWindow::showMeasured()
{
    if (!m_results.runs.empty())
        m_measured->setText(
            tr("Measured by %1")
                .arg(QString::fromStdString(analysis::measuredBy(m_results.runs.back()->trace.info))) +
            (m_view->settings().grouping == timeline::Grouping::Processor
                 ? tr(". Gaps of a processor: other programs, or idle.")
                 : QString()));
}

void MainWindow::showWhatIsPossible()
{
    const bool running = m_controller.running();
    const bool any = !m_results.runs.empty();
    m_stack->setCurrentWidget(any || running ? static_cast<QWidget*>(m_view) : m_start);
    m_tabs->setVisible((any || running) && m_actions.showResults->isChecked());
    for (QAction* const each : {m_actions.save, m_actions.exportImage, m_actions.copyImage})
        each->setEnabled(any && !running);
    m_actions.exportEvents->setEnabled(m_results.hasEvents() && !running);
    for (QAction* const each : {m_actions.zoomIn, m_actions.zoomOut, m_actions.fit})
        each->setEnabled(any || running);
    m_actions.run->setEnabled(running || m_setup->refusal().isEmpty());
}

void MainWindow::updateView(const std::function<void(view::ViewSettings&)>& change)
{
    view::ViewSettings settings = m_view->settings();
    change(settings);
    m_view->setSettings(settings);
    if (const run::LiveRun* const live = m_controller.live(); live)
        showFrame(); // the rows of the run that goes on are made for each frame
    else
        showMeasured();
}

void MainWindow::setAppearance(Appearance appearance, double textScale)
{
    m_appearance = appearance;
    apply(appearance, textScale);
    m_actions.renewIcons();
    updateView([&](view::ViewSettings& view) {
        view.look = lookOf(appearance);
        view.textScale = textScale;
    });
    m_actions.show(m_view->settings(), appearance);
}

/// The system has gone dark or light.
void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ThemeChange && m_view && m_appearance == Appearance::System)
        setAppearance(m_appearance, m_view->settings().textScale);
}

void MainWindow::recallState()
{
    const Remembered remembered = recall();
    if (remembered.geometry.isEmpty() || !restoreGeometry(remembered.geometry))
        resize(QSize(1280, 800).boundedTo(screen()->availableSize() - QSize(10, 50)));
    if (remembered.columns.isEmpty() || !m_columns->restoreState(remembered.columns))
        m_columns->setSizes({370, 910});
    if (remembered.rows.isEmpty() || !m_rows->restoreState(remembered.rows))
        m_rows->setSizes({550, 190});
    m_folder = remembered.folder;
    m_setup->setPreset(QStringLiteral("io-four-ways"));
    if (!remembered.presetId.isEmpty())
        m_setup->setPreset(remembered.presetId);
    else if (remembered.experiment)
        m_setup->setExperiment(*remembered.experiment);
    m_view->setSettings(remembered.view);
    setAppearance(remembered.appearance, remembered.view.textScale);
}

void MainWindow::rememberState()
{
    remember({.geometry = saveGeometry(),
              .columns = m_columns->saveState(),
              .rows = m_rows->saveState(),
              .appearance = m_appearance,
              .view = m_view->settings(),
              .experiment = m_setup->experiment(),
              .presetId = m_setup->presetId(),
              .folder = m_folder});
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    rememberState();
    m_controller.stop();
    event->accept();
}

} // namespace interleave::window
