// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/runlist.h"
#include "core/engine/resources.h"

namespace interleave::run {

/// Why the system will not give a run what it needs, and how many would work: a sentence.
/// @param processes the workers are
QString words(const engine::Shortage& shortage, bool processes);

/// Reckoned for every run of the list, before the first one begins. @return empty, or a sentence
QString shortageOf(const RunList& list);

} // namespace interleave::run
