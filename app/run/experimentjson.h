// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/experiment.h"

#include <QJsonObject>
#include <QStringList>

namespace interleave::run {

/// The experiment as it is remembered: all that it holds, but for user info in addresses, for what
/// startServer() fills in (program, processors, source, conditions), and for the names of models, which
/// follow from their parameters.
QJsonObject toJson(const Experiment& experiment);

/// The inverse, for input that may be of another version or hostile; the ranges are those of `interleave
/// run`. Whatever toJson() wrote is read without a fault. What only refusal() can judge (no model, an address
/// that is none, a script that is too long, a processor that this computer does not have) is read as it is.
/// @param faults one sentence for each value that is missing, is not known or is out of range; it falls
/// alone, and the usual one takes its place
Experiment experimentFromJson(const QJsonObject& json, QStringList& faults);

} // namespace interleave::run
