// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/layout.h"
#include "core/trace/note.h"
#include "core/trace/trace.h"

#include <QString>

#include <vector>

namespace interleave::view {

/// "TLS handshake": a phase in the user's language; empty for none.
QString phaseWord(Phase phase);

/// "30.000 ms": an instant needs more figures than a length, it says where and not how long.
QString instantText(Instant at);

/// What there is to say of one span, for the hover card and for assistive technology. Plain text.
struct SpanFacts
{
    struct Fact
    {
        QString name, value;
    };

    QString title; ///< of its task; of its worker where it has none
    QString state; ///< "Running: TLS handshake"
    State of = State::Unknown;
    std::vector<Fact> facts; ///< start, length, where, how the task fares

    /// "download 3, Waiting, thread 1, from 30.0 ms, 25.0 ms long"
    QString spoken;
};

SpanFacts factsOf(const Trace& run, const Span& span);

/// "at 30.000 ms", "from 30.000 ms, 25.0 ms long": when a note is.
QString noteTimeText(const Note& note);
/// "Note: the cache is warm, at 30.000 ms"
QString spokenNote(const Note& note);

/// "163 spans: Running 41 %, Waiting 20 %": what a merged column of a lane holds.
/// @param x pixels of the device from the left edge of the view
/// @return empty where there is no merged column
QString columnText(const timeline::Lane& lane, const timeline::View& view, double x);

} // namespace interleave::view
