// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace interleave::analysis {

/// One run of an experiment that is repeated or swept, and the point that it is a run of.
struct PointRun
{
    std::uint32_t model = 0; ///< its place in the experiment
    std::uint32_t value = 0; ///< place of the swept parameter's value, ascending; 0 where nothing is swept
    const Trace* trace = nullptr;
};

/// What the runs of one model with one value came to.
struct Point
{
    std::uint32_t model = 0, value = 0;
    std::vector<std::size_t> runs; ///< places in what was given, in that order
    /// Runs in which a task failed or was cancelled: less work is no speed, so they are in no figure below.
    std::uint32_t incomplete = 0;
    /// Of the makespans of the other runs; the median of an even number is the mean of the two in the middle,
    /// whole nanoseconds. Empty: there is none.
    std::optional<Duration> median, least, most;
    /// Median of the point that this one is compared with / median. Empty when either has none or is 0.
    std::optional<double> speedUp;
};

/// With which point each one is compared.
enum class Against : std::uint8_t {
    FirstValue, ///< the same model with the first value: what more workers make of it
    FirstModel, ///< the first model with the same value: the work or the server is swept, or nothing
};

/// The points in the order of their values, and of the models within a value; only those that have runs.
std::vector<Point> points(std::span<const PointRun> runs, Against against);

} // namespace interleave::analysis
