// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/landmarks.h"

#include "core/analysis/preemptions.h"

#include <tuple>

namespace interleave::analysis {
namespace {

bool isWait(const Trace& trace, const Span& span)
{
    return (span.state == State::Waiting || span.state == State::Blocked) &&
           span.task.value < trace.tasks.size();
}

/// Calls `take` with every landmark of a kind, in no order.
template <class Take>
void forEachLandmark(const Trace& trace, LandmarkKind kind, Take take)
{
    PreEmptions preEmptions(trace);
    for (const Span span : trace.spans) {
        switch (kind) {
        case LandmarkKind::PreEmption:
            if (preEmptions.beginsWith(span))
                take(Landmark{{.at = span.start, .length = {}, .task = span.task}, span});
            break;
        case LandmarkKind::Wait:
            if (isWait(trace, span))
                take(Landmark{{.at = span.start, .length = span.length, .task = span.task}, span});
            break;
        case LandmarkKind::Failure:
            if (span.task.value < trace.tasks.size() && trace[span.task].outcome == Outcome::Failed &&
                span.end() == trace[span.task].stopped)
                take(Landmark{{.at = span.end(), .length = {}, .task = span.task}, span});
            break;
        }
    }
}

} // namespace

bool precedes(LandmarkKind kind, const LandmarkPlace& a, const LandmarkPlace& b)
{
    if (kind == LandmarkKind::Wait && a.length != b.length)
        return a.length > b.length;
    return std::tie(a.at, a.task) < std::tie(b.at, b.task);
}

std::optional<Landmark> landmark(const Trace& trace, LandmarkKind kind, Direction direction,
                                 const std::optional<LandmarkPlace>& from)
{
    const auto before = [&](const LandmarkPlace& a, const LandmarkPlace& b) {
        return direction == Direction::Next ? precedes(kind, a, b) : precedes(kind, b, a);
    };
    std::optional<Landmark> nearest;
    forEachLandmark(trace, kind, [&](const Landmark& each) {
        if ((!from || before(*from, each.place)) && (!nearest || before(each.place, nearest->place)))
            nearest = each;
    });
    return nearest;
}

} // namespace interleave::analysis
