// SPDX-License-Identifier: GPL-3.0-or-later
// interleave-worker: a process worker, or with --practice-server the practice server. No GUI libraries.
#include "core/engine/attributing.h"
#include "core/engine/processworker.h"
#include "core/net/practiceservermain.h"
#include "core/observe/pipe.h"
#include "core/observe/qtmessages.h"
#include "core/workloads/registry.h"

#include <QCoreApplication>

int main(int argc, char** argv)
{
    interleave::observe::occupyStandardStreams();
    interleave::observe::keepQtToItself();
    interleave::observe::raiseOpenFileLimit();
    qputenv("QT_NO_GLIB", "1"); // before the application: its event loop is the worker's
    const interleave::engine::Attributing<QCoreApplication> app(argc, argv);
    if (app.arguments().contains(QLatin1String("--practice-server")))
        return interleave::net::runPracticeServer(app.arguments());
    return interleave::engine::runProcessWorker(interleave::workloads::makeWorkload);
}
