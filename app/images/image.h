// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/baselines.h"
#include "core/observe/outputfile.h"
#include "core/timeline/lanes.h"
#include "core/trace/note.h"
#include "core/trace/trace.h"

#include <QString>

#include <optional>
#include <utility>
#include <vector>

class QImage; // the command line includes this without Qt Gui

namespace interleave::view {
struct SweepChart;
}

namespace interleave::images {

enum class Theme { Light, Dark, Projector, Article };

struct ImageOptions
{
    timeline::Grouping grouping = timeline::Grouping::Worker;
    Theme theme = Theme::Light;
    int width = 1280; ///< logical pixels, 320 to 20 000; the height follows from the lanes
    /// Width of the file on paper, 8.5 to 500; type has its true size there. 0: `width` and `scale` count
    /// instead.
    double centimetres = 0;
    int dpi = 300;      ///< of a PNG in centimetres: its pixels per inch, 72 to 1200
    double scale = 2.0; ///< of PNG only: pixels per logical pixel; less, down to 0.5, where it is too large
    bool sameScale = true; ///< all runs on one zero and scale; false: each run fills the width
    QString title;         ///< empty: made from the runs
    bool helpers = false;  ///< rows for threads that execute no task, where it is known what they did
    bool wakeUps = false;  ///< arrows from the ends of waits to where their tasks run again
    bool ideal = false;    ///< outlines of the ideal schedule, where it is known
    /// The part of the longest run's time to draw; empty: all of it.
    std::optional<std::pair<Instant, Instant>> visible;
    bool legend = true;
    std::vector<Note> notes;         ///< of these runs
    const Trace* baseline = nullptr; ///< of the speed-ups; none of the runs: the first
    analysis::BaselineOf baselineOf; ///< where each run has its own
    observe::NobodyReads nobody = observe::NobodyReads::Fail;
};

/// What a file of that width on paper is in logical pixels, of which an inch has 96.
int pixelsOf(double centimetres);

/// Draws the runs one under the other and writes them as .svg, .pdf or .png, by the path's ending, through a
/// temporary file: an old file stays intact when anything fails. Needs a QApplication (platform "offscreen"
/// will do).
/// @return empty, or a sentence that says what failed, where, and what to do
QString writeImage(const QString& path, const std::vector<const Trace*>& runs, const ImageOptions& options);

/// The same for the chart of a sweep: of the options its look and its size count.
QString writeChart(const QString& path, const view::SweepChart& chart, const ImageOptions& options);
QImage drawnChart(const view::SweepChart& chart, const ImageOptions& options);

/// The same picture in memory, with options.scale as it is. @return a null image if it would be too large
/// @pre runs is not empty
QImage drawnImage(const std::vector<const Trace*>& runs, const ImageOptions& options);

/// Why this path cannot be written as an image (unknown ending, missing folder) or none can be drawn here (no
/// fonts), before any work is run; empty if it can. Needs a QApplication.
QString refusal(const QString& path);

} // namespace interleave::images
