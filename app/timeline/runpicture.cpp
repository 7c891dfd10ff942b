// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/runpicture.h"

#include <QCoreApplication>

#include <algorithm>

namespace interleave::view {
namespace {

Occurring occurringIn(const std::vector<timeline::Lane>& lanes)
{
    Occurring occurring;
    for (const timeline::Lane& lane : lanes) {
        for (std::size_t i = 0; i < lane.size(); ++i)
            if (const Span span = lane.span(i); span.state == State::Unknown && span.phase == Phase::StartUp)
                occurring.startUp = true;
            else if (span.end() > Instant())
                occurring.states[static_cast<std::size_t>(span.state)] = true;
        occurring.starts = occurring.starts || !lane.starts.empty();
    }
    return occurring;
}

void setLanes(RunPicture& picture, const Trace& run, std::span<const Span> open, timeline::Grouping grouping,
              Helpers helpers)
{
    std::vector<timeline::Lane> lanes = timeline::lanesOf(run, grouping, open);
    if (helpers == Helpers::Hidden)
        std::erase_if(lanes, [](const timeline::Lane& lane) { return lane.helper; });
    const bool recorded =
        std::any_of(lanes.begin(), lanes.end(), [](const timeline::Lane& lane) { return !lane.empty(); });
    if (grouping == timeline::Grouping::Processor && !recorded && !picture.goesOn)
        picture.words.details += QCoreApplication::translate("Timeline", " · processors were not recorded");
    picture.occurring = occurringIn(lanes);
    picture.lanes = std::make_shared<const std::vector<timeline::Lane>>(std::move(lanes));
}

} // namespace

RunPicture pictureOf(const Trace& run, const Trace& baseline, timeline::Grouping grouping, Helpers helpers)
{
    RunPicture picture;
    picture.info = run.info;
    picture.words = runWords(run, baseline);
    picture.end = run.end;
    setLanes(picture, run, {}, grouping, helpers);
    return picture;
}

RunPicture pictureOf(const Trace& soFar, std::span<const Span> open, Instant now, timeline::Grouping grouping,
                     Helpers helpers)
{
    RunPicture picture;
    picture.goesOn = true;
    picture.info = soFar.info;
    picture.words = liveWords(soFar, now);
    picture.end = now;
    setLanes(picture, soFar, open, grouping, helpers);
    return picture;
}

} // namespace interleave::view
