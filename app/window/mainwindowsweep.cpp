// SPDX-License-Identifier: GPL-3.0-or-later
// Repeated and swept runs in the window: which of them are shown, and the chart of them all.
#include "app/cli/sweepchart.h"
#include "app/panels/pointbar.h"
#include "app/panels/pointspanel.h"
#include "app/run/runcsv.h"
#include "app/run/textfile.h"
#include "app/timeline/sweepview.h"
#include "app/window/mainwindow.h"

#include <QScrollArea>
#include <QStatusBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace interleave::window {

QWidget* MainWindow::makeTimelinePage()
{
    auto* const page = new QWidget(this);
    m_pointBar = new panels::PointBar(page);
    auto* const find = new panels::FindBar(Questions::findWords(), page);
    m_view = new view::TimelineView(page);
    m_navigate.emplace(*m_actions.navigate, *m_view);
    m_questions = new Questions(*this, *m_actions.navigate, *m_view, *find);
    m_notes = new Notes(*this, *m_view, *m_questions, m_results.notes);
    auto* const layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_pointBar);
    layout->addWidget(find);
    layout->addWidget(m_view, 1);
    return page;
}

QWidget* MainWindow::makeChartPage()
{
    auto* const page = new QScrollArea(this);
    page->setFrameShape(QFrame::NoFrame);
    page->setWidgetResizable(true);
    page->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    page->setFocusPolicy(Qt::NoFocus); // the chart has it
    m_chart = new view::SweepView;
    page->setWidget(m_chart);
    return page;
}

void MainWindow::connectSweep()
{
    connect(m_chart, &view::SweepView::pointActivated, this, &MainWindow::openPoint);
    connect(m_points, &panels::PointsPanel::pointActivated, this, &MainWindow::openPoint);
    connect(m_pointBar, &panels::PointBar::chartRequested, m_actions.chart, &QAction::trigger);
    connect(m_pointBar, &panels::PointBar::repetitionChosen, this, [this](int repetition) {
        Selection selection = m_selection;
        selection.repetition = static_cast<std::uint32_t>(repetition);
        select(selection);
    });
    connect(m_actions.chart, &QAction::toggled, this, &MainWindow::showWhatIsPossible);
    connect(m_actions.chart, &QAction::triggered, this, [this](bool on) {
        on ? m_chart->setFocus() : m_view->setFocus(); // who asked for it goes on there
    });
    connect(m_actions.exportTable, &QAction::triggered, this, &MainWindow::exportTable);
}

/// @param point its place among the points, as the chart and the table have them
void MainWindow::openPoint(int point)
{
    if (m_controller.running())
        return statusBar()->showMessage(tr("Its timeline can be opened when the runs are over."), 8000);
    const analysis::Point opened = m_results.points()[static_cast<std::size_t>(point)];
    Selection selection{{}, opened.value, 0};
    if (m_results.list.parameter) // else the models stand beside each other as ever
        selection.model = opened.model;
    // The first that was made: after a stop there may be fewer than were planned.
    selection.repetition = m_results.runs[opened.runs.front()]->planned.repetition;
    m_actions.chart->setChecked(false);
    select(selection);
    m_view->setFocus();
}

void MainWindow::select(const Selection& selection)
{
    m_selection = selection;
    showResults(true);
}

/// "Threads pinned to one processor, 2 of 5": the run that goes on.
QString MainWindow::runningName() const
{
    const run::RunSeries& series = *m_controller.series();
    const run::RunList& list = series.list();
    const QString name = QString::fromStdString(series.model().name);
    const QString which = list.nameOf(list.runs[static_cast<std::size_t>(m_controller.index())]);
    return which.isEmpty() ? name : tr("%1, %2").arg(name, which);
}

/// Where the experiment has come to a value that is not the one before, its runs get a picture of their own.
void MainWindow::followRun(const run::PlannedRun& planned)
{
    const Selection now{{}, planned.value, planned.repetition};
    if (now == m_selection)
        return;
    m_selection = now;
    if (m_results.list.unfolded())
        m_view->setRuns({}, m_results.title);
}

/// Chart, table and bar, of all runs that there are.
void MainWindow::showPoints()
{
    const run::RunList& list = m_results.list;
    m_tabs->setTabVisible(m_tabs->indexOf(m_points), list.unfolded());
    m_actions.chart->setEnabled(list.parameter != nullptr);
    if (!list.parameter)
        m_actions.chart->setChecked(false);
    showSelection();
    if (!list.unfolded())
        return;
    m_points->setPoints(list, m_results.points());
    if (list.parameter)
        m_chart->setChart(cli::sweepChart(list, m_results.results(), m_results.title));
}

void MainWindow::showSelection()
{
    panels::PointBar::Shown shown;
    const run::RunList& list = m_results.list;
    if (list.unfolded() && !m_controller.running()) {
        shown.hasChart = list.parameter != nullptr;
        shown.repetition = static_cast<int>(m_selection.repetition);
        shown.repetitions = m_results.repetitions(m_selection);
        if (m_selection.model && list.parameter)
            shown.name = m_chart->chart().nameOf(*m_selection.model, m_selection.value);
    }
    m_pointBar->show(shown);
}

void MainWindow::showChart()
{
    if (m_results.list.parameter && !m_results.runs.empty())
        m_actions.chart->setChecked(true);
    if (m_results.list.unfolded())
        m_tabs->setCurrentWidget(m_points);
}

bool MainWindow::chartShown() const { return m_results.list.parameter && m_actions.chart->isChecked(); }

void MainWindow::exportTable()
{
    const QString path =
        askForPath(tr("Export the figures of all runs"), QStringLiteral("csv"),
                   m_results.list.unfolded()
                       ? tr("A line for each run (*.csv);;Medians: a line for each model and value (*.csv)")
                       : tr("A line for each run (*.csv)"));
    if (path.isEmpty())
        return;
    const auto write = m_filter.startsWith(tr("Medians")) ? &run::writePointsCsv : &run::writeRunsCsv;
    const QString failure = run::writeTextFile(path, [&](std::ostream& out) {
                                write(out, m_results.list, m_results.results());
                            }).failure;
    if (!failure.isEmpty())
        return say(failure);
    written(path);
}

} // namespace interleave::window
