// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/actions.h"

#include "app/window/remembered.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QLabel>
#include <QMainWindow>
#include <QMenuBar>
#include <QSignalBlocker>
#include <QToolBar>
#include <QToolButton>

#include <array>
#include <cmath>

namespace interleave::window {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Window", text); }

QAction* action(QMainWindow& window, const QString& text, const QList<QKeySequence>& keys = {},
                const QString& tip = {})
{
    auto* made = new QAction(text, &window);
    made->setShortcuts(keys);
    const QString plain = QString(text).remove(u'&').remove(u'…');
    const QString what = tip.isEmpty() ? plain : tip;
    made->setToolTip(
        keys.isEmpty() ? what : tr("%1 (%2)").arg(what, keys.first().toString(QKeySequence::NativeText)));
    made->setStatusTip(what);
    return made;
}

QAction* checkable(QMainWindow& window, const QString& text, const QList<QKeySequence>& keys = {},
                   const QString& tip = {})
{
    QAction* made = action(window, text, keys, tip);
    made->setCheckable(true);
    return made;
}

QActionGroup* group(QMainWindow& window) { return new QActionGroup(&window); }

void add(QActionGroup& actions, QAction* made, const QVariant& data)
{
    made->setData(data);
    actions.addAction(made);
}

void checkData(const QActionGroup& actions, const QVariant& data)
{
    for (QAction* each : actions.actions())
        if (each->data() == data)
            each->setChecked(true);
}

} // namespace

Actions::Actions(QMainWindow& window)
    : run(action(window, tr("&Run"), {QKeySequence(tr("Ctrl+R")), QKeySequence(Qt::Key_F5)},
                 tr("Run the experiment"))),
      open(action(window, tr("&Open…"), {QKeySequence::Open}, tr("Open saved runs"))),
      save(action(window, tr("&Save…"), {QKeySequence::Save},
                  tr("Save the runs, to open them again; Perfetto reads them too"))),
      exportImage(action(window, tr("&Export image…"), {QKeySequence(tr("Ctrl+E"))},
                         tr("Write the runs as SVG, PDF or PNG"))),
      copyImage(action(window, tr("&Copy image"), {QKeySequence(tr("Ctrl+Shift+C"))},
                       tr("Copy the runs as a picture"))),
      exportEvents(action(window, tr("Export e&vents…"), {QKeySequence(tr("Ctrl+Shift+E"))},
                          tr("Write every event of every task as a line of JSON"))),
      exportTable(action(window, tr("Export figures (CS&V)…"), {QKeySequence(tr("Ctrl+Shift+V"))},
                         tr("Write the figures of every run, or the medians, as comma-separated values"))),
      quit(action(window, tr("&Quit"), {QKeySequence::Quit})),
      rows(group(window)),
      sameScale(checkable(window, tr("&Same scale"), {QKeySequence(tr("Ctrl+L"))},
                          tr("All runs on one scale; otherwise each run fills the width"))),
      lanesFit(checkable(window, tr("All runs in si&ght"), {QKeySequence(tr("Ctrl+G"))},
                         tr("Thinner rows, so that all runs are in sight"))),
      helpers(checkable(window, tr("Show &helpers"), {QKeySequence(tr("Ctrl+H"))},
                        tr("Rows for threads that execute no task, such as this window's own"))),
      slotRows(checkable(window, tr("Show s&lots"), {QKeySequence(tr("Ctrl+Shift+L"))},
                         tr("Rows for the tasks in flight on a worker, below its own"))),
      overview(checkable(window, tr("&Overview"), {QKeySequence(tr("Ctrl+Shift+O"))},
                         tr("The whole time of all runs above them, with a frame around what is shown"))),
      concurrency(checkable(window, tr("Tas&ks in each state"), {QKeySequence(tr("Ctrl+Shift+T"))},
                            tr("How many tasks are in each state, below the runs"))),
      animate(checkable(window, tr("A&nimate"), {},
                        tr("The picture glides to where it goes, where the desktop has such motions"))),
      wakeUps(checkable(window, tr("Show wa&ke-ups"), {QKeySequence(tr("Ctrl+U"))},
                        tr("An arrow from the end of a wait to where its task runs again"))),
      ideal(checkable(window, tr("Show i&deal schedule"), {QKeySequence(tr("Ctrl+I"))},
                      tr("Outlines of the same work if starting, switching and handing out cost nothing"))),
      zoomIn(action(window, tr("Zoom &in"), {QKeySequence::ZoomIn, QKeySequence(tr("Ctrl+="))})),
      zoomOut(action(window, tr("Zoom &out"), {QKeySequence::ZoomOut})),
      fit(action(window, tr("Show &everything"), {QKeySequence(tr("Ctrl+0"))}, tr("Show the whole time"))),
      showSetup(checkable(window, tr("Set-&up panel"), {QKeySequence(Qt::Key_F9)})),
      showResults(checkable(window, tr("&Results panel"), {QKeySequence(Qt::Key_F8)})),
      chart(checkable(window, tr("Sweep &chart"), {QKeySequence(tr("Ctrl+K"))},
                      tr("The chart of the sweep, in place of the timeline"))),
      appearances(group(window)),
      textSizes(group(window)),
      frameRates(group(window)),
      keys(action(window, tr("&Mouse and keys"), {QKeySequence::HelpContents})),
      licence(action(window, tr("&Licence"))),
      about(action(window, tr("&About Interleave")))
{
    const std::array words{tr("By &worker"), tr("By &task"), tr("By &processor")};
    for (int i = 0; i < 3; ++i)
        add(*rows,
            checkable(window, words[static_cast<std::size_t>(i)],
                      {QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i))}),
            i);
    for (const Appearance appearance : allAppearances)
        add(*appearances, checkable(window, wordOf(appearance)), static_cast<int>(appearance));
    for (const int percent : {100, 125, 150, 200})
        add(*textSizes, checkable(window, tr("%1 %").arg(percent)), percent);
    for (const int frames : allFrameRates)
        add(*frameRates,
            checkable(window, tr("%1 a second").arg(frames), {},
                      tr("How often a run that goes on is drawn: drawing takes processor time from what is "
                         "measured")),
            frames);
    showSetup->setChecked(true);
    showResults->setChecked(true);
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
    addMenus(window);
    addToolBar(window);
    renewIcons();
    setRunning(false);
}

