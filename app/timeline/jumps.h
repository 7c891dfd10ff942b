// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/timelineview.h"
#include "core/analysis/landmarks.h"

#include <QString>

#include <optional>

namespace interleave::view {

/// Goes from landmark to landmark of a timeline, over all finished runs: pre-emptions and failures in the
/// order of the runs, in each in that of time; waits from the longest to the shortest of all runs.
class Jumps
{
public:
    /// @param view outlives it
    explicit Jumps(TimelineView& view) : m_view(view) {}

    /// From the span that the keys are on, else from what is visible. The first wait is the longest; it goes
    /// on from there as long as nothing else is picked.
    /// @return empty, or a sentence that says why it did not move
    QString go(analysis::LandmarkKind kind, analysis::Direction direction);

private:
    struct Reached
    {
        std::size_t run = 0;
        analysis::Landmark landmark;
    };

    std::optional<Reached> inTime(analysis::LandmarkKind kind, analysis::Direction direction) const;
    std::optional<Reached> byLength(analysis::Direction direction) const;
    void followRun();
    bool stillThere(analysis::LandmarkKind kind) const;
    QString absence(analysis::LandmarkKind kind, analysis::Direction direction) const;

    TimelineView& m_view;
    std::optional<Reached> m_last;
    analysis::LandmarkKind m_kind{};
    std::optional<RunSpan> m_at;    // where the keys were then
    const Trace* m_trace = nullptr; // of the run that was reached
};

} // namespace interleave::view
