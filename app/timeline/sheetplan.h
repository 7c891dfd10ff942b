// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/laneset.h"
#include "app/timeline/noteflags.h"
#include "app/timeline/runpicture.h"
#include "app/timeline/theme.h"

#include <QRectF>

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace interleave::view {

/// What is drawn over the bars.
struct Extras
{
    bool wakeUps = false; ///< an arrow from the end of a wait to where its task runs again
    bool ideal = false;   ///< outlines of the ideal schedule
    bool operator==(const Extras&) const = default;
};

struct SheetOptions
{
    timeline::Grouping grouping = timeline::Grouping::Worker;
    Look look = Look::Light;
    bool sameScale = true; ///< all runs on one zero and scale; false: each run fills the width
    QString title;         ///< empty: made from the runs
    int width = 1280;      ///< logical pixels
    double textScale = 1;  ///< of all type and lanes; 0.5 to 4
    Helpers helpers = Helpers::Shown;
    /// The whole time of the axis; 0: that of the longest run. A run that goes on needs room to grow into.
    Duration whole{};
    /// The part of the whole that is looked at; empty: all of it. Where each run fills the width, the same
    /// part of each.
    std::optional<std::pair<Instant, Instant>> visible;
    /// What the runs may take together; lanes get thinner for it, as long as they can. 0: as much as they
    /// need.
    int room = 0;
    Rows rows = Rows::All; ///< of every run that is not collapsed
    /// By run, from the first on, whether only its heading is shown; empty: none can be collapsed.
    std::vector<bool> collapsed;
    /// By run, from the first on; null or missing: all lanes are shown.
    std::vector<std::shared_ptr<const LaneFilter>> filters;
    Extras extras;
    std::span<const Note> notes;           ///< of the picture's runs; outlive the planning
    std::optional<std::size_t> pickedNote; ///< index in `notes`
    bool legend = true;
    int margin = -1; ///< around the picture; negative: the look's own
    /// What the speed-ups compare with, where the pictures of the runs are yet to be made; none of
    /// them: the first.
    const Trace* baseline = nullptr;
    analysis::BaselineOf baselineOf; ///< where each run has its own
};

/// One entry of the legend; without a state it is a sign of another kind.
struct LegendEntry
{
    enum class Sign { TaskStarts, WakeUp, Ideal };

    std::optional<State> state;
    QString word;
    QString meaning; ///< empty where there is no room for it
    QRectF place;    ///< in the heading
    Sign sign = Sign::TaskStarts;
};

struct RunPlan
{
    RunWords words;
    LaneSet lanes;
    const std::vector<Task>* tasks = nullptr;   ///< of the run, never null; as long as its lanes
    Duration range{};                           ///< of the time axis, from zero
    Instant from{}, to{};                       ///< the part of it that is looked at
    std::shared_ptr<const IdealOutlines> ideal; ///< null: none are drawn
    std::vector<NoteFlag> notes;                ///< from left to right
    int noteHeight = 0;                         ///< of their flags, at the foot of the heading
    int headingHeight = 0;
    bool detailsBelow = false;   ///< the details have a line of their own
    bool totalInOneLine = false; ///< no room for two beside the lanes
};

/// Everything about a picture of some runs but the painting: words, sizes, places. Logical pixels.
struct SheetPlan
{
    Theme theme;
    SheetWords words;
    std::vector<LegendEntry> legend;
    std::vector<RunPlan> runs;
    Extras extras;
    bool ownAxes = false; ///< every run has its own time axis
    bool goesOn = false;  ///< one of the runs does
    int width = 0;
    int headingHeight = 0;
    int footerHeight = 0;
    int runGap = 0;     ///< above the name of a run
    int axisHeight = 0; ///< below a run with an axis
    int left = 0;       ///< of the lanes, from the picture's edge
    int right = 0;      ///< beside the lanes: room for the total time

    bool collapsible = false; ///< headings have a triangle

    int plotWidth() const { return width - left - right; }
    int height() const;
    /// Of one run: its heading, its lanes, its axis where each has one.
    int runHeight(const RunPlan& run) const;
    /// Of all runs together, without what is above and below them.
    int runsHeight() const;
};

/// @pre runs is not empty
SheetPlan planSheet(std::span<const RunPicture> runs, const SheetOptions& options);
/// Of runs that are over.
SheetPlan planSheet(const std::vector<const Trace*>& runs, const SheetOptions& options);

} // namespace interleave::view
