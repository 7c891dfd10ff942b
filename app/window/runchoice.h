// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget> // first: moc 6.4 cannot read <compare> before it

#include "core/trace/trace.h"

#include <cstdint>
#include <vector>

namespace interleave::window {

/// Which of some runs; all of them at first. A change is an itemChanged().
class RunChoice : public QListWidget
{
    Q_OBJECT

public:
    RunChoice(const std::vector<const Trace*>& runs, QWidget* parent);

    /// Their places among the runs, ascending.
    std::vector<std::uint32_t> chosen() const;
};

} // namespace interleave::window
