// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/experiment.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace interleave::run {

/// The experiment as it is remembered: all that it holds, but for user info in addresses, for what
/// startServer() fills in (program, processors, source, conditions), and for the names of models, which
/// follow from their parameters.
QJsonObject toJson(const Experiment& experiment);

/// The inverse, for input that may be of another version or hostile; the ranges are those of `interleave
/// run`. What only refusal() can judge (no model, an address that is none, a processor that this computer
/// does not have) is read as it is.
/// @return empty, and in `error` one sentence that names the value, when something is missing, is not known
/// or is out of range
std::optional<Experiment> experimentFromJson(const QJsonObject& json, QString& error);

} // namespace interleave::run
