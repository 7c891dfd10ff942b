// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/imageoutput.h"

#include "app/cli/commands.h"
#include "app/cli/sweepchart.h"
#include "core/engine/attributing.h"
#include "core/observe/qtmessages.h"

#include <QApplication>

namespace interleave::cli {

namespace {

/// A variable of the environment that has another value while this object lives.
class SetMeanwhile
{
public:
    SetMeanwhile(const char* name, const char* value)
        : m_name(name), m_was(qEnvironmentVariableIsSet(name)), m_before(qgetenv(name))
    {
        qputenv(name, value);
    }
    ~SetMeanwhile()
    {
        if (m_was)
            qputenv(m_name, m_before);
        else
            qunsetenv(m_name);
    }
    SetMeanwhile(const SetMeanwhile&) = delete;
    SetMeanwhile& operator=(const SetMeanwhile&) = delete;

private:
    const char* m_name;
    bool m_was;
    QByteArray m_before;
};

} // namespace

std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv, Drawing drawing)
{
    if (drawing == Drawing::No)
        return std::make_unique<engine::Attributing<QCoreApplication>>(argc, argv);
    // Drawing into files needs no display, and Qt would end the program where the one it is told to use is
    // missing.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qunsetenv("QT_QPA_PLATFORMTHEME"); // a desktop's may want a display as well
    // Qt looks for Wayland all the same, and makes the folders in which it would be.
    const SetMeanwhile runtimeFolder("XDG_RUNTIME_DIR", "/dev/null"), temporaryFolder("TMPDIR", "/dev/null");
    const observe::IfQtGivesUp refusal(
        "run: pictures cannot be drawn here, for Qt does not find its part that draws without a display "
        "(libqoffscreen.so); install Qt's Gui library anew, or leave --image out.",
        WrongUsage);
    return std::make_unique<engine::Attributing<QApplication>>(argc, argv);
}

QString imageRefusal(const QString& path) { return images::refusal(path); }

QString drawImage(const QString& path, const std::vector<const Trace*>& runs,
                  const images::ImageOptions& options)
{
    return images::writeImage(path, runs, options);
}

QString drawSweep(const QString& path, const run::RunList& list,
                  const std::vector<const run::RunResult*>& runs, const images::ImageOptions& options)
{
    return images::writeChart(path, sweepChart(list, runs, options.title), options);
}

} // namespace interleave::cli
