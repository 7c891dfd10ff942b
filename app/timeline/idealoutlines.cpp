// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/idealoutlines.h"

#include "core/analysis/idealschedule.h"
#include "core/timeline/lanelookup.h"

#include <algorithm>

namespace interleave::view {
namespace {

Span spanOf(const analysis::IdealPiece& piece)
{
    Span span;
    span.start = piece.start;
    span.length = piece.length;
    span.task = piece.task;
    span.worker = piece.worker;
    span.slot = piece.slot;
    span.state = piece.state;
    return span;
}

} // namespace

std::shared_ptr<const IdealOutlines> idealOutlines(const Trace& run, const std::vector<timeline::Lane>& lanes)
{
    const auto ideal = analysis::idealSchedule(run);
    if (!ideal)
        return nullptr;
    auto outlines = std::make_shared<IdealOutlines>();
    outlines->lanes.resize(lanes.size());
    const timeline::LaneLookup lookup(lanes);
    for (const analysis::IdealPiece& piece : ideal->pieces) {
        const Span span = spanOf(piece);
        const auto own = lookup.firstLaneOf(span);
        if (own)
            outlines->lanes[*own].push_back(span);
        if (piece.state != State::Running)
            continue;
        Span computed = span; // without the task it belongs to the worker's own row
        computed.task = {};
        if (const auto row = lookup.firstLaneOf(computed); row && row != own)
            outlines->lanes[*row].push_back(span);
    }
    for (std::vector<Span>& lane : outlines->lanes)
        std::ranges::sort(lane, {}, &Span::start);
    return outlines;
}

} // namespace interleave::view
