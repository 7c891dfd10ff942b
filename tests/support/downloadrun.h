// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/model.h"
#include "core/trace/trace.h"
#include "core/workloads/downloads.h"

#include <QString>

#include <cstddef>
#include <string>
#include <vector>

namespace interleave::tests {

/// Runs the downloads under a model of this id and checks that the trace is sound (a breach fails the running
/// test).
Trace download(workloads::DownloadsOptions options, const std::string& modelId = "sequential");

/// One download of one address, with limits short enough for a test.
workloads::DownloadsOptions one(const std::string& address);

/// How many tasks ended so.
std::size_t count(const Trace& trace, Outcome outcome);

/// A sentence with the address, which is known only once the server listens, in place of "%1".
std::string filled(QString sentence, const std::string& address);

/// The attempts that have a span of this phase, ascending and without repetition.
std::vector<unsigned> attemptsWith(const Trace& trace, Phase phase);

} // namespace interleave::tests
