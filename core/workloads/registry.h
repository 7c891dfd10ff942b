// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/workload.h"

#include <QCborMap>

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace interleave::workloads {

struct Entry
{
    std::string_view id;          ///< "downloads"
    std::string_view description; ///< one line for `interleave list workloads`
};

/// All workloads, in the order to show them.
std::span<const Entry> workloads();

/// The workload `id` with parameters as its parameters() wrote them (for a process worker).
/// @return null and a sentence in `error` for an unknown id or parameters that do not fit
std::shared_ptr<engine::Workload> makeWorkload(std::string_view id, const QCborMap& parameters,
                                               std::string& error);

} // namespace interleave::workloads
