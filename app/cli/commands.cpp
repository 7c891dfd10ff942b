// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

#include "app/cli/options.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "app/cli/usage.h"
#include "app/cli/values.h"
#include "app/run/userinfo.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace interleave::cli {
namespace {

struct Command
{
    QLatin1StringView name;
    int (*run)(const QStringList& arguments);
};

constexpr std::array commands{
    Command{QLatin1StringView("run"), runCommand}, Command{QLatin1StringView("serve"), serveCommand},
    Command{QLatin1StringView("list"), listCommand}, Command{QLatin1StringView("help"), helpCommand}};

int printUsage(const QString& usage)
{
    printLine(usage.chopped(1)); // its last line end is printLine's
    return printed();
}

int unknownCommand(const QString& typed)
{
    const QString word = run::withoutUserInfo(typed.toStdString()); // an address, perhaps
    QStringList known{QStringLiteral("--help"), QStringLiteral("--version")};
    for (const Command& command : commands)
        known << command.name;
    const QString meant = nearest(word, known);
    complain(
        meant.isEmpty()
            ? Text::tr("there is no command “%1”; interleave --help lists those that there are.").arg(word)
            : Text::tr("there is no command “%1”; did you mean %2?").arg(word, meant));
    return WrongUsage;
}

QString noOption(const QString& typed)
{
    const QString word = run::withoutUserInfo(typed.toStdString()); // an address, perhaps
    return word.startsWith(QLatin1StringView("--"))
               ? Text::tr("“%1” stands behind a --, where no option is read; leave that out.").arg(word)
               : Text::tr("“%1” is no option; options begin with --.").arg(word);
}

} // namespace

int execute(const QStringList& arguments)
{
    if (arguments.isEmpty())
        return printUsage(generalUsage());
    const QString& word = arguments.first();
    if (word == QLatin1StringView("--help") || word == QLatin1StringView("-h"))
        return printUsage(generalUsage());
    if (word == QLatin1StringView("--version") || word == QLatin1StringView("-v"))
        return printUsage(QStringLiteral("interleave %1\n").arg(QCoreApplication::applicationVersion()));
    const auto command = std::ranges::find(commands, word, &Command::name);
    return command == commands.end() ? unknownCommand(word) : command->run(arguments.mid(1));
}

bool isCommand(const QString& word)
{
    return std::ranges::find(commands, word, &Command::name) != commands.end();
}

bool wantsImage(const QStringList& arguments)
{
    const auto names = [](const QString& word) {
        return word == QLatin1StringView("--image") || word.startsWith(QLatin1StringView("--image="));
    };
    return std::ranges::any_of(arguments, names);
}

int helpCommand(const QStringList& arguments)
{
    if (arguments.isEmpty())
        return printUsage(generalUsage());
    const QString usage = usageOf(arguments.first());
    return usage.isEmpty() ? unknownCommand(arguments.first()) : printUsage(usage);
}

int printed()
{
    if (flushOutput())
        return Success;
    if (readerLeft())
        return ReaderLeft;
    complain(Text::tr("nothing can be written to standard output: %1.").arg(outputFailure()));
    return Failure;
}

int refuse(const QString& command, const QString& sentence)
{
    complain(QStringLiteral("%1: %2").arg(command, sentence));
    return WrongUsage;
}

std::optional<int> endedByArguments(const QString& command, const Parsed& parsed)
{
    if (parsed.help)
        return helpCommand({command});
    if (!parsed.error.isEmpty())
        return refuse(command, parsed.error);
    if (!parsed.words.isEmpty())
        return refuse(command, noOption(parsed.words.first()));
    return std::nullopt;
}

} // namespace interleave::cli
