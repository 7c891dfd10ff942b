// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/state.h"

#include <QColor>
#include <QFont>

#include <array>

namespace interleave::view {

enum class Look { Light, Dark, Projector, Article };

/// How one state looks. `height` is the share of the lane's height, 0 to 1.
struct StateLook
{
    enum class Pattern { Solid, Diagonal, Cross, Outline };

    QColor colour;
    QColor lines; ///< of the pattern
    double height = 1;
    Pattern pattern = Pattern::Solid;
};

/// Everything that a picture's look is made of; sizes in logical pixels.
struct Theme
{
    QColor background, text, dim, grid, track;
    std::array<StateLook, allStates.size()> states;
    std::array<QColor, 7> series; ///< of models in a chart; beside the colour each has a shape
    QString family;               ///< of all type; empty: the system has no fonts
    int titleSize = 21;
    int nameSize = 15;
    int textSize = 13;
    int laneHeight = 20; ///< of a lane that is not thinned
    int laneGap = 4;
    int margin = 26;         ///< around the picture
    bool arrow = false;      ///< a plain time arrow instead of an axis with figures
    bool stateWords = false; ///< in bars that are wide enough, rather than which task it is

    const StateLook& operator[](State state) const { return states[static_cast<std::size_t>(state)]; }
    /// Of words in a bar.
    QColor onBar(State state) const;
    QFont font(int pixels, QFont::Weight weight = QFont::Normal) const;
};

Theme theme(Look look);

/// Inter where it is installed, else DejaVu Sans, else what there is; empty if there are no fonts at all:
/// text would silently vanish.
QString fontFamily();

} // namespace interleave::view
