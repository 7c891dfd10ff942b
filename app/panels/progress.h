// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/liverun.h"

#include <QString>

namespace interleave::panels {

/// How far an experiment has come.
struct Progress
{
    QString model; ///< the name of the one that runs
    int run = 1;   ///< from 1
    int runs = 1;
    run::RunProgress tasks; ///< of this run
};

} // namespace interleave::panels
