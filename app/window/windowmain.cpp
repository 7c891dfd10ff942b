// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windowmain.h"

#include "app/cli/commands.h"
#include "app/cli/presets.h"
#include "app/timeline/accessibletimeline.h"
#include "app/window/mainwindow.h"
#include "app/window/windowapplication.h"
#include "core/observe/affinity.h"
#include "core/observe/endsignals.h"
#include "core/observe/qtmessages.h"

#include <QFileInfo>
#include <QIcon>
#include <QSocketNotifier>
#include <QTimer>

#include <cstdio>
#include <optional>

namespace interleave::window {
namespace {

constexpr const char* noDisplay =
    "there is no display to open a window on; interleave --help lists what it does without one.";
constexpr int noDisplayStatus = 2;

bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

} // namespace

bool wanted(const QStringList& arguments)
{
    if (arguments.isEmpty())
        return true;
    const QString& word = arguments.first();
    // A plain word that is no file may be a misspelt command.
    const bool named =
        (QFileInfo::exists(word) && !cli::isCommand(word)) || word.contains(u'.') || word.contains(u'/');
    return arguments.size() == 1 && !word.startsWith(u'-') && named;
}

int show(int& argc, char** argv, const QStringList& arguments)
{
#if defined(INTERLEAVE_NEEDS_DISPLAY)
    if (!hasDisplay()) {
        std::fprintf(stderr, "interleave: %s\n", noDisplay);
        return noDisplayStatus;
    }
#endif
    std::optional<observe::IfQtGivesUp> refusal(std::in_place, noDisplay, noDisplayStatus);
    WindowApplication application(argc, argv);
    refusal.reset();
    QApplication::setStyle(QStringLiteral("Fusion"));
    QCoreApplication::setApplicationName(QStringLiteral("interleave"));
    QCoreApplication::setApplicationVersion(QStringLiteral(INTERLEAVE_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Interleave"));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.interleave.Interleave"));
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/interleave.svg")));
    view::installAccessibleTimeline();

    const observe::OrderlyEnd orderly;
    const std::vector<ProcessorId> available = observe::allowedProcessors();
    MainWindow window(available, cli::presetExperiments(available));
    application.setLane(&window.controller().lane());
    window.show();
    if (!arguments.isEmpty())
        QTimer::singleShot(0, &window, [&] { window.openFile(arguments.first()); });
    const QSocketNotifier end(observe::endDescriptor(), QSocketNotifier::Read);
    QObject::connect(&end, &QSocketNotifier::activated, &window, [&] {
        window.close();                               // what is remembered is kept, what runs is stopped
        QCoreApplication::exit(observe::endStatus()); // of dialogs, too
    });
    const int status = QApplication::exec();
    application.setLane(nullptr);
    return observe::endAsked() ? observe::endStatus() : status;
}

} // namespace interleave::window
