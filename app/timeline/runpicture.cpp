// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/runpicture.h"

#include <QCoreApplication>

#include <algorithm>

namespace interleave::view {
namespace {

/// Whether a state shows in a lane: what was Queued before the run began does not.
bool shows(const timeline::Lane& lane, State state)
{
    const auto index = static_cast<std::size_t>(state);
    const timeline::StateTimes before = lane.timesUntil(Instant());
    return lane.times()[index] > before[index];
}

Occurring occurringIn(const std::vector<timeline::Lane>& lanes)
{
    Occurring occurring;
    for (const timeline::Lane& lane : lanes) {
        const bool startUp = lane.has(State::Unknown, Phase::StartUp);
        occurring.startUp = occurring.startUp || startUp;
        for (const State state : allStates) {
            bool& occurs = occurring.states[static_cast<std::size_t>(state)];
            const bool other =
                state != State::Unknown || !startUp || std::ranges::any_of(allPhases, [&](Phase phase) {
                    return phase != Phase::StartUp && lane.has(state, phase);
                });
            occurs = occurs || (other && shows(lane, state));
        }
        occurring.starts = occurring.starts || !lane.starts.empty();
    }
    return occurring;
}

void follow(RunPicture& picture, const Trace& run, std::span<const Span> open, Instant now,
            timeline::Grouping grouping, Helpers helpers)
{
    if (!picture.following)
        picture.following = std::make_shared<timeline::Lanes>(grouping, helpers);
    picture.following->follow(run, open, now);
    const std::vector<timeline::Lane>& lanes = picture.following->lanes();
    picture.lanes = {picture.following, &lanes};
    picture.tasks = &run.tasks;
    const bool recorded =
        std::ranges::any_of(lanes, [](const timeline::Lane& lane) { return !lane.empty(); });
    if (grouping == timeline::Grouping::Processor && !recorded && !picture.goesOn)
        picture.words.details += QCoreApplication::translate("Timeline", " · processors were not recorded");
    picture.occurring = occurringIn(lanes);
}

} // namespace

RunPicture pictureOf(const Trace& run, const Trace& baseline, timeline::Grouping grouping, Helpers helpers)
{
    RunPicture picture;
    picture.info = run.info;
    picture.words = runWords(run, baseline);
    picture.end = run.end;
    follow(picture, run, {}, {}, grouping, helpers);
    return picture;
}

RunPicture pictureOf(std::shared_ptr<const Trace> run, const Trace& baseline, timeline::Grouping grouping,
                     Helpers helpers)
{
    struct Kept
    {
        std::shared_ptr<const Trace> run;
        std::shared_ptr<timeline::Lanes> lanes;
    };
    RunPicture picture = pictureOf(*run, baseline, grouping, helpers);
    const auto kept = std::make_shared<Kept>(Kept{std::move(run), picture.following});
    picture.lanes = {kept, &kept->lanes->lanes()};
    return picture;
}

void compare(RunPicture& picture, const Trace& run, const Trace& first,
             const analysis::BaselineOf& baselineOf)
{
    if (!baselineOf)
        return;
    const analysis::Baseline baseline = baselineOf(run);
    const QString than = baseline.run.get() == &first ? QString() : oneLine(baseline.name);
    picture.words.comparison = baseline.run ? comparison(run, *baseline.run, than) : QString();
}

RunPicture pictureOf(RunPicture before, const RunSoFar& run, timeline::Grouping grouping, Helpers helpers)
{
    RunPicture picture;
    picture.following = std::move(before.following);
    picture.goesOn = true;
    picture.info = run.trace.info;
    picture.words = liveWords(run.trace, run.stopped, run.now);
    picture.end = run.now;
    follow(picture, run.trace, run.open, run.now, grouping, helpers);
    return picture;
}

} // namespace interleave::view
