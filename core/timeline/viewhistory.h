// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/visiblerange.h"

#include <optional>
#include <vector>

namespace interleave::timeline {

/// The parts of the time that were looked at before, as in a browser: what is left by a new move is past, and
/// going back makes it the future of where one comes from.
class ViewHistory
{
public:
    enum class Move {
        Step, ///< of several: a turn of the wheel, a key. Steps within a moment are one move
        Jump, ///< a move of its own
    };

    static constexpr Duration moment{700'000'000};
    static constexpr std::size_t most = 100; ///< of them are kept

    /// The view goes somewhere else. @param from where it was
    void leave(const VisibleRange& from, Move move, Stamp at);
    /// @return where to go; empty: nowhere. @param from where the view is
    std::optional<VisibleRange> back(const VisibleRange& from);
    std::optional<VisibleRange> forward(const VisibleRange& from);
    bool hasPast() const { return !m_past.empty(); }
    bool hasFuture() const { return !m_future.empty(); }
    void clear() { *this = {}; }

private:
    std::vector<VisibleRange> m_past, m_future; // the nearest at the end
    std::optional<Stamp> m_latestStep;
};

} // namespace interleave::timeline
