// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/imageoutput.h"
#include "core/observe/endsignals.h"
#include "core/observe/pipe.h"
#include "core/observe/qtmessages.h"
#if defined(INTERLEAVE_HAS_WINDOW)
#include "app/window/windowmain.h"
#endif

#include <algorithm>

using namespace interleave;

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
        return window::show(forQt, argv, *arguments);
#endif
    const auto drawing = cli::wantsImage(*arguments) ? cli::Drawing::Yes : cli::Drawing::No;
    const auto application = cli::makeApplication(forQt, argv, drawing);
    QCoreApplication::setApplicationName(QStringLiteral("interleave"));
    QCoreApplication::setApplicationVersion(QStringLiteral(INTERLEAVE_VERSION));
    return cli::execute(*arguments);
}
