// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/qtmessages.h"

#include "core/observe/endsignals.h"

#include <QString>
#include <QtGlobal>

#include <array>
#include <atomic>
#include <cstdio>

namespace interleave::observe {
namespace {

constexpr const char* usualSentence = "the system refuses what the program cannot do without, and it ends "
                                      "here; what was not saved is lost. Most "
                                      "often too many files, processes or threads are open, or there is no "
                                      "memory: allow more (ulimit -a shows what "
                                      "is allowed), or run fewer workers.";

struct GivingUp
{
    const char* sentence;
    int status;
};
constexpr GivingUp usual{usualSentence, 1};
std::atomic<const GivingUp*> givingUp{&usual};
GivingUp chosen{};

/// Failures after which Qt itself ends the program, having told of them as if they were mere warnings.
struct Loss
{
    const char* begin;
    const char* sentence;
};
constexpr std::array losses{
    Loss{"The X11 connection broke",
         "the display has gone, and the window with it; what was not saved is lost."},
    Loss{"The Wayland connection broke",
         "the display has gone, and the window with it; what was not saved is lost."},
    Loss{"The Wayland connection experienced a fatal error",
         "the display has gone, and the window with it; what was not saved is lost."}};

void say(const char* sentence) { std::fprintf(stderr, "interleave: %s\n", sentence); }

void handle(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    if (type == QtFatalMsg) {
        if (message.startsWith(
                QLatin1StringView("ASSERT"))) { // a fault of the program: its place, and a core
            std::fprintf(stderr, "%s\n", qPrintable(message));
            return;
        }
        const GivingUp& now = *givingUp.load();
        say(now.sentence);
        endAtOnce(now.status);
    }
    for (const Loss& loss : losses)
        if (message.startsWith(QLatin1StringView(loss.begin)))
            say(loss.sentence);
}

} // namespace

void keepQtToItself()
{
    if (!qEnvironmentVariableIsEmpty("INTERLEAVE_QT_MESSAGES"))
        return;
    // With these Qt aborts after what is no reason to.
    qunsetenv("QT_FATAL_WARNINGS");
    qunsetenv("QT_FATAL_CRITICALS");
    qInstallMessageHandler(handle);
}

IfQtGivesUp::IfQtGivesUp(const char* sentence, int status)
{
    chosen = {sentence, status};
    givingUp = &chosen;
}

IfQtGivesUp::~IfQtGivesUp() { givingUp = &usual; }

} // namespace interleave::observe
