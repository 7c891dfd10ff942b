// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/model.h"

#include <QJsonObject>
#include <QString>

namespace interleave::run {

/// A model of an experiment as it is remembered, all but its name, which follows from its parameters.
QJsonObject toJson(const engine::Model& model);
/// The inverse; keeps the first fault as a sentence in `error`, where none is yet.
engine::Model modelFrom(const QJsonObject& json, QString& error);

} // namespace interleave::run
