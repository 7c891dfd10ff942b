// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/model.h"

#include <span>
#include <vector>

namespace interleave::cli {

class ValueReader;

/// The chosen models with every override applied, and named in the model's name; the first error is left in
/// the reader.
std::vector<engine::Model> readModels(ValueReader& reader, std::span<const ProcessorId> available);

} // namespace interleave::cli
