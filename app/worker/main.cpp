// SPDX-License-Identifier: GPL-3.0-or-later
// interleave-worker: a process worker, or with --practice-server the practice server. No GUI libraries.
#include "core/engine/attributing.h"
#include "core/engine/eventloop.h"
#include "core/engine/processworker.h"
#include "core/net/practiceservermain.h"
#include "core/observe/limits.h"
#include "core/observe/pipe.h"
#include "core/observe/qtmessages.h"
#include "core/workloads/registry.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>

namespace {

/// Qt ends a program that has no file left for its event loop.
constexpr unsigned leastFiles = 4;

int refuse(bool practiceServer)
{
    return practiceServer
               ? interleave::net::refusePracticeServer(QLatin1String(interleave::engine::noFileForTheLoop))
               : interleave::engine::refuseProcessWorker(interleave::engine::noFileForTheLoop);
}

} // namespace

int main(int argc, char** argv)
{
    interleave::observe::occupyStandardStreams();
    interleave::observe::keepQtToItself();
    interleave::observe::raiseOpenFileLimit();
    const auto isPracticeServer = [](const char* word) {
        return std::string_view(word) == "--practice-server";
    };
    if (!interleave::observe::mayOpenFiles(leastFiles))
        return refuse(std::any_of(argv, argv + argc, isPracticeServer));
    qputenv("QT_NO_GLIB", "1"); // before the application: its event loop is the worker's
    const interleave::engine::Attributing<QCoreApplication> app(argc, argv);
    if (app.arguments().contains(QLatin1String("--practice-server")))
        return interleave::net::runPracticeServer(app.arguments());
    return interleave::engine::runProcessWorker(interleave::workloads::makeWorkload);
}
