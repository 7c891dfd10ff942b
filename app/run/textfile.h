// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/outputfile.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <iosfwd>
#include <optional>

namespace interleave::run {

/// A text on one line, whatever its bytes are: control characters as \x1b.
QString shown(const QString& text);

/// Where the name of an output leads.
observe::Destination destinationOf(const QString& path);

/// Why nothing can be written there, as far as that can be told beforehand: a sentence that names the path;
/// empty if something can.
QString refusalOf(const observe::Destination& destination, const QString& path);

struct Written
{
    QString failure;         ///< empty, or a sentence
    bool readerLeft = false; ///< whoever reads standard output has had enough and left: no failure of ours
};

/// Writes a file as a whole or not at all: until all of it is on the disk an old file stays as it was. What
/// is no file but a stream (core/observe/destination.h) gets the bytes as they come.
Written writeTextFile(const QString& path, const std::function<void(std::ostream&)>& write,
                      observe::NobodyReads nobody = observe::NobodyReads::Fail);
Written writeFile(const QString& path, const QByteArray& bytes,
                  observe::NobodyReads nobody = observe::NobodyReads::Fail);

/// The bytes of a file, or of a pipe until its end; of one that is longer than `most`, one byte more.
/// @return empty, and in `reason` why it cannot be read, in words that follow a colon
std::optional<QByteArray> readBytes(const QString& path, qsizetype most, QString& reason);

/// What a text file written by whatever editor says, in UTF-8: without a byte-order mark, every line ended as
/// Unix or Windows do.
/// @return empty, and in `error` one sentence that says what it is instead, where it is no such text
std::optional<QByteArray> plainText(QByteArray bytes, QString& error);

} // namespace interleave::run
