// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <QString>

#include <optional>
#include <vector>

namespace interleave::view {

/// What there is to say of a part of the time of some runs. Plain text.
struct RangeWords
{
    struct Figure
    {
        QString name;
        std::optional<State> state;  ///< whose time it is
        std::vector<QString> values; ///< one per run
    };

    QString length;            ///< "12.4 ms"
    QString where;             ///< "from 30.000 ms to 42.400 ms"
    std::vector<QString> runs; ///< their names
    std::vector<Figure> figures;
};

/// Looks at every span of the runs. @pre from <= to
RangeWords rangeWords(const std::vector<const Trace*>& runs, Instant from, Instant to);

/// To be pasted: a line per figure, columns parted by tabs.
QString asText(const RangeWords& words);

} // namespace interleave::view
