// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <iosfwd>
#include <optional>

namespace interleave::run {

/// Writes a file as a whole or not at all: until all of it is on the disk an old file stays as it was.
/// @return empty, or a sentence
QString writeTextFile(const QString& path, const std::function<void(std::ostream&)>& write);

/// What a text file written by whatever editor says, in UTF-8: without a byte-order mark, every line ended as
/// Unix or Windows do.
/// @return empty, and in `error` one sentence that says what it is instead, where it is no such text
std::optional<QByteArray> plainText(QByteArray bytes, QString& error);

} // namespace interleave::run
