// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/sheetplan.h"

#include "app/timeline/sheetlegend.h"
#include "app/timeline/textwidth.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace interleave::view {
namespace {

enum class HeadingLines {
    AsNeeded,
    One, ///< what does not fit is elided
};

/// Thinner, with its gap, a lane is not made so that all runs are in sight: first the details of a run give
/// up a line of their own, then the runs scroll.
constexpr int thinnestWithDetails = 10;
constexpr int thinnestInRoom = 5;

int up(double pixels) { return static_cast<int>(std::ceil(pixels)); }

void planHeading(SheetPlan& plan)
{
    const Theme& theme = plan.theme;
    double y = theme.margin + lineHeight(theme.titleSize);
    if (!plan.words.subtitle.isEmpty())
        y += lineHeight(theme.textSize) + 2;
    plan.headingHeight = up(flowLegend(plan, y + theme.textSize * 0.7) + 4);
}

/// The label column and the room for the total times beside the lanes, which depends on how wide the lanes
/// are.
void planColumns(SheetPlan& plan, const SheetOptions& options)
{
    const Theme& theme = plan.theme;
    double labels = 0;
    for (const RunPlan& run : plan.runs)
        labels = std::max(labels, labelWidth(run.lanes, theme));
    plan.left = theme.margin + up(std::min(labels, plan.width * 0.2)) + 10;
    plan.right = theme.margin;
    const QFont bold = theme.font(theme.textSize + 1, QFont::Bold);
    Duration longest{1};
    for (const RunPlan& run : plan.runs)
        longest = std::max(longest, run.range);
    for (int round = 0; round < 4; ++round)
        for (const RunPlan& run : plan.runs) {
            const double total = textWidth(run.words.total, bold);
            const double comparison = textWidth(run.words.comparison, bold);
            const double wide = run.totalInOneLine ? total + comparison + 10 : std::max(total, comparison);
            // Room inside the axis counts only where the picture stays as it is.
            const double unused = 1 - seconds(run.lanes.end - Instant()) / seconds(run.range);
            const double beyond = options.room > 0 ? 0 : unused * plan.plotWidth();
            plan.right = std::clamp(up(wide + 14 + theme.margin - beyond), plan.right, plan.width / 3);
        }
}

void planRunHeadings(SheetPlan& plan, std::span<const Note> notes, HeadingLines lines)
{
    const Theme& theme = plan.theme;
    for (RunPlan& run : plan.runs) {
        run.noteHeight = run.lanes.rows == Rows::None
                             ? 0
                             : noteHeight(notes, static_cast<std::size_t>(&run - plan.runs.data()), theme);
        const double name = textWidth(run.words.name, theme.font(theme.nameSize, QFont::DemiBold));
        double figures = textWidth(run.words.figures, theme.font(theme.textSize));
        if (!run.words.figures.isEmpty() && name + figures + 20 > plan.plotWidth()) {
            // The name comes first: what the run was matters more than how much it computed.
            run.words.details = run.words.figures + QStringLiteral(" \u00B7 ") + run.words.details;
            run.words.figures.clear();
            figures = 0;
        }
        const double details = textWidth(run.words.details, theme.font(theme.textSize));
        run.detailsBelow =
            lines == HeadingLines::AsNeeded && name + details + figures + 50 > plan.plotWidth();
        run.headingHeight = plan.runGap + lineHeight(theme.nameSize) +
                            (run.detailsBelow ? lineHeight(theme.textSize) : 0) + run.noteHeight;
    }
}

void planFooter(SheetPlan& plan)
{
    const QFontMetricsF metrics(plan.theme.font(plan.theme.textSize - 1));
    double height = plan.theme.textSize;
    for (const QString& paragraph : plan.words.footer)
        height += metrics
                      .boundingRect(QRectF(0, 0, plan.width - 2 * plan.theme.margin, 1e6), Qt::TextWordWrap,
                                    paragraph)
                      .height() +
                  3;
    plan.footerHeight = up(height) + plan.theme.margin - 6;
}

/// How many rows a filter leaves comes first: what is not in sight is missed otherwise.
void addRowCount(RunPlan& plan)
{
    if (!plan.lanes.filter || plan.lanes.rows == Rows::None)
        return;
    const QString count = QCoreApplication::translate("Timeline", "%1 of %2 rows")
                              .arg(plan.lanes.shown)
                              .arg(plan.lanes.unfiltered);
    plan.words.details =
        plan.words.details.isEmpty() ? count : count + QStringLiteral(" \u00B7 ") + plan.words.details;
}

RunPlan planRun(const RunPicture& run, const Theme& theme, int tallest, Rows rows,
                std::shared_ptr<const LaneFilter> filter)
{
    RunPlan plan;
    plan.words = run.words;
    plan.ideal = run.ideal;
    plan.tasks = run.tasks;
    plan.lanes = laneSet(run.lanes, run.end, theme, tallest, rows, std::move(filter));
    addRowCount(plan);
    plan.range = std::max(run.end - Instant(), Duration(1));
    plan.totalInOneLine = plan.lanes.height < 2 * lineHeight(theme.textSize + 1);
    return plan;
}

/// The same part of a run's own range as [from, to] is of the whole.
void lookAt(RunPlan& run, const SheetOptions& options, Duration whole)
{
    run.from = Instant();
    run.to = Instant(run.range);
    if (!options.visible)
        return;
    const auto scaled = [&](Instant at) {
        const auto part = static_cast<long double>((at - Instant()).count()) / whole.count();
        return Instant(Duration(std::llround(part * run.range.count())));
    };
    const bool exact = run.range == whole;
    run.from = exact ? options.visible->first : scaled(options.visible->first);
    run.to = exact ? options.visible->second : scaled(options.visible->second);
    run.to = std::max(run.to, run.from + Duration(1));
}

void planRanges(SheetPlan& plan, const SheetOptions& options)
{
    Duration whole = options.whole;
    for (const RunPlan& run : plan.runs)
        whole = std::max(whole, run.range);
    for (RunPlan& run : plan.runs) {
        if (options.sameScale)
            run.range = whole;
        lookAt(run, options, whole);
    }
}

void planRuns(SheetPlan& plan, std::span<const RunPicture> runs, const SheetOptions& options, int tallest,
              HeadingLines lines = HeadingLines::AsNeeded)
{
    plan.runs.clear();
    for (const RunPicture& run : runs) {
        const std::size_t index = plan.runs.size();
        const bool collapsed = index < options.collapsed.size() && options.collapsed[index];
        plan.runs.push_back(planRun(run, plan.theme, tallest, collapsed ? Rows::None : options.rows,
                                    index < options.filters.size() ? options.filters[index] : nullptr));
    }
    planRanges(plan, options);
    planColumns(plan, options);
    planRunHeadings(plan, options.notes, lines);
}

/// Thins the lanes out, to `thinnest` at most, until all runs have room. @return whether they have
bool thinOut(SheetPlan& plan, std::span<const RunPicture> runs, const SheetOptions& options, int thinnest,
             HeadingLines lines)
{
    const int full = plan.theme.laneHeight + plan.theme.laneGap;
    planRuns(plan, runs, options, full, lines);
    std::size_t lanes = 0;
    for (const RunPlan& run : plan.runs)
        lanes += run.lanes.shown;
    if (lanes > static_cast<std::size_t>(options.room / (thinnestLane + 1)))
        return false;
    for (int tallest = full; tallest >= thinnest; --tallest) {
        int needed = plan.runsHeight();
        for (RunPlan& run : plan.runs) {
            needed -= run.lanes.height;
            run.lanes = laneSet(run.lanes.lanes, run.lanes.end, plan.theme, tallest, run.lanes.rows,
                                run.lanes.filter);
            needed += run.lanes.height;
        }
        if (needed > options.room)
            continue;
        // Headings may need another line beside lanes of another height.
        planRuns(plan, runs, options, tallest, lines);
        if (plan.runsHeight() <= options.room)
            return true;
    }
    return false;
}

/// Where there is no room for all runs they scroll, and lanes are thinned only as far as labels allow.
void planRunsInRoom(SheetPlan& plan, std::span<const RunPicture> runs, const SheetOptions& options)
{
    const int full = plan.theme.laneHeight + plan.theme.laneGap;
    if (options.room <= 0)
        return planRuns(plan, runs, options, full);
    if (!thinOut(plan, runs, options, thinnestWithDetails, HeadingLines::AsNeeded) &&
        !thinOut(plan, runs, options, thinnestInRoom, HeadingLines::One))
        planRuns(plan, runs, options, std::min(full, plan.theme.textSize + 4));
}

void scaleType(Theme& theme, const SheetOptions& options)
{
    const auto scaled = [&](int pixels) { return static_cast<int>(std::lround(pixels * options.textScale)); };
    for (int* size : {&theme.titleSize, &theme.nameSize, &theme.textSize, &theme.laneHeight, &theme.laneGap})
        *size = scaled(*size);
    if (options.margin >= 0)
        theme.margin = options.margin;
}

} // namespace

