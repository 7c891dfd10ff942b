// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/experiment.h"

#include <QString>

#include <cstdint>
#include <span>
#include <vector>

namespace interleave::run {

/// A numeric parameter that an experiment can be swept over: one row of the table in sweepparameters.cpp.
struct SweepParameter
{
    enum class Unit : std::uint8_t {
        Count,
        Time, ///< values in nanoseconds
        Rate, ///< values in bytes per second
    };
    enum class Of : std::uint8_t { Model, Work, Server };

    const char* id;   ///< as the option of `interleave run` is called
    const char* name; ///< untranslated (context Experiment)
    Unit unit;
    Of of;
    std::uint64_t least, most;
    std::uint64_t grain; ///< every value is a multiple of it
    bool scales;         ///< n times as much may be n times as fast: there is an ideal to compare with
    /// Why an experiment has no such parameter, untranslated; null when it has.
    const char* (*absence)(const Experiment& experiment);
    /// Sets it in an experiment of one model, whose name then tells the truth.
    void (*apply)(Experiment& experiment, std::uint64_t value, std::span<const ProcessorId> available);
};

/// All of them, in the order to show them.
std::span<const SweepParameter> sweepParameters();
/// Null for an unknown id.
const SweepParameter* sweepParameter(const QString& id);

QString nameOf(const SweepParameter& parameter);
/// "4", "50 ms", "1 MB/s".
QString valueText(const SweepParameter& parameter, std::uint64_t value);
/// What the plain numbers of tables and axes count: "", "ms", "bytes/s"; and a value as such a number,
/// exact, with a point: "1.5".
const char* unitOf(SweepParameter::Unit unit);
QString plainValue(const SweepParameter& parameter, std::uint64_t value);

/// The values of a sweep, ascending, each once; or a sentence in `error`.
struct SweepValues
{
    std::vector<std::uint64_t> values; ///< at most 1000
    QString error;
};

/// Reads the values of a sweep:
///
///     values = item { "," item }
///     item   = value | value ".." value [ "/" step | "*" factor ]
///
/// A value and a step are written as the parameter's option takes them: 4, 50ms, 1MB/s. A factor is a whole
/// number from 2. Without step and factor the step is 1, which only counts may leave out. The end is among
/// the values when the steps meet it: 1..16/3 is 1, 4, 7, 10, 13, 16; 1..64*2 is 1, 2, 4, … 64.
SweepValues readSweepValues(const SweepParameter& parameter, const QString& text);

} // namespace interleave::run
