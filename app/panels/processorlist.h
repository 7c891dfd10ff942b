// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/id.h"

#include <QString>

#include <optional>
#include <vector>

namespace interleave::panels {

/// "0, 2": as people write processors.
QString processorListText(const std::vector<ProcessorId>& processors);
/// The inverse, ascending and each once; empty when `text` is anything but numbers up to 65535.
std::optional<std::vector<ProcessorId>> processorListFrom(const QString& text);

} // namespace interleave::panels
