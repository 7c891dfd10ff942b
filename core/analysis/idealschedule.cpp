// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/idealschedule.h"

#include "core/analysis/losses.h"
#include "core/trace/durationtext.h"
#include "core/trace/totalduration.h"
#include "core/trace/workers.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>
#include <utility>

namespace interleave::analysis {

namespace {

Room roomOf(const RunInfo& info, const Work& work)
{
    const auto processors = static_cast<std::uint32_t>(info.processors.size());
    return {workersBegun(info), info.inFlight, work.sharedLock ? 1 : processors};
}

Duration makespanOf(const std::vector<ScheduledPiece>& pieces)
{
    Duration end{};
    for (const ScheduledPiece& piece : pieces)
        end = std::max(end, piece.end());
    return end;
}

/// The workers of a schedule in the order of taking count those that executed; a successor has its
/// predecessor's place.
void nameWorkers(const Trace& trace, std::vector<ScheduledPiece>& pieces)
{
    std::vector<std::uint32_t> ids;
    std::set<WorkerId> taken;
    for (std::uint32_t k = 0; k < trace.workers.size(); ++k)
        if (trace.workers[k].role == WorkerRole::Executes && trace.workers[k].notBegun.empty() &&
            taken.insert(placeOf(trace.workers, WorkerId(k))).second)
            ids.push_back(k);
    for (ScheduledPiece& piece : pieces)
        piece.worker = piece.worker < ids.size() ? ids[piece.worker] : WorkerId::none;
}

std::vector<IdealPiece> piecesByTask(const Work& work, const std::vector<ScheduledPiece>& scheduled)
{
    std::vector<IdealPiece> pieces;
    pieces.reserve(scheduled.size());
    for (const ScheduledPiece& piece : scheduled)
        pieces.push_back({work.tasks[piece.task].task, WorkerId(piece.worker), SlotId(piece.slot),
                          Instant(piece.start), piece.length, piece.state});
    std::ranges::stable_sort(pieces, [](const IdealPiece& a, const IdealPiece& b) {
        return std::pair(a.task, a.start) < std::pair(b.task, b.start);
    });
    return pieces;
}

std::string lossWords(const IdealLosses& losses, Duration difference)
{
    std::array words{std::pair("start-up", losses.startUp),  std::pair("dispatch", losses.dispatch),
                     std::pair("Ready", losses.ready),       std::pair("lock", losses.lock),
                     std::pair("places empty", losses.idle), std::pair("other", losses.other)};
    const auto size = [](Duration duration) { return duration < Duration::zero() ? -duration : duration; };
    std::ranges::stable_sort(words,
                             [&](const auto& a, const auto& b) { return size(a.second) > size(b.second); });
    std::string text;
    for (const auto& [word, loss] : words)
        if (size(loss) >= size(difference) / 100 && size(loss) > Duration::zero())
            text += (text.empty() ? "" : ", ") + std::string(word) + " " + interleave::text(loss);
    return text;
}

} // namespace

std::optional<IdealSchedule> idealSchedule(const Trace& trace)
{
    const std::optional<Work> work = workOf(trace);
    if (!work || work->pieces.empty() || workTime(*work) == longestTotal)
        return std::nullopt;
    const Room room = roomOf(trace.info, *work);
    std::vector<ScheduledPiece> pieces = inOrderOfTaking(*work, room);
    nameWorkers(trace, pieces);
    if (std::vector<ScheduledPiece> measured = inMeasuredOrder(*work, room);
        makespanOf(measured) < makespanOf(pieces))
        pieces = std::move(measured);

    IdealSchedule ideal;
    ideal.makespan = makespanOf(pieces);
    ideal.measured = trace.makespan();
    ideal.sharedLock = work->sharedLock;
    ideal.places = placesOf(trace.info, *work);
    ideal.losses = lossesOf(trace, *work, pieces, ideal.makespan);
    ideal.pieces = piecesByTask(*work, pieces);
    return ideal;
}

std::string sentence(const IdealSchedule& ideal)
{
    const Duration difference = ideal.measured - ideal.makespan;
    const std::string schedule = "Ideal schedule: " + text(ideal.makespan);
    if (difference < Duration::zero())
        return schedule + ", the run was shorter by " + text(-difference) + ": " +
               (ideal.sharedLock ? "sockets are read outside of the lock."
                                 : "computing was told only within the run's resolution.");
    std::array<char, 32> ratio{};
    std::snprintf(ratio.data(), ratio.size(), "%.2f", ideal.ratio());
    std::ranges::replace(ratio, ',', '.'); // of the C locale
    const std::string words = lossWords(ideal.losses, difference);
    return schedule + ", the run took " + ratio.data() + " times that" +
           (words.empty() ? "" : "; of the " + text(difference) + " between: " + words) + ".";
}

} // namespace interleave::analysis
