// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/model.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace interleave::run {

/// A model of an experiment as it is remembered, all but its name, which follows from its parameters.
QJsonObject toJson(const engine::Model& model);
/// The inverse; a field that does not fit is told in `faults`, and is what it is in the table of models.
/// Empty: it is none of the models.
std::optional<engine::Model> modelFrom(const QJsonObject& json, QStringList& faults);

} // namespace interleave::run
