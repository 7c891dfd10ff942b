// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/experiment.h"
#include "app/timeline/timelineview.h"
#include "app/window/appearance.h"

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>

namespace interleave::window {

inline constexpr std::array allFrameRates{10, 30, 60}; ///< frames a second

/// What the program remembers from one start to the next. What cannot be read is what it is at first.
struct Remembered
{
    QByteArray geometry, columns, rows; ///< as Qt saves a window and its splitters; empty: never
    Appearance appearance = Appearance::System;
    view::ViewSettings view; ///< its look follows from the appearance
    int frameRate = 30;      ///< one of allFrameRates
    std::optional<run::Experiment> experiment;
    QStringList faults;                ///< why something of it is not as it was: sentences; not kept
    QString presetId;                  ///< of the experiment, if it is a ready-made one
    QString folder;                    ///< where files were last saved
    bool setup = true, results = true; ///< the panels are shown
    int tab = 0;                       ///< of the results
};

/// The file is an .ini on every system.
QSettings userSettings();

/// In the user's settings.
Remembered recall();
void remember(const Remembered& remembered);

} // namespace interleave::window
