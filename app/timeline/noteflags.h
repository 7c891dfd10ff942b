// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/note.h"

#include <QRectF>
#include <QString>

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

class QPainter;
class QPointF;
class QRect;

namespace interleave::view {

struct RunPlan;
struct SheetPlan;
struct Theme;

/// A note as it stands on a picture: a flag above the lanes of its run. Logical pixels from the left edge and
/// the top of the lanes, padding included: what is above has a negative y.
struct NoteFlag
{
    std::size_t note = 0;       ///< index in SheetOptions::notes
    double from = 0, to = 0;    ///< of its stretch, as far as it is visible; the same: an instant
    QString text;               ///< elided; empty where there is no room beside its neighbours
    QRectF place;               ///< of the flag, with the text
    std::optional<double> lane; ///< middle of the lane that it is of, where the picture has it
    bool picked = false;

    bool isLeft() const { return place.center().x() < from; } ///< the flag is to the left of its pole
};

/// What the flags of a run take above its lanes, whatever part of the time shows: at most two lines.
/// @param run its number in the picture, from 0
int noteHeight(std::span<const Note> notes, std::size_t run, const Theme& theme);

/// The flags of what is visible of a run, from left to right.
std::vector<NoteFlag> noteFlags(std::span<const Note> notes, std::optional<std::size_t> picked,
                                const SheetPlan& plan, std::size_t run);

/// Above all lanes, and a thin line down through them.
/// @param lanes the place of the run's lanes, padding included
void paintNotes(QPainter& painter, const SheetPlan& plan, const RunPlan& run, const QRect& lanes);

/// Whose flag is there. @param at from the left edge and the top of the lanes
std::optional<std::size_t> noteAt(const RunPlan& run, const QPointF& at);

} // namespace interleave::view
