// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workloads/downloads.h"

#include <QCborMap>

#include <optional>

namespace interleave::workloads {

/// Downloads whose pages are parsed and hashed: waiting and computing in every task.
struct MixedOptions
{
    DownloadsOptions downloads; ///< parsed as often as these say
    unsigned hashPasses = 100;  ///< how many times the SHA-256 of each page is computed, at least 1
};

/// Why these options cannot be run: one sentence; empty when they can.
std::string refusal(const MixedOptions& options);

/// The options from what parameters() of the workload wrote, which may be hostile.
/// @return empty, and a sentence in `error`, where a parameter does not fit
std::optional<MixedOptions> mixedFrom(const QCborMap& parameters, std::string& error);

/// @pre refusal() is empty
std::shared_ptr<engine::Workload> makeMixed(MixedOptions options);

} // namespace interleave::workloads
