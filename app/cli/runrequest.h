// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"
#include "app/images/image.h"
#include "app/run/experiment.h"

#include <QString>

#include <optional>
#include <span>

namespace interleave::cli {

/// What `interleave run` writes, and how it talks.
struct Outputs
{
    QStringList images;                   ///< paths, each with its own ending
    QString save, events, csv, csvPoints; ///< paths; empty: not asked for
    images::ImageOptions drawing;
    bool json = false;
    bool explain = false;
    bool quiet = false;
};

/// A checked request: everything that `interleave run` needs to know before it begins.
struct RunRequest
{
    run::Experiment experiment; ///< overrides applied to its models
    Outputs outputs;
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

} // namespace interleave::cli
