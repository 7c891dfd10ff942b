// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/outputs.h"

#include "app/cli/imageoutput.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "app/run/runcsv.h"
#include "app/run/textfile.h"

#include "core/analysis/measuredby.h"
#include "core/formats/chrometrace.h"
#include "core/formats/eventlines.h"

#include <algorithm>
#include <functional>
#include <ostream>

namespace interleave::cli {
namespace {

struct Target
{
    const char* option;
    QString path;
};

std::vector<Target> targetsOf(const Outputs& outputs)
{
    std::vector<Target> targets;
    for (const QString& image : outputs.images)
        targets.push_back({"image", image});
    for (const Target& target : {Target{"save", outputs.save}, Target{"events", outputs.events},
                                 Target{"csv", outputs.csv}, Target{"csv-points", outputs.csvPoints}}) {
        if (!target.path.isEmpty())
            targets.push_back(target);
    }
    return targets;
}

/// An output that is what the run reads from. Terminals and /dev/null can be both.
QString inputRefusal(const observe::Destination& to, const QStringList& inputs)
{
    for (const QString& path : inputs) {
        const observe::Destination from = run::destinationOf(path);
        if (observe::same(to, from) && !to.isNull() && !to.isTerminal())
            return Text::tr("%1 is read by this run, and would be lost; choose another name.").arg(path);
    }
    return {};
}

/// An output that is what standard output or standard error go to: the file would take the place of what they
/// write, and in a stream it would mix with the report's lines.
QString standardStreamRefusal(const observe::Destination& to, const Outputs& outputs)
{
    const observe::Destination out = observe::destinationOf(1), error = observe::destinationOf(2);
    const bool isOut = observe::same(to, out), isError = observe::same(to, error);
    if (to.kind == observe::Destination::Kind::File)
        return isOut || isError
                   ? Text::tr("what the program says goes into that file already; choose another "
                              "name, or %1 to write there.")
                         .arg(isOut ? QStringLiteral("-") : QStringLiteral("/dev/stderr"))
                   : QString();
    if (to.isNull() || !isOut)
        return {};
    if (outputs.json)
        return Text::tr("standard output is where --json writes; choose another name, or leave --json out.");
    if (isError && !to.isTerminal())
        return Text::tr("standard output and standard error are one here, and its lines would mix with the "
                        "report's; send one of the two elsewhere.");
    return {};
}

void writeEvents(std::ostream& out, std::span<const run::RunResult> runs)
{
    for (std::uint32_t k = 0; k < runs.size(); ++k)
        formats::writeEventLines(out, runs[k].events, runs[k].zero, k);
}

/// Of a sweep its chart; else timelines, of what was repeated those of the first time.
QString draw(const QString& path, const Outputs& outputs, const run::RunList& list,
             const std::vector<const run::RunResult*>& runs)
{
    images::ImageOptions drawing = outputs.drawing;
    drawing.nobody = observe::NobodyReads::Wait;
    if (list.parameter)
        return drawSweep(path, list, runs, drawing);
    std::vector<const Trace*> traces;
    for (const run::RunResult* run : runs)
        if (run->planned.repetition == 0)
            traces.push_back(&run->trace);
    return drawImage(path, traces, drawing);
}

} // namespace

QString outputRefusal(const Outputs& outputs, const QStringList& inputs)
{
    std::vector<observe::Destination> known;
    for (const Target& target : targetsOf(outputs)) {
        const QString option = QLatin1StringView(target.option);
        const observe::Destination to = run::destinationOf(target.path);
        QString refusal = run::refusalOf(to, target.path);
        if (refusal.isEmpty())
            refusal = inputRefusal(to, inputs);
        if (refusal.isEmpty())
            refusal = standardStreamRefusal(to, outputs);
        if (!refusal.isEmpty())
            return Text::tr("--%1: %2").arg(option, refusal);
        const auto taken = [&](const observe::Destination& other) { return observe::same(to, other); };
        if (!to.isNull() && std::ranges::any_of(known, taken))
            return Text::tr(
                       "two outputs cannot go into one file or stream, %1; choose another name for --%2.")
                .arg(target.path, option);
        known.push_back(to);
    }
    for (const QString& image : outputs.images)
        if (QString refusal = imageRefusal(image); !refusal.isEmpty())
            return refusal;
    return {};
}

bool takesStandardOutput(const Outputs& outputs)
{
    const observe::Destination out = observe::destinationOf(1);
    return std::ranges::any_of(targetsOf(outputs), [&](const Target& target) {
        const observe::Destination to = run::destinationOf(target.path);
        return observe::same(to, out) && !to.isNull();
    });
}

bool anyFile(const Outputs& outputs) { return !targetsOf(outputs).empty(); }

QStringList writeOutputs(const Outputs& outputs, const run::RunList& list,
                         std::span<const run::RunResult> runs)
{
    QStringList failures;
    const auto note = [&](const QString& sentence) {
        if (!sentence.isEmpty())
            failures << sentence;
    };
    std::vector<const Trace*> traces;
    std::vector<const run::RunResult*> results;
    for (const run::RunResult& run : runs) {
        traces.push_back(&run.trace);
        results.push_back(&run);
    }
    const auto text = [&](const QString& path, const std::function<void(std::ostream&)>& write) {
        if (path.isEmpty())
            return;
        const run::Written written = run::writeTextFile(path, write, observe::NobodyReads::Wait);
        note(written.failure);
        if (written.readerLeft)
            noteReaderLeft();
    };
    text(outputs.save, [&](std::ostream& out) {
        formats::writeChromeTrace(out, traces, analysis::measuredBy, outputs.drawing.title.toStdString());
    });
    text(outputs.events, [&](std::ostream& out) { writeEvents(out, runs); });
    for (const QString& image : outputs.images)
        note(draw(image, outputs, list, results));
    text(outputs.csv, [&](std::ostream& out) { writeRunsCsv(out, list, results); });
    text(outputs.csvPoints, [&](std::ostream& out) { writePointsCsv(out, list, results); });
    return failures;
}

} // namespace interleave::cli