int SheetPlan::runHeight(const RunPlan& run) const
{
    return run.headingHeight + run.lanes.height + 2 * lanePadding + (ownAxes ? axisHeight : 0);
}

int SheetPlan::runsHeight() const
{
    return std::accumulate(runs.begin(), runs.end(), 0,
                           [this](int sum, const RunPlan& run) { return sum + runHeight(run); });
}

int SheetPlan::height() const
{
    return headingHeight + runsHeight() + (ownAxes ? 0 : axisHeight) + footerHeight;
}

SheetPlan planSheet(std::span<const RunPicture> runs, const SheetOptions& options)
{
    SheetPlan plan;
    plan.theme = theme(options.look);
    scaleType(plan.theme, options);
    plan.extras = options.extras;
    plan.width = options.width;
    plan.runGap = options.room > 0 ? plan.theme.nameSize / 2 : plan.theme.nameSize;
    plan.collapsible = !options.collapsed.empty();
    plan.ownAxes = !options.sameScale && runs.size() > 1;
    plan.goesOn = std::ranges::any_of(runs, &RunPicture::goesOn);
    plan.axisHeight = plan.theme.arrow ? 2 * plan.theme.textSize + 10 : 3 * plan.theme.textSize + 12;
    std::vector<const RunInfo*> infos;
    for (const RunPicture& run : runs)
        infos.push_back(&run.info);
    plan.words = sheetWords(infos, options.title, options.grouping);
    planRunsInRoom(plan, runs, options);
    for (std::size_t run = 0; run < plan.runs.size() && !options.notes.empty(); ++run)
        plan.runs[run].notes = noteFlags(options.notes, options.pickedNote, plan, run);
    if (options.legend)
        addLegend(plan, runs);
    planHeading(plan);
    planFooter(plan);
    return plan;
}

SheetPlan planSheet(const std::vector<const Trace*>& runs, const SheetOptions& options)
{
    std::vector<RunPicture> pictures;
    const auto asked = std::ranges::find(runs, options.baseline);
    const Trace& baseline = asked == runs.end() ? *runs.front() : **asked;
    for (const Trace* run : runs) {
        pictures.push_back(pictureOf(*run, baseline, options.grouping, options.helpers));
        compare(pictures.back(), *run, baseline, options.baselineOf);
        if (options.extras.ideal)
            pictures.back().ideal = idealOutlines(*run, *pictures.back().lanes);
    }
    return planSheet(pictures, options);
}

} // namespace interleave::view
