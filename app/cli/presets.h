// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"
#include "app/run/experiment.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace interleave::cli {

/// A ready-made experiment: options of `interleave run` under a name. One file each under resources/presets.
struct Preset
{
    QString id, title, description;
    OptionValues options; ///< --title among them
};

/// Reads a preset file. @return empty, and a sentence in `error`, when it is none or names an option that is
/// none
std::optional<Preset> presetFrom(const QByteArray& json, QString& error);

/// Those compiled in, in the order to show them.
const std::vector<Preset>& presets();

/// The same as experiments, where this program may use these processors.
std::vector<run::Preset> presetExperiments(std::span<const ProcessorId> available);

/// The preset's options overridden by those given. What the given ones leave without a meaning is left out of
/// the preset: the practice server's options beside --url, a workload's options beside another --workload,
/// the title beside any option but those of the results and the picture.
OptionValues overridden(const Preset& preset, const OptionValues& given);

} // namespace interleave::cli
