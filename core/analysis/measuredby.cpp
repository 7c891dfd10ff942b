// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/measuredby.h"

#include "core/trace/durationtext.h"

#include <string_view>
#include <vector>

namespace interleave::analysis {

namespace {

constexpr std::size_t mostStepsTold = 3;

std::string joined(const std::vector<std::string>& parts, std::string_view separator)
{
    std::string text;
    for (const std::string& part : parts) {
        if (!text.empty())
            text += separator;
        text += part;
    }
    return text;
}

/// Rounded up to tenths: "0.1" for 40 us, "2" for 2 ms.
std::string milliseconds(Duration duration)
{
    constexpr Duration tenth = std::chrono::microseconds(100);
    const auto tenths = (duration + tenth - Duration(1)) / tenth;
    const std::string whole = std::to_string(tenths / 10);
    return tenths % 10 == 0 ? whole : whole + "." + std::to_string(tenths % 10);
}

std::vector<std::string> available(const RunInfo& info)
{
    const Sources& sources = info.sources;
    std::vector<std::string> parts{info.origin == Origin::Run    ? "engine stamps"
                                   : info.origin == Origin::File ? "stamps in a file"
                                                                 : "stamps taken from outside"};
    if (sources.switchRecords && info.workersWithoutRecords > 0)
        parts.push_back("kernel switch records (but for " + std::to_string(info.workersWithoutRecords) +
                        (info.workersWithoutRecords == 1 ? " worker" : " workers") +
                        ": kernel.perf_event_mlock_kb allows no more)");
    else if (sources.switchRecords)
        parts.emplace_back("kernel switch records");
    if (sources.runDelay && (sources.switchRecords || info.resolution <= Duration::zero()))
        parts.emplace_back("run delay counters");
    else if (sources.runDelay)
        parts.push_back("run delay counters (pre-emptions placed within " + milliseconds(info.resolution) +
                        " ms)");
    if (sources.switchCounters)
        parts.emplace_back("switch counters");
    if (sources.cpuClock)
        parts.emplace_back("thread CPU clocks");
    if (sources.receiveStamps)
        parts.emplace_back("kernel receive stamps");
    return parts;
}

/// What a run lacked. Of a file nobody knows what there was to have.
std::vector<std::string> lacking(const RunInfo& info)
{
    const Sources& sources = info.sources;
    std::vector<std::string> sentences;
    if (info.origin == Origin::Run) {
        if (!sources.runDelay && !sources.switchRecords)
            sentences.emplace_back("run delay not available on this system: pre-emptions are not shown");
        if (!sources.switchRecords && !info.recordsRefused.empty())
            sentences.push_back("no kernel switch records: " + info.recordsRefused);
        if (!sources.switchCounters)
            sentences.emplace_back("switch counters not available");
        if (!sources.cpuClock)
            sentences.emplace_back("thread CPU clocks not available");
        if (!sources.processor)
            sentences.emplace_back("processor numbers not available");
    }
    if (!info.clockSteps.empty())
        sentences.push_back(clockStepsText(info));
    if (info.lostRecords > 0)
        sentences.push_back(std::to_string(info.lostRecords) +
                            " switch records lost: those switches are not shown");
    return sentences;
}

} // namespace

std::string clockStepsText(const RunInfo& info)
{
    std::vector<std::string> steps;
    bool maybeSlept = false;
    for (const ClockStep& step : info.clockSteps) {
        const bool back = step.by < Duration::zero();
        maybeSlept |= !back;
        if (steps.size() < mostStepsTold)
            steps.push_back((back ? "back by " : "forward by ") + text(std::chrono::abs(step.by)));
    }
    if (info.clockSteps.size() > steps.size())
        steps.push_back(std::to_string(info.clockSteps.size() - steps.size()) + " times more");
    return "the wall clock was set " + joined(steps, ", ") + (maybeSlept ? ", or the computer slept," : "") +
           " during the run: receive stamps around that were not used";
}

std::string measuredBy(const RunInfo& info)
{
    std::vector<std::string> parts = lacking(info);
    parts.insert(parts.begin(), joined(available(info), ", "));
    return joined(parts, "; ");
}

} // namespace interleave::analysis