void Actions::addMenus(QMainWindow& window)
{
    QMenu* file = window.menuBar()->addMenu(tr("&File"));
    file->addActions({open, save});
    file->addSeparator();
    file->addActions({exportImage, copyImage, exportEvents, exportTable});
    file->addSeparator();
    file->addAction(quit);
    QMenu* runs = window.menuBar()->addMenu(tr("&Run"));
    runs->addAction(run);
    QMenu* view = window.menuBar()->addMenu(tr("&View"));
    view->addActions(rows->actions());
    view->addSeparator();
    view->addActions({sameScale, lanesFit, helpers, slotRows, wakeUps, ideal, overview, concurrency});
    view->addSeparator();
    view->addMenu(tr("The&me"))->addActions(appearances->actions());
    view->addMenu(tr("Te&xt size"))->addActions(textSizes->actions());
    view->addAction(animate);
    QMenu* frames = view->addMenu(tr("Fra&mes while it runs"));
    frames->addActions(frameRates->actions());
    frames->setToolTipsVisible(true);
    view->addSeparator();
    view->addActions({chart, showSetup, showResults});
    navigate = window.menuBar()->addMenu(tr("&Navigate"));
    navigate->addActions({zoomIn, zoomOut, fit});
    QMenu* help = window.menuBar()->addMenu(tr("&Help"));
    help->addActions({keys, licence, about});
    for (const QMenu* const menu : {view, navigate})
        for (QAction* const each : menu->actions())
            window.addAction(each); // shortcuts work with the menu bar hidden too
}

void Actions::addToolBar(QMainWindow& window)
{
    QToolBar* bar = window.addToolBar(tr("Toolbar"));
    bar->setObjectName(QStringLiteral("toolbar"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addAction(run);
    bar->addSeparator();
    bar->addActions(rows->actions());
    bar->addSeparator();
    bar->addActions({sameScale, zoomOut, zoomIn, fit});
    auto* space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    bar->addActions({open, save, copyImage, exportImage});
    for (QAction* const each : {zoomOut, zoomIn, fit, open, save, copyImage})
        if (auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(each)))
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    for (QAction* const each : bar->actions())
        if (auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(each))) {
            button->setFocusPolicy(Qt::TabFocus);
            button->setMinimumSize(32, 32);
            button->setAccessibleName(QString(each->text()).remove(u'&').remove(u'…'));
            button->setAccessibleDescription(each->toolTip());
        }
    if (auto* const more = bar->findChild<QToolButton*>(QStringLiteral("qt_toolbar_ext_button")))
        more->setAccessibleName(tr("More"));
}

void Actions::show(const view::ViewSettings& settings, Appearance appearance)
{
    checkData(*rows, static_cast<int>(settings.grouping));
    checkData(*appearances, static_cast<int>(appearance));
    checkData(*textSizes, static_cast<int>(std::lround(settings.textScale * 100)));
    for (const auto& [box, on] :
         {std::pair(sameScale, settings.sameScale), std::pair(lanesFit, settings.lanesFit),
          std::pair(helpers, settings.helpers == view::Helpers::Shown),
          std::pair(slotRows, settings.slotRows), std::pair(overview, settings.overview),
          std::pair(concurrency, settings.concurrency), std::pair(animate, settings.animate),
          std::pair(wakeUps, settings.extras.wakeUps), std::pair(ideal, settings.extras.ideal)}) {
        const QSignalBlocker blocker(box);
        box->setChecked(on);
    }
}

void Actions::showFrameRate(int frames) { checkData(*frameRates, frames); }

void Actions::setRunning(bool running)
{
    run->setText(running ? tr("&Stop") : tr("&Run"));
    const QString what = running ? tr("Stop the run that goes on; none follows") : tr("Run the experiment");
    run->setToolTip(tr("%1 (%2)").arg(what, run->shortcut().toString(QKeySequence::NativeText)));
    for (QObject* const shown : run->associatedObjects())
        if (auto* const button = qobject_cast<QToolButton*>(shown)) {
            button->setAccessibleName(running ? tr("Stop") : tr("Run"));
            button->setAccessibleDescription(run->toolTip());
        }
    run->setIcon(actionIcon(running ? "stop" : "run"));
    run->setStatusTip(what);
    open->setEnabled(!running);
}

void Actions::renewIcons()
{
    const bool running = run->text() == tr("&Stop");
    run->setIcon(actionIcon(running ? "stop" : "run"));
    open->setIcon(actionIcon("open"));
    save->setIcon(actionIcon("save"));
    exportImage->setIcon(actionIcon("image"));
    copyImage->setIcon(actionIcon("copy"));
    zoomIn->setIcon(actionIcon("zoom-in"));
    zoomOut->setIcon(actionIcon("zoom-out"));
    fit->setIcon(actionIcon("fit"));
    sameScale->setIcon(actionIcon("scale"));
}

} // namespace interleave::window
