// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/timelineview.h"
#include "app/window/appearance.h"

#include <vector>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;

namespace interleave::window {

/// Everything that can be asked of the window by menu, toolbar or shortcut; the window owns them. What they
/// do is connected by the window.
struct Actions
{
    explicit Actions(QMainWindow& window);

    /// Shows what is so, without a signal.
    void show(const view::ViewSettings& settings, Appearance appearance);
    void showFrameRate(int frames);
    /// Run becomes Stop.
    void setRunning(bool running);
    /// Icons in the colours of the palette.
    void renewIcons();

    QAction *run, *open, *save, *exportImage, *copyImage, *exportEvents, *exportTable, *quit;
    QActionGroup* rows; ///< data: int of timeline::Grouping
    QAction *sameScale, *lanesFit, *helpers, *slotRows, *overview, *concurrency, *animate, *wakeUps, *ideal,
        *zoomIn, *zoomOut, *fit, *showSetup, *showResults, *chart;
    QActionGroup* appearances; ///< data: int of Appearance
    QActionGroup* textSizes;   ///< data: double
    QActionGroup* frameRates;  ///< data: int, frames a second
    QAction *keys, *licence, *about;
    QMenu* navigate = nullptr; ///< filled by NavigateMenu

private:
    void addMenus(QMainWindow& window);
    void addToolBar(QMainWindow& window);
};

} // namespace interleave::window
