// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/usage.h"

#include "app/cli/columns.h"
#include "app/cli/options.h"
#include "app/cli/text.h"

namespace interleave::cli {
namespace {

QString heading(Group group)
{
    switch (group) {
    case Group::Work:
        return Text::tr("What to run:");
    case Group::Downloads:
        return Text::tr("Downloads:");
    case Group::Server:
        return Text::tr("The practice server, used when there is no --url:");
    case Group::Sums:
        return Text::tr("Sums:");
    case Group::Mixed:
        return Text::tr("Mixed (which takes the options of downloads, too):");
    case Group::Script:
        return Text::tr("Scripts:");
    case Group::Model:
        return Text::tr("Changes to every chosen model:");
    case Group::Unfolding:
        return Text::tr("Again, and with other values:");
    case Group::Picture:
        return Text::tr("A picture of the runs (the others need --image):");
    case Group::Output:
        return Text::tr("Results:");
    case Group::Serve:
    case Group::List:
        break;
    }
    return Text::tr("Options:");
}

/// The options under the headings of their groups.
QString optionsText(std::span<const OptionSpec> specs)
{
    std::vector<QStringList> rows;
    for (const OptionSpec& spec : specs) {
        QString option = QStringLiteral("  --") + QLatin1StringView(spec.name);
        if (spec.value)
            option += u' ' + QString::fromUtf8(spec.value);
        rows.push_back({option, Text::tr(spec.help)});
    }
    const QStringList lines = alignedLines({{}, {}}, rows);
    QString text;
    for (std::size_t k = 0; k < specs.size(); ++k) {
        if (k == 0 || specs[k].group != specs[k - 1].group)
            text += u'\n' + heading(specs[k].group) + u'\n';
        text += lines[static_cast<qsizetype>(k)] + u'\n';
    }
    return text;
}

QString runUsage()
{
    return Text::tr("Usage: interleave run [options]\n\n"
                    "Runs a workload under one concurrency model after another and shows what every task "
                    "really did:\n"
                    "as a table, as an image, as files. All choices can be seen with interleave list.\n") +
           optionsText(runOptions()) +
           Text::tr(
               "\nAn option is written --name value or --name=value, its name in full, and one with a value "
               "is given\nonce; only --models, --url, --pages, --script and --image are lists. An option "
               "that "
               "would do nothing\nis refused.\n") +
           Text::tr("\n--sweep takes workers, in-flight, processors, switch-interval, tasks, number, parse,\n"
                    "hash, latency, jitter or bandwidth, and values such as 1,2,5 or 1..16 or 1..16/3 (in\n"
                    "steps of 3) or 1..64*2 (doubling).\n") +
           Text::tr(
               "\nA script has one kind of task a line: [how many x] [name:] phases between commas. Phases:\n"
               "compute 2 ms, wait 20 ms ± 10 %, download /dice (or https://…), lock A 3 ms,\n"
               "lock A { phases }, repeat 3 { phases }. A line \"seed 7\" changes what ± draws.\n"
               "\nTimes are written 50ms, 1.5s, 200us; sizes 10MB, 64KiB.\n"
               "Exit status: 0 every task finished, 1 some did not or a file could not be written,\n"
               "2 wrong usage or a run that needs more than the system has, 130 stopped by Ctrl-C, 143 by\n"
               "SIGTERM, 129 by SIGHUP (what happened until then is shown and saved; the second signal ends\n"
               "at once), 141 the reader of the results "
               "left.\n"
               "\nThe name of a file may be - for standard output (the lines and the table then go to "
               "standard\n"
               "error), or that of a pipe or a device: they are written to, files are replaced as a "
               "whole.\n\n"
               "Examples:\n"
               "  interleave run --preset io-four-ways --image four.svg\n"
               "  interleave run --tasks 160 --latency 50ms --image article.svg --save article.json\n"
               "  interleave run --workload sums --models sequential,gil,parallel-threads,processes\n"
               "  interleave run --models threads --sweep workers=1..32*2 --repeat 5 --image sweep.svg\n"
               "  interleave run --workload script --script \"8 x compute 2 ms, wait 20 ms, lock A 3 ms\"\n"
               "  interleave run --url https://example.org/ --tasks 20 --models async --in-flight 10\n");
}

QString serveUsage()
{
    return Text::tr("Usage: interleave serve [options]\n\n"
                    "Runs the practice server on this computer until Ctrl-C, SIGTERM or SIGHUP (exit status "
                    "0).\n") +
           optionsText(serveOptions());
}

QString listUsage()
{
    return Text::tr("Usage: interleave list models|workloads|presets [options]\n") +
           optionsText(listOptions());
}

} // namespace

QString generalUsage()
{
    return Text::tr(
        "Interleave runs real work under a concurrency model and draws what really happened.\n\n"
        "Usage:\n"
        "  interleave [FILE]                           the window; with a file, the runs saved in it\n"
        "  interleave run [options]                    run, and show the results\n"
        "  interleave serve [options]                  the practice server, for downloads without internet\n"
        "  interleave list models|workloads|presets    what there is to choose from\n"
        "  interleave help run|serve|list              all options of a command\n"
        "  interleave --version\n\n"
        "A first try:\n"
        "  interleave run --preset io-four-ways --image four-ways.svg\n");
}

QString usageOf(const QString& command)
{
    if (command == QLatin1StringView("help"))
        return generalUsage();
    if (command == QLatin1StringView("run"))
        return runUsage();
    if (command == QLatin1StringView("serve"))
        return serveUsage();
    if (command == QLatin1StringView("list"))
        return listUsage();
    return {};
}

} // namespace interleave::cli
