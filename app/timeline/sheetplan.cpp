// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/sheetplan.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace interleave::view {
namespace {

int up(double pixels) { return static_cast<int>(std::ceil(pixels)); }

double widthOf(const QString& text, const QFont& font) { return QFontMetricsF(font).horizontalAdvance(text); }

int lineHeight(int pixels) { return pixels + pixels * 2 / 5; }

/// What of the runs needs explaining.
struct Occurring
{
    std::array<bool, allStates.size()> states{};
    bool startUp = false; ///< of workers: their state is not known, but what they do is
    bool starts = false;

    void add(const timeline::Lane& lane)
    {
        for (const Span& span : lane.spans)
            if (span.state == State::Unknown && span.phase == Phase::StartUp)
                startUp = true;
            else if (span.end() > Instant())
                states[static_cast<std::size_t>(span.state)] = true;
        starts = starts || !lane.starts.empty();
    }
};

void addLegend(SheetPlan& plan)
{
    Occurring occurring;
    for (const RunPlan& run : plan.runs)
        for (const timeline::Lane& lane : run.lanes->lanes)
            occurring.add(lane);
    const auto add = [&](std::optional<State> state, const QString& word, const QString& meaning) {
        plan.legend.push_back({.state = state, .word = word, .meaning = meaning, .place = {}});
    };
    for (const State state :
         {State::Running, State::Ready, State::Blocked, State::Waiting, State::Queued, State::Unknown})
        if (occurring.states[static_cast<std::size_t>(state)])
            add(state, stateWord(state), stateMeaning(state));
    if (occurring.startUp)
        add(State::Unknown, QCoreApplication::translate("Timeline", "Start-up"), {});
    if (occurring.starts)
        add({}, QCoreApplication::translate("Timeline", "task starts"), {});
}

/// Sets the places of the legend's entries in lines from `top`; returns the bottom.
double flowLegend(SheetPlan& plan, double top)
{
    const Theme& theme = plan.theme;
    const double icon = 2.2 * theme.textSize;
    const double between = 1.7 * theme.textSize;
    const QFont bold = theme.font(theme.textSize, QFont::DemiBold);
    const QFont plain = theme.font(theme.textSize);
    const auto width = [&](const LegendEntry& entry) {
        return icon + 6 + widthOf(entry.word, bold) +
               (entry.meaning.isEmpty() ? 0 : 6 + widthOf(entry.meaning, plain));
    };
    const double total =
        std::accumulate(plan.legend.begin(), plan.legend.end(), 0.0,
                        [&](double sum, const LegendEntry& e) { return sum + width(e) + between; });
    if (total - between > plan.width - 2 * theme.margin)
        for (LegendEntry& entry : plan.legend)
            entry.meaning.clear();
    const int line = lineHeight(theme.textSize) + 4;
    double x = theme.margin;
    for (LegendEntry& entry : plan.legend) {
        const double wide = width(entry);
        if (x > theme.margin && x + wide > plan.width - theme.margin) {
            x = theme.margin;
            top += line;
        }
        entry.place = QRectF(x, top, wide, line);
        x += wide + between;
    }
    return plan.legend.empty() ? top : top + line;
}

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
void planColumns(SheetPlan& plan)
{
    const Theme& theme = plan.theme;
    double labels = 0;
    for (const RunPlan& run : plan.runs)
        for (std::size_t i = 0; i < run.lanes->lanes.size(); ++i)
            if (run.lanes->boxes[i].labelled)
                labels =
                    std::max(labels, widthOf(laneLabel(run.lanes->lanes[i]), theme.font(theme.textSize)));
    plan.left = theme.margin + up(std::min(labels, plan.width * 0.2)) + 10;
    plan.right = theme.margin;
    const QFont bold = theme.font(theme.textSize + 1, QFont::Bold);
    Duration longest{1};
    for (const RunPlan& run : plan.runs)
        longest = std::max(longest, run.range);
    for (int round = 0; round < 4; ++round)
        for (const RunPlan& run : plan.runs) {
            const double total = widthOf(run.words.total, bold);
            const double comparison = widthOf(run.words.comparison, bold);
            const double wide = run.totalInOneLine ? total + comparison + 10 : std::max(total, comparison);
            const Duration end = run.lanes->end - Instant();
            const double beyond = (1 - seconds(end) / seconds(run.range)) * plan.plotWidth();
            plan.right = std::clamp(up(wide + 14 + theme.margin - beyond), plan.right, plan.width / 3);
        }
}

void planRunHeadings(SheetPlan& plan)
{
    const Theme& theme = plan.theme;
    for (RunPlan& run : plan.runs) {
        const double name = widthOf(run.words.name, theme.font(theme.nameSize, QFont::DemiBold));
        double figures = widthOf(run.words.figures, theme.font(theme.textSize));
        if (!run.words.figures.isEmpty() && name + figures + 20 > plan.plotWidth()) {
            // The name comes first: what the run was matters more than how much it computed.
            run.words.details = run.words.figures + QStringLiteral(" \u00B7 ") + run.words.details;
            run.words.figures.clear();
            figures = 0;
        }
        const double details = widthOf(run.words.details, theme.font(theme.textSize));
        run.detailsBelow = name + details + figures + 50 > plan.plotWidth();
        run.headingHeight =
            theme.nameSize + lineHeight(theme.nameSize) + (run.detailsBelow ? lineHeight(theme.textSize) : 0);
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

bool unrecorded(const LaneSet& set)
{
    return std::all_of(set.lanes.begin(), set.lanes.end(),
                       [](const timeline::Lane& lane) { return lane.spans.empty(); });
}

RunPlan planRun(const Trace& run, const Trace& baseline, const SheetOptions& options, const Theme& theme)
{
    RunPlan plan;
    plan.words = runWords(run, baseline);
    plan.lanes = std::make_shared<const LaneSet>(laneSet(run, options.grouping, theme));
    if (options.grouping == timeline::Grouping::Processor && unrecorded(*plan.lanes))
        plan.words.details += QCoreApplication::translate("Timeline", " · processors were not recorded");
    plan.range = std::max(run.makespan(), Duration(1));
    plan.totalInOneLine = plan.lanes->height < 2 * lineHeight(theme.textSize + 1);
    return plan;
}

} // namespace

int SheetPlan::height() const
{
    int sum = headingHeight + footerHeight + axisHeight;
    for (const RunPlan& run : runs)
        sum += run.headingHeight + run.lanes->height + 2 * lanePadding;
    if (ownAxes)
        sum += axisHeight * (static_cast<int>(runs.size()) - 1);
    return sum;
}

SheetPlan planSheet(const std::vector<const Trace*>& runs, const SheetOptions& options)
{
    SheetPlan plan;
    plan.theme = theme(options.look);
    plan.width = options.width;
    plan.words = sheetWords(runs, options.title, options.grouping);
    plan.ownAxes = !options.sameScale && runs.size() > 1;
    for (const Trace* run : runs)
        plan.runs.push_back(planRun(*run, *runs.front(), options, plan.theme));
    if (options.sameScale) {
        Duration longest{1};
        for (const RunPlan& run : plan.runs)
            longest = std::max(longest, run.range);
        for (RunPlan& run : plan.runs)
            run.range = longest;
    }
    addLegend(plan);
    planHeading(plan);
    planColumns(plan);
    planRunHeadings(plan);
    planFooter(plan);
    plan.axisHeight = plan.theme.arrow ? 2 * plan.theme.textSize + 10 : 3 * plan.theme.textSize + 12;
    return plan;
}

} // namespace interleave::view
