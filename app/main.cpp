// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/imageoutput.h"
#include "core/observe/endsignals.h"
#include "core/observe/limits.h"
#include "core/observe/pipe.h"
#include "core/observe/qtmessages.h"
#if defined(INTERLEAVE_HAS_WINDOW)
#include "app/window/windowmain.h"
#endif

#include <algorithm>
#include <cstdio>

using namespace interleave;

namespace {

/// Free ones that a program of Qt's needs to begin, and to end with a sentence instead of an abort: its event
/// loop; fonts and plug-ins of a picture; the display's connections of a window.
constexpr unsigned filesOfCommands = 4, filesOfPictures = 12, filesOfTheWindow = 32;

bool enoughFiles(unsigned least)
{
    if (observe::mayOpenFiles(least))
        return true;
    std::fprintf(
        stderr,
        "interleave: the system allows this program too few open files: it needs %u more to begin; raise "
        "the limit (ulimit -n).\n",
        least);
    return false;
}

} // namespace

int main(int argc, char** argv)
{
    observe::occupyStandardStreams();
    observe::listenToEndSignals();
    observe::keepQtToItself();
    observe::raiseOpenFileLimit();
    // Workers wait in Qt's own event loop: GLib's costs more per turn and differs between systems.
    qputenv("QT_NO_THREADED_GLIB", "1");
    const std::optional<QStringList> arguments = cli::decodedArguments(argc, argv);
    if (!arguments)
        return cli::WrongUsage;

    int forQt = std::min(argc, 1); // it would take some of the others as its own
#if defined(INTERLEAVE_HAS_WINDOW)
    if (window::wanted(*arguments))
        return !enoughFiles(filesOfTheWindow) ? cli::WrongUsage : window::show(forQt, argv, *arguments);
#endif
    const auto drawing = cli::wantsImage(*arguments) ? cli::Drawing::Yes : cli::Drawing::No;
    if (!enoughFiles(drawing == cli::Drawing::Yes ? filesOfPictures : filesOfCommands))
        return cli::WrongUsage;
    const auto application = cli::makeApplication(forQt, argv, drawing);
    QCoreApplication::setApplicationName(QStringLiteral("interleave"));
    QCoreApplication::setApplicationVersion(QStringLiteral(INTERLEAVE_VERSION));
    return cli::execute(*arguments);
}
