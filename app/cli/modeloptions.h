// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/model.h"

#include <QString>

#include <span>
#include <string>
#include <vector>

namespace interleave::cli {

class ValueReader;

/// The chosen models with every override applied, and named in the model's name; the first error is left in
/// the reader.
std::vector<engine::Model> readModels(ValueReader& reader, std::span<const ProcessorId> available);

/// The core's refusals are clauses without a full stop.
QString sentence(const std::string& refusal);

} // namespace interleave::cli
