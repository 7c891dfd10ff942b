// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/workerprogram.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace interleave::run {

QString workerProgramPath()
{
    const QDir here(QCoreApplication::applicationDirPath());
    for (const char* path : {"interleave-worker", "../libexec/interleave/interleave-worker"}) {
        const QFileInfo program(here.filePath(QLatin1StringView(path)));
        if (program.isFile() && program.isExecutable())
            return program.canonicalFilePath();
    }
    return {};
}

QString noWorkerProgram()
{
    return QCoreApplication::translate(
               "Experiment",
               "the program interleave-worker is neither in %1 nor in ../libexec/interleave beside it; "
               "build or install Interleave as a whole.")
        .arg(QCoreApplication::applicationDirPath());
}

} // namespace interleave::run
