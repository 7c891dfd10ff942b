// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>

namespace interleave::tests {
namespace {

Ended ran(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    Ended ended;
    const bool finished = process.waitForFinished(100'000);
    if (finished && process.exitStatus() == QProcess::NormalExit)
        ended.status = process.exitCode();
    ended.out = QString::fromUtf8(process.readAllStandardOutput());
    ended.err = QString::fromUtf8(process.readAllStandardError());
    if (!finished)
        process.kill();
    return ended;
}

} // namespace

QJsonObject Ended::json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }

QByteArray Ended::everything() const
{
    return QStringLiteral("status %1\n%2\n%3").arg(QString::number(status), out, err).toUtf8();
}

QString programPath() { return QStringLiteral(INTERLEAVE_PROGRAM); }

Ended runProgram(const QStringList& arguments) { return ran(programPath(), arguments); }

Ended shell(const QString& script)
{
    return ran(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), script, programPath()});
}

QStringList shortSums()
{
    return QStringLiteral("run --workload sums --number 100000 --tasks 4 --models sequential").split(u' ');
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<QJsonObject> jsonLines(const QString& path)
{
    QList<QJsonObject> objects;
    const QByteArrayList lines = contents(path).split('\n');
    for (const QByteArray& line : lines) {
        if (!line.isEmpty())
            objects << QJsonDocument::fromJson(line).object();
    }
    return objects;
}

} // namespace interleave::tests
