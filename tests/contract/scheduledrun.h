// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/schedule.h"

#include <QStringList>

#include <vector>

namespace interleave::tests {

/// What became of a schedule.
struct Carried
{
    QStringList wrong;               ///< what does not hold; empty: everything does
    std::vector<FaultKind> happened; ///< for a run may be over before something would have
};

/// Whether a schedule can be carried out here: by the program only where it was built, with Qt's client not
/// under ThreadSanitizer.
bool canBeCarriedOut(const Schedule& schedule);

/// Runs what the schedule says, with servers of its own, and looks at what came of it. Blocks.
Carried carryOut(const Schedule& schedule);

} // namespace interleave::tests
