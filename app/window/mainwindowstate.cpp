// SPDX-License-Identifier: GPL-3.0-or-later
// How the window looks, and what it remembers.
#include "app/panels/setuppanel.h"
#include "app/window/mainwindow.h"

#include <QEvent>
#include <QScreen>
#include <QSplitter>
#include <QTabWidget>

namespace interleave::window {

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
    if (remembered.experiment)
        m_setup->setExperiment(*remembered.experiment);
    else
        m_setup->setPreset(remembered.presetId.isEmpty() ? QStringLiteral("io-four-ways")
                                                         : remembered.presetId);
    m_actions.showSetup->setChecked(remembered.setup);
    m_actions.showResults->setChecked(remembered.results);
    m_tabs->setCurrentIndex(remembered.tab);
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
              .folder = m_folder,
              .setup = m_actions.showSetup->isChecked(),
              .results = m_actions.showResults->isChecked(),
              .tab = m_tabs->currentIndex()});
}

} // namespace interleave::window
