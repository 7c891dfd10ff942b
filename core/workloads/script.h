// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/workload.h"
#include "core/net/clientoptions.h"

#include <QCborMap>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace interleave::workloads {

/// Tasks as phases, written by the user: core/workloads/README.md has the grammar.
struct ScriptOptions
{
    std::string text;
    net::ClientOptions client; ///< of its downloads
    std::string server;        ///< "http://127.0.0.1:8000": where "download /dice" goes; empty: none runs yet
    std::vector<std::pair<std::string, std::string>> conditions; ///< of the server: {"latency", "50 ms"}
};

/// Why these options cannot be run: one sentence, with its place in the text where it is the text's; empty
/// when they can.
std::string refusal(const ScriptOptions& options);

/// Whether the script downloads from the practice server; false where it cannot be read.
bool needsServer(const ScriptOptions& options);

/// The options from what parameters() of the workload wrote, which may be hostile.
/// @return empty, and a sentence in `error`, where a parameter does not fit
std::optional<ScriptOptions> scriptFrom(const QCborMap& parameters, std::string& error);

/// @pre refusal() is empty
std::shared_ptr<engine::Workload> makeScript(ScriptOptions options);

} // namespace interleave::workloads
