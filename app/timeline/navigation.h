// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace interleave::view {

/// What a user may ask of a timeline to get about in it, by menu or by key.
enum class Navigation {
    Back,
    Forward,
    ZoomIn,
    ZoomOut,
    Everything,
    Selection, ///< the span where the keys are; again: its whole task
    Earlier,
    Later,
    Begin,
    End,
    RowsUp,
    RowsDown,
    PageUp,
    PageDown,
    NextSpan,
    PreviousSpan,
    SpanAbove,
    SpanBelow,
    LetGo,
    Collapse, ///< the run that was last used: only its heading stays
    Expand,
    RunUp, ///< the run where the keys are changes places with the one above
    RunDown,
    Follow, ///< go along with the run that goes on, or stay
};

} // namespace interleave::view
