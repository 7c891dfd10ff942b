// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace interleave::cli {

struct Parsed;

/// Exit statuses of the program; one that a signal has ended leaves with observe::endStatus().
enum ExitStatus : int {
    Success = 0,
    Failure = 1, ///< a task failed, or an output could not be written
    WrongUsage = 2,
    ReaderLeft = 141, ///< of standard output: what the shell says of other programs then
};

/// The whole program for these arguments (without the program's name): prints, runs, returns the exit status.
/// Needs a QCoreApplication; one that can draw when wantsImage().
int execute(const QStringList& arguments);

/// Whether a word is the name of a command.
bool isCommand(const QString& word);

/// Whether these arguments ask for an image. Before there is an application object.
bool wantsImage(const QStringList& arguments);

/// The commands, with the arguments that follow their names.
int runCommand(const QStringList& arguments);
int serveCommand(const QStringList& arguments);
int listCommand(const QStringList& arguments);
int helpCommand(const QStringList& arguments);

/// Brings what was printed to its reader. @return the exit status of a command that only prints
int printed();

/// Says the sentence with the command's name before it. @return WrongUsage
int refuse(const QString& command, const QString& sentence);

/// The exit status of a command that takes options only, when its arguments ask for help or are wrong; says
/// so. Empty: it can go on.
std::optional<int> endedByArguments(const QString& command, const Parsed& parsed);

} // namespace interleave::cli
