// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/jumps.h"

#include "app/timeline/sheetplan.h"

#include <QCoreApplication>

#include <algorithm>

namespace interleave::view {
namespace {

using analysis::Direction;
using analysis::LandmarkKind;
using analysis::LandmarkPlace;

QString tr(const char* text) { return QCoreApplication::translate("Timeline", text); }

bool sameSpan(const std::optional<RunSpan>& a, const std::optional<RunSpan>& b)
{
    return a && b && a->run == b->run && a->span == b->span;
}

} // namespace

/// The run that was reached may have been moved since.
void Jumps::followRun()
{
    const auto& runs = m_view.runs();
    const auto now = std::ranges::find(runs, m_trace, [](const auto& run) { return run.get(); });
    if (now == runs.end())
        m_last.reset();
    if (m_last)
        m_last->run = static_cast<std::size_t>(now - runs.begin());
    if (m_last && m_at)
        m_at->run = static_cast<int>(m_last->run);
}

bool Jumps::stillThere(LandmarkKind kind) const
{
    return m_last && m_kind == kind && m_last->run < m_view.runs().size() && sameSpan(m_at, m_view.keySpan());
}

/// Run after run; in that of the keys from where they are.
std::optional<Jumps::Reached> Jumps::inTime(LandmarkKind kind, Direction direction) const
{
    const auto& runs = m_view.runs();
    const auto& plans = m_view.plan().runs;
    const auto on = m_view.keySpan();
    const bool next = direction == Direction::Next;
    const std::size_t first = on ? static_cast<std::size_t>(on->run) : next ? 0 : runs.size() - 1;
    for (std::size_t run = first; run < runs.size(); next ? ++run : --run) {
        std::optional<LandmarkPlace> from;
        if (on && run == first)
            from = {.at = kind == LandmarkKind::Failure ? on->span.end() : on->span.start,
                    .length = {},
                    .task = on->span.task};
        else if (!on && run < plans.size())
            from = {.at = plans[run].from, .length = {}, .task = TaskId(0)};
        if (on && run == first && stillThere(kind))
            from = m_last->landmark.place;
        if (const auto found = analysis::landmark(*runs[run], kind, direction, from))
            return Reached{run, *found};
    }
    return {};
}

/// Of equal ones that of the upper run comes first.
std::optional<Jumps::Reached> Jumps::byLength(Direction direction) const
{
    const bool next = direction == Direction::Next;
    const bool goesOn = stillThere(LandmarkKind::Wait);
    std::optional<Reached> best;
    for (std::size_t run = 0; run < m_view.runs().size(); ++run) {
        std::optional<LandmarkPlace> from;
        if (goesOn) {
            from = m_last->landmark.place;
            if (run != m_last->run)
                from->at = run < m_last->run ? Instant::max() : Instant::min();
        }
        const auto found = analysis::landmark(*m_view.runs()[run], LandmarkKind::Wait,
                                              goesOn ? direction : Direction::Next, from);
        if (!found)
            continue;
        const Duration length = found->place.length;
        if (!best ||
            (next || !goesOn ? length > best->landmark.place.length : length <= best->landmark.place.length))
            best = Reached{run, *found};
    }
    return best;
}

QString Jumps::go(LandmarkKind kind, Direction direction)
{
    if (m_view.runs().empty())
        return tr("There is no finished run yet.");
    followRun();
    const auto reached = kind == LandmarkKind::Wait ? byLength(direction) : inTime(kind, direction);
    if (!reached)
        return absence(kind, direction);
    m_view.goToSpan({.run = static_cast<int>(reached->run), .span = reached->landmark.span});
    m_last = reached;
    m_trace = m_view.runs()[reached->run].get();
    m_kind = kind;
    m_at = m_view.keySpan();
    return {};
}

QString Jumps::absence(LandmarkKind kind, Direction direction) const
{
    bool any = false;
    for (const auto& run : m_view.runs())
        any = any || analysis::landmark(*run, kind, Direction::Next, {});
    const bool next = direction == Direction::Next;
    switch (kind) {
    case LandmarkKind::PreEmption:
        return !any   ? tr("No run was pre-empted, as far as that was recorded.")
               : next ? tr("There is no later pre-emption.")
                      : tr("There is no earlier pre-emption.");
    case LandmarkKind::Failure:
        return !any   ? tr("No task failed.")
               : next ? tr("No task failed later.")
                      : tr("No task failed earlier.");
    case LandmarkKind::Wait:
        return !any   ? tr("No task waited.")
               : next ? tr("There is no shorter wait.")
                      : tr("There is no longer wait.");
    }
    return {};
}

} // namespace interleave::view
