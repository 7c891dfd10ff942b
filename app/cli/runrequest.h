// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"
#include "app/images/image.h"
#include "core/engine/model.h"
#include "core/net/practiceserverprocess.h"
#include "core/workloads/downloads.h"
#include "core/workloads/sums.h"

#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace interleave::cli {

/// What `interleave run` writes, and how it talks.
struct Outputs
{
    QString image, save, events; ///< paths; empty: not asked for
    images::ImageOptions drawing;
    bool json = false;
    bool quiet = false;
};

/// A checked request: everything that `interleave run` needs to know before it begins.
struct RunRequest
{
    std::vector<engine::Model> models; ///< in the order to run them, overrides applied
    /// One of the two.
    std::optional<workloads::DownloadsOptions> downloads;
    std::optional<workloads::SumsOptions> sums;
    /// Set when the practice server is to be started and downloaded from: then `downloads` has no addresses
    /// yet.
    std::optional<net::PracticeServerOptions> server;
    QStringList pages; ///< of the practice server, downloaded in turn: "jython", "dice"
    Outputs outputs;

    bool needsWorkerProgram() const;
};

/// Reads a request from a command's options, a preset's already mixed in. Files named by options are only
/// looked at by outputRefusal() (outputs.h) and here for --ca.
/// @param available the processors that this program may use
/// @return empty, and one sentence in `error` that says what is wrong and how to mend it, when they make no
/// sense
std::optional<RunRequest> readRunRequest(const OptionValues& values, std::span<const ProcessorId> available,
                                         QString& error);

/// Options of the practice server, as `run` and `serve` share them; the first error is left in the reader.
class ValueReader;
net::PracticeServerOptions readServerOptions(ValueReader& reader);

/// {"latency", "50 ms"}, …: what a title says of the server.
std::vector<std::pair<std::string, std::string>> conditionsOf(const net::PracticeServerOptions& options);

} // namespace interleave::cli
