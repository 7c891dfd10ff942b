// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace interleave::tests {

/// How the real program ended and what it said.
struct Ended
{
    int status = -1; ///< -1: it crashed, or did not end in time
    QString out, err;

    QStringList outLines() const { return out.split(u'\n', Qt::SkipEmptyParts); }
    QStringList errLines() const { return err.split(u'\n', Qt::SkipEmptyParts); }
    /// The one object on standard output; empty when there is anything else.
    QJsonObject json() const;
    /// For the message of a failing check.
    QByteArray everything() const;
};

/// The built `interleave`.
QString programPath();

/// Runs it to its end.
Ended runProgram(const QStringList& arguments);

/// Runs a line of shell script; "$0" in it is the program.
Ended shell(const QString& script);

/// Few and short tasks: what the tests of outputs and files run.
QStringList shortSums();

QByteArray contents(const QString& path);
/// Each line of a file as the JSON object that it must be; an empty object where it is none.
QList<QJsonObject> jsonLines(const QString& path);

} // namespace interleave::tests
