// SPDX-License-Identifier: GPL-3.0-or-later
// Place-time: every place for a task times every instant of the run is either held by a task that computes,
// waits, is Ready or Blocked, or it is empty. The same is true of the ideal schedule, where computing and
// waiting are the same: so the differences of the rest, divided by the places, are the difference of the
// makespans.
#include "core/analysis/losses.h"

#include "core/analysis/timecover.h"
#include "core/trace/totalduration.h"

#include <algorithm>
#include <array>
#include <utility>

namespace interleave::analysis {

namespace {

/// Sums over all tasks or workers.
struct PlaceTime
{
    Duration held{};  ///< from a task's first piece to its end; measured: from taken to stopped
    Duration ready{}; ///< held, and neither computing nor waiting nor blocked
    Duration blocked{};
    Duration startUp{};       ///< of the workers that execute
    Duration ownWhileReady{}; ///< own work of a worker while its tasks were Ready: of each of them
    Duration ownWhileFree{};  ///< own work of a worker that had no task
};

PlaceTime idealTime(const Work& work, const std::vector<ScheduledPiece>& pieces)
{
    std::vector<std::pair<Duration, Duration>> held(work.tasks.size(), {Duration::max(), Duration::zero()});
    PlaceTime time;
    for (const ScheduledPiece& piece : pieces) {
        auto& [from, to] = held[piece.task];
        from = std::min(from, piece.start);
        to = std::max(to, piece.end());
    }
    for (const auto& [from, to] : held)
        addTo(time.held, std::max(Duration::zero(), to - std::min(from, to)));
    time.ready = total(time.held, -workTime(work));
    return time;
}

bool executes(const Trace& trace, const Span& span)
{
    return span.worker.value < trace.workers.size() && trace[span.worker].role == WorkerRole::Executes;
}

PlaceTime measuredTime(const Trace& trace, const Work& work)
{
    std::vector<TimeCover> ownWork(trace.workers.size()), tasks(trace.workers.size());
    PlaceTime time;
    for (const Work::Of& of : work.tasks) {
        addTo(time.held, of.stopped - of.taken);
        tasks[of.worker.value].add(of.taken, of.stopped);
    }
    for (const Span span : trace.spans) {
        if (span.task.valid() || !executes(trace, span))
            continue;
        if (span.phase == Phase::StartUp)
            addTo(time.startUp, span.length);
        else if (span.state == State::Running)
            ownWork[span.worker.value].add(span.start, span.end());
    }
    for (const Span span : trace.spans) {
        if (!span.task.valid() || !executes(trace, span))
            continue;
        if (span.state == State::Ready) {
            addTo(time.ready, span.length);
            addTo(time.ownWhileReady, ownWork[span.worker.value].within(span.start, span.end()));
        } else if (span.state == State::Blocked && work.sharedLock) {
            addTo(time.blocked, span.length);
        }
    }
    for (std::size_t worker = 0; worker < trace.workers.size(); ++worker)
        for (const auto& [from, to] : ownWork[worker].parts())
            addTo(time.ownWhileFree, (to - from) - tasks[worker].within(from, to));
    return time;
}

/// What the limits ask for is a wait for a processor in one schedule and an empty place in another: where the
/// run had less of a kind than the schedule needs, the rest is taken off the other kinds.
void balance(std::array<Duration, 5>& parts)
{
    for (Duration& lacking : parts) {
        for (Duration& other : parts) {
            const Duration moved = std::clamp(-lacking, Duration::zero(), std::max(other, Duration::zero()));
            addTo(lacking, moved);
            addTo(other, -moved);
        }
    }
}

} // namespace

Duration workTime(const Work& work)
{
    Duration sum{};
    for (const Piece& piece : work.pieces)
        addTo(sum, piece.length);
    return sum;
}

std::uint32_t placesOf(const RunInfo& info, const Work& work)
{
    return static_cast<std::uint32_t>(
        std::min<std::uint64_t>(std::uint64_t{workersBegun(info)} * info.inFlight, work.tasks.size()));
}

IdealLosses lossesOf(const Trace& trace, const Work& work, const std::vector<ScheduledPiece>& pieces,
                     Duration ideal)
{
    const PlaceTime measured = measuredTime(trace, work);
    const PlaceTime best = idealTime(work, pieces);
    const std::uint64_t placeCount = placesOf(trace.info, work);
    const auto places = static_cast<Duration::rep>(placeCount);
    const auto workers = static_cast<Duration::rep>(workersBegun(trace.info));
    const Duration empty = total(total(placeCount, trace.makespan()), -measured.held);
    const Duration emptyAtBest = total(total(placeCount, ideal), -best.held);
    // What a worker does before or without a task keeps its share of the places empty.
    const auto ofPlaces = [&](Duration sum, Duration most) {
        const double share = static_cast<double>(places) / static_cast<double>(workers);
        const Duration atMost = std::max(Duration::zero(), most);
        const double part = static_cast<double>(sum.count()) * share;
        return part < static_cast<double>(atMost.count())
                   ? std::max(Duration::zero(), Duration(static_cast<Duration::rep>(part)))
                   : atMost;
    };
    const Duration startUp = ofPlaces(measured.startUp, empty);
    const Duration ownWhileFree = ofPlaces(measured.ownWhileFree, total(empty, -startUp));
    const Duration unavoidable = best.ready; // for want of a processor, or of the lock

    std::array<Duration, 5> parts{
        total(total(empty, -startUp), total(-ownWhileFree, -emptyAtBest)),
        total(total(measured.ready, -measured.ownWhileReady),
              work.sharedLock ? Duration::zero() : -unavoidable),
        work.sharedLock ? total(measured.blocked, -unavoidable) : Duration::zero(),
        total(ownWhileFree, measured.ownWhileReady),
        startUp,
    };
    balance(parts);
    IdealLosses losses;
    losses.idle = parts[0] / places;
    losses.ready = parts[1] / places;
    losses.lock = parts[2] / places;
    losses.dispatch = parts[3] / places;
    losses.startUp = parts[4] / places;
    losses.other = total(trace.makespan(), -ideal);
    for (const Duration told : {losses.startUp, losses.dispatch, losses.ready, losses.lock, losses.idle})
        addTo(losses.other, -told);
    return losses;
}

} // namespace interleave::analysis
