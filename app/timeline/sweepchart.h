// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/points.h"

#include <QString>

#include <vector>

namespace interleave::view {

/// What the chart of a sweep shows, whatever its size and look. Text is plain.
struct SweepChart
{
    /// A value of the swept parameter.
    struct Value
    {
        double number = 0; ///< in the axis' unit, ascending, not negative
        QString text;      ///< of that number, for the axis
        QString name;      ///< "workers 4", for a sentence
    };

    QString title, subtitle;
    QString axis; ///< "workers", "latency (ms)"
    std::vector<Value> values;
    std::vector<QString> models;
    std::vector<analysis::Point> points; ///< their values and models are places in the two above
    bool scales = false;                 ///< n times as much may be n times as fast: the ideal line is drawn
    std::vector<QString> footer;         ///< a paragraph each

    /// "Synchronous, workers 4: 1.234 s, from 1.2 s to 1.3 s in 5 runs, 2.1 times as fast".
    QString spoken(const analysis::Point& point) const;
    /// "Synchronous, workers 4".
    QString nameOf(std::uint32_t model, std::uint32_t value) const;
};

} // namespace interleave::view
