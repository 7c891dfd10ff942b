// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/imageoutput.h"
#include "core/observe/pipe.h"
#if defined(INTERLEAVE_HAS_WINDOW)
#include "app/window/windowmain.h"
#endif

using namespace interleave;

int main(int argc, char** argv)
{
    observe::raiseOpenFileLimit();
    // Workers wait in Qt's own event loop: GLib's costs more per turn and differs between systems.
    qputenv("QT_NO_THREADED_GLIB", "1");
    QStringList arguments;
    for (int k = 1; k < argc; ++k)
        arguments << QString::fromLocal8Bit(argv[k]);

#if defined(INTERLEAVE_HAS_WINDOW)
    if (window::wanted(arguments))
        return window::show(argc, argv, arguments);
#endif
    const auto drawing = cli::wantsImage(arguments) ? cli::Drawing::Yes : cli::Drawing::No;
    const auto application = cli::makeApplication(argc, argv, drawing);
    QCoreApplication::setApplicationName(QStringLiteral("interleave"));
    QCoreApplication::setApplicationVersion(QStringLiteral(INTERLEAVE_VERSION));
    return cli::execute(arguments);
}
