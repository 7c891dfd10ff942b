// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workloads/downloads.h"

#include <QCborMap>

#include <optional>
#include <string>

namespace interleave::workloads {

/// The options as another process is told them.
QCborMap toParameters(const DownloadsOptions& options);

/// The inverse, for input that may be hostile.
/// @return empty, and a sentence in `error`, where a parameter does not fit
std::optional<DownloadsOptions> fromParameters(const QCborMap& parameters, std::string& error);

} // namespace interleave::workloads
