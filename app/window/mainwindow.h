// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow> // first: moc 6.4 cannot read <compare> before it

#include "app/run/runcontroller.h"
#include "app/timeline/timelineview.h"
#include "app/window/actions.h"
#include "app/window/navigatemenu.h"
#include "app/window/notes.h"
#include "app/window/questions.h"
#include "app/window/remembered.h"
#include "app/window/results.h"

#include <memory>
#include <vector>

class QLabel;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace interleave::panels {
class ElidedLabel;
class FailuresPanel;
class FindingsPanel;
class LogPanel;
class PointBar;
class PointsPanel;
class SetupPanel;
class StartPage;
class StatisticsPanel;
class TypesPanel;
} // namespace interleave::panels

namespace interleave::view {
class SweepView;
}

namespace interleave::window {

/// The window: what to run on the left, the timeline in the middle, figures below it.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// @param available the processors that this program may use
    MainWindow(std::vector<ProcessorId> available, std::vector<run::Preset> presets);
    ~MainWindow() override;

    /// Shows the runs of a file; says so if they cannot be read. @return whether they are shown
    bool openFile(const QString& path);

    /// @pre no experiment runs, and it is not refused
    void begin(const run::Experiment& experiment);

    run::RunController& controller() { return m_controller; }
    view::TimelineView& timeline() { return *m_view; }
    const Results& results() const { return m_results; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void layOut(std::vector<ProcessorId> available, std::vector<run::Preset> presets);
    void addTabs();
    void addStatusBar();
    void connectActions();
    void connectViewActions();
    void connectController();
    void recallState();
    void rememberState();

    void startOrStop();
    void runBegan(int index);
    void showFrame();
    void runFinished(const std::shared_ptr<const run::RunResult>& result);
    void experimentEnded(const run::RunController::Ending& ending);

    QWidget* makeTimelinePage();
    QWidget* makeChartPage();
    void connectSweep();
    void openPoint(int point);
    void select(const Selection& selection);
    QString runningName() const;
    void followRun(const run::PlannedRun& planned);
    void showPoints();
    void showSelection();
    void showChart();
    bool chartShown() const;
    std::vector<const Trace*> shownRuns() const;
    std::vector<std::uint32_t> shownIndices() const;
    int placeOfRun(int run) const;
    void exportTable();

    void showDrawing(const run::RunController::Ending& ending);
    void showResults(bool timelineToo);
    void showMeasured();
    void showWhatIsPossible();
    void updateView(const std::function<void(view::ViewSettings&)>& change);
    void setFrameRate(int frames);
    void setAppearance(Appearance appearance, double textScale);
    void open();
    void saveRuns();
    void exportImage();
    void copyImage();
    void exportEvents();
    QString freePath(const QString& ending) const;
    QString askForPath(const QString& title, const QString& ending, const QString& filter);
    void written(const QString& path);
    void say(const QString& sentence);

    run::RunController m_controller;
    Results m_results;
    Selection m_selection; // of them, for the timeline and its tables
    Appearance m_appearance = Appearance::System;
    int m_frameRate = 30;
    QString m_folder;
    QString m_filter; // that was chosen for the latest file

    Actions m_actions;
    panels::SetupPanel* m_setup = nullptr;
    panels::StartPage* m_start = nullptr;
    view::TimelineView* m_view = nullptr;
    std::optional<NavigateMenu> m_navigate;
    panels::PointBar* m_pointBar = nullptr;
    view::SweepView* m_chart = nullptr;
    Questions* m_questions = nullptr;
    Notes* m_notes = nullptr;
    QWidget* m_timelinePage = nullptr;
    QWidget* m_chartPage = nullptr;
    panels::PointsPanel* m_points = nullptr;
    panels::StatisticsPanel* m_statistics = nullptr;
    panels::FindingsPanel* m_findings = nullptr;
    panels::TypesPanel* m_types = nullptr;
    panels::LogPanel* m_log = nullptr;
    panels::FailuresPanel* m_failures = nullptr;
    QStackedWidget* m_stack = nullptr;
    QTabWidget* m_tabs = nullptr;
    QSplitter* m_columns = nullptr;
    QSplitter* m_rows = nullptr;
    panels::ElidedLabel* m_measured = nullptr;
    QLabel* m_drawn = nullptr;
};

} // namespace interleave::window
