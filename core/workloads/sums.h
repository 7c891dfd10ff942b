// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/workload.h"

#include <cstdint>
#include <memory>
#include <string>

namespace interleave::workloads {

/// The article's computation: the sum of i*i for i below a number; task k sums below number + k.
struct SumsOptions
{
    std::uint64_t number = 400'000'000;
    std::size_t tasks = 20;
};

/// Why these options cannot be run: one sentence; empty when they can.
std::string refusal(const SumsOptions& options);

/// @pre refusal() is empty
std::shared_ptr<engine::Workload> makeSums(SumsOptions options);

} // namespace interleave::workloads
