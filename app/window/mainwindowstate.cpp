// SPDX-License-Identifier: GPL-3.0-or-later
// How the window looks, and what it remembers.
#include "app/panels/failurespanel.h"
#include "app/panels/findingspanel.h"
#include "app/panels/setuppanel.h"
#include "app/timeline/sweepview.h"
#include "app/window/mainwindow.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QEvent>
#include <QScreen>
#include <QSplitter>
#include <QStatusBar>
#include <QTabWidget>

#include <algorithm>

namespace interleave::window {
namespace {

/// Smaller than this nobody leaves a window: what was remembered is damaged.
constexpr QSize leastSize(300, 200);

/// A state holds more than the sizes, all of which Qt takes: of one that would turn the splitter nothing is
/// kept.
void recallSizes(QSplitter& splitter, const QByteArray& state, const QList<int>& usual)
{
    const Qt::Orientation orientation = splitter.orientation();
    const int handle = splitter.handleWidth();
    const QByteArray before = splitter.saveState();
    if (!state.isEmpty() && splitter.restoreState(state) && splitter.orientation() == orientation &&
        splitter.handleWidth() == handle)
        return;
    splitter.restoreState(before);
    splitter.setSizes(usual);
}

} // namespace

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
    connect(m_actions.wakeUps, &QAction::toggled, this,
            [this](bool on) { updateView([&](auto& view) { view.extras.wakeUps = on; }); });
    connect(m_actions.ideal, &QAction::toggled, this,
            [this](bool on) { updateView([&](auto& view) { view.extras.ideal = on; }); });
    connect(m_actions.appearances, &QActionGroup::triggered, this, [this](const QAction* chosen) {
        setAppearance(static_cast<Appearance>(chosen->data().toInt()), m_view->settings().textScale);
    });
    connect(m_actions.textSizes, &QActionGroup::triggered, this,
            [this](const QAction* chosen) { setAppearance(m_appearance, chosen->data().toInt() / 100.0); });
    connect(m_actions.frameRates, &QActionGroup::triggered, this,
            [this](const QAction* chosen) { setFrameRate(chosen->data().toInt()); });
    connect(m_actions.slotRows, &QAction::toggled, this,
            [this](bool on) { updateView([&](auto& view) { view.slotRows = on; }); });
    connect(m_actions.overview, &QAction::toggled, this,
            [this](bool on) { updateView([&](auto& view) { view.overview = on; }); });
    connect(m_actions.concurrency, &QAction::toggled, this,
            [this](bool on) { updateView([&](auto& view) { view.concurrency = on; }); });
    connect(m_actions.animate, &QAction::toggled, this,
            [this](bool on) { updateView([&](auto& view) { view.animate = on; }); });
    connect(m_actions.zoomIn, &QAction::triggered, this,
            [this] { m_view->navigate(view::Navigation::ZoomIn); });
    connect(m_actions.zoomOut, &QAction::triggered, this,
            [this] { m_view->navigate(view::Navigation::ZoomOut); });
    connect(m_actions.fit, &QAction::triggered, m_view, &view::TimelineView::fit);
    connect(m_notes, &Notes::said, this,
            [this](const QString& sentence) { statusBar()->showMessage(sentence, 8000); });
    connect(m_questions, &Questions::said, this,
            [this](const QString& sentence) { statusBar()->showMessage(sentence, 8000); });
    connect(m_view, &view::TimelineView::reordered, this, [this] { m_notes->setShown(shownIndices()); });
    connect(m_actions.showSetup, &QAction::toggled, m_setup, &QWidget::setVisible);
    connect(m_actions.showResults, &QAction::toggled, this, &MainWindow::showWhatIsPossible);
    connect(m_failures, &panels::FailuresPanel::taskActivated, this, [this](int run, TaskId task) {
        m_view->pickOut(view::Highlight{.run = placeOfRun(run), .task = task});
    });
    connect(m_findings, &panels::FindingsPanel::findingActivated, this,
            [this](int run, TaskId task, Instant from, Instant to) {
                m_view->revealTime({.run = placeOfRun(run), .task = task}, from, to);
            });
}

/// Where the timeline has a run of the tables, which keep the order of the experiment; -1: nowhere, any more.
int MainWindow::placeOfRun(int run) const
{
    const auto traces = m_results.traces(m_selection);
    const auto index = static_cast<std::size_t>(run);
    const auto& shown = m_view->runs();
    const auto place = index < traces.size() ? std::ranges::find(shown, traces[index]) : shown.end();
    return place == shown.end() ? -1 : static_cast<int>(place - shown.begin());
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

void MainWindow::setFrameRate(int frames)
{
    m_frameRate = frames;
    m_controller.setFrameRate(frames);
    m_actions.showFrameRate(frames);
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
    m_chart->setLook(lookOf(appearance), textScale);
    m_actions.show(m_view->settings(), appearance);
}

/// The system has gone dark or light.
void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ThemeChange && m_view && m_appearance == Appearance::System)
        setAppearance(m_appearance, m_view->settings().textScale);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    rememberState();
    m_controller.stop();
    event->accept();
}

void MainWindow::recallState()
{
    const Remembered remembered = recall();
    if (remembered.geometry.isEmpty() || !restoreGeometry(remembered.geometry) ||
        size() != size().expandedTo(leastSize))
        resize(QSize(1280, 800).boundedTo(screen()->availableSize() - QSize(10, 50)));
    recallSizes(*m_columns, remembered.columns, {370, 910});
    recallSizes(*m_rows, remembered.rows, {550, 190});
    m_folder = remembered.folder;
    if (remembered.experiment)
        m_setup->setExperiment(*remembered.experiment);
    else
        m_setup->setPreset(remembered.presetId.isEmpty() ? QStringLiteral("io-four-ways")
                                                         : remembered.presetId);
    if (!remembered.faults.isEmpty())
        statusBar()->showMessage(
            tr("Not all of the remembered set-up could be read; the rest is as it was. %1")
                .arg(remembered.faults.join(u' ')));
    m_actions.showSetup->setChecked(remembered.setup);
    m_actions.showResults->setChecked(remembered.results);
    m_tabs->setCurrentIndex(remembered.tab);
    setFrameRate(remembered.frameRate);
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
              .frameRate = m_frameRate,
              .experiment = m_setup->experiment(),
              .presetId = m_setup->presetId(),
              .folder = m_folder,
              .setup = m_actions.showSetup->isChecked(),
              .results = m_actions.showResults->isChecked(),
              .tab = m_tabs->currentIndex()});
}

} // namespace interleave::window
