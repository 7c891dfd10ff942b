// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/workload.h"
#include "core/net/clientoptions.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace interleave::workloads {

struct DownloadsOptions
{
    std::vector<std::string> addresses; ///< http or https; task k downloads addresses[k % size]
    std::size_t tasks = 160;
    net::ClientOptions client;
    /// How many times each body is really parsed (tags, links and words counted) after it has arrived: the
    /// visible share of computing in the teaching pictures. 0: bodies are counted and dropped.
    unsigned parsePasses = 0;
    std::string source; ///< for the title: "the practice server"; empty: the addresses' hosts are named
    std::vector<std::pair<std::string, std::string>> conditions; ///< of the server: {"latency", "50 ms"}
};

/// Why these options cannot be run: one sentence, with the address that is at fault; empty when they can.
std::string refusal(const DownloadsOptions& options);

/// What a title says beside their name: the server's, and what is done with each page.
std::vector<std::pair<std::string, std::string>> conditionsOf(const DownloadsOptions& options);

/// @pre refusal() is empty
std::shared_ptr<engine::Workload> makeDownloads(DownloadsOptions options);

} // namespace interleave::workloads
