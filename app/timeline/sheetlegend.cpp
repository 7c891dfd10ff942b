// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/sheetlegend.h"

#include "app/timeline/textwidth.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace interleave::view {

int lineHeight(int pixels) { return pixels + pixels * 2 / 5; }

void addLegend(SheetPlan& plan, std::span<const RunPicture> runs)
{
    Occurring occurring;
    for (const RunPicture& run : runs) {
        for (std::size_t i = 0; i < occurring.states.size(); ++i)
            occurring.states[i] = occurring.states[i] || run.occurring.states[i];
        occurring.startUp = occurring.startUp || run.occurring.startUp;
        occurring.starts = occurring.starts || run.occurring.starts;
    }
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
    const auto addSign = [&](LegendEntry::Sign sign, const QString& word) {
        add({}, word, {});
        plan.legend.back().sign = sign;
    };
    if (plan.extras.wakeUps)
        addSign(LegendEntry::Sign::WakeUp, QCoreApplication::translate("Timeline", "runs again"));
    if (std::ranges::any_of(plan.runs, [](const RunPlan& run) { return run.ideal != nullptr; }))
        addSign(LegendEntry::Sign::Ideal, QCoreApplication::translate("Timeline", "ideal schedule"));
}

double flowLegend(SheetPlan& plan, double top)
{
    const Theme& theme = plan.theme;
    const double icon = 2.2 * theme.textSize;
    const double between = 1.7 * theme.textSize;
    const QFont bold = theme.font(theme.textSize, QFont::DemiBold);
    const QFont plain = theme.font(theme.textSize);
    const auto width = [&](const LegendEntry& entry) {
        return icon + 6 + textWidth(entry.word, bold) +
               (entry.meaning.isEmpty() ? 0 : 6 + textWidth(entry.meaning, plain));
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

} // namespace interleave::view
