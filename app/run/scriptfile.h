// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace interleave::run {

/// The text of a script (core/workloads/README.md) from a file's bytes: such a text itself, or the JSON form
///
///     {"seed": 1, "tasks": [{"count": 8, "name": "cook", "phases": ["compute 2 ms", "wait 20 ms"]}]}
///
/// of which `seed`, `count` and `name` may be left out. Whether a text can be understood is not looked at.
/// @return empty, and in `error` a sentence that says where and what is wrong
std::optional<QString> scriptFrom(const QByteArray& file, QString& error);

/// The same from a file. The sentence names it.
std::optional<QString> readScriptFile(const QString& path, QString& error);

} // namespace interleave::run
