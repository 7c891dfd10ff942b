// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/model.h"
#include "core/trace/trace.h"

#include <QString>

namespace interleave::panels {

/// What a model says of itself in the words of the article's table of types. Made from the parameters, not
/// from the model's id: every parameter can be changed.
struct ModelWords
{
    QString type;       ///< "Pre-emptive multitasking"
    QString decider;    ///< who decides to switch: "The operating system"
    QString summary;    ///< one line of all that
    QString processors; ///< how many can compute at once: "1", "1 at a time, of 2", "2"
};

ModelWords modelWords(const RunInfo& info);
/// @pre engine::refusal() is empty
ModelWords modelWords(const engine::Model& model, std::span<const ProcessorId> available);

} // namespace interleave::panels
