// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/outputs.h"

#include "app/cli/imageoutput.h"
#include "app/cli/text.h"
#include "app/run/runcsv.h"
#include "app/run/textfile.h"

#include "core/analysis/measuredby.h"
#include "core/formats/chrometrace.h"
#include "core/formats/eventlines.h"

#include <QFileInfo>

#include <algorithm>
#include <ostream>

namespace interleave::cli {
namespace {

struct Target
{
    const char* option;
    QString path;
};

/// Why no file can be written there, as far as that can be told beforehand: a missing folder, a folder or a
/// device in its place, no permission. `option` is named in the sentence; empty if one can.
QString fileRefusal(const QString& option, const QString& path)
{
    const QFileInfo file(path);
    const QFileInfo folder(file.absolutePath());
    if (!folder.isDir())
        return Text::tr("the folder %1 of --%2 does not exist; make it or choose another.")
            .arg(folder.filePath(), option);
    if (file.exists() && !file.isFile())
        return Text::tr("%1, given to --%2, is not a file; choose another name.").arg(path, option);
    // The folder too: the file is written anew beside the old one, and then takes its name.
    if (!folder.isWritable() || (file.exists() && !file.isWritable()))
        return Text::tr("%1, given to --%2, may not be written: its folder or the file itself is protected; "
                        "choose another place.")
            .arg(path, option);
    return {};
}

/// One name for one file, by whatever way it is reached.
QString placeOf(const QString& path)
{
    const QFileInfo file(path);
    return file.exists() ? file.canonicalFilePath()
                         : QFileInfo(file.absolutePath()).canonicalFilePath() + u'/' + file.fileName();
}

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

void writeEvents(std::ostream& out, std::span<const run::RunResult> runs)
{
    for (std::uint32_t k = 0; k < runs.size(); ++k)
        formats::writeEventLines(out, runs[k].events, runs[k].zero, k);
}

/// Of a sweep its chart; else timelines, of what was repeated those of the first time.
QString draw(const QString& path, const Outputs& outputs, const run::RunList& list,
             const std::vector<const run::RunResult*>& runs)
{
    if (list.parameter)
        return drawSweep(path, list, runs, outputs.drawing);
    std::vector<const Trace*> traces;
    for (const run::RunResult* run : runs)
        if (run->planned.repetition == 0)
            traces.push_back(&run->trace);
    return drawImage(path, traces, outputs.drawing);
}

} // namespace

QString outputRefusal(const Outputs& outputs)
{
    QStringList known;
    for (const Target& target : targetsOf(outputs)) {
        const QString option = QLatin1StringView(target.option);
        if (QString refusal = fileRefusal(option, target.path); !refusal.isEmpty())
            return refusal;
        const QString path = placeOf(target.path);
        if (known.contains(path))
            return Text::tr("two outputs cannot go into one file, %1; choose another name for --%2.")
                .arg(target.path, option);
        known << path;
    }
    for (const QString& image : outputs.images)
        if (QString refusal = imageRefusal(image); !refusal.isEmpty())
            return refusal;
    return {};
}

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
    if (!outputs.save.isEmpty()) {
        note(run::writeTextFile(outputs.save, [&](std::ostream& out) {
            formats::writeChromeTrace(out, traces, analysis::measuredBy, outputs.drawing.title.toStdString());
        }));
    }
    if (!outputs.events.isEmpty())
        note(run::writeTextFile(outputs.events, [&](std::ostream& out) { writeEvents(out, runs); }));
    for (const QString& image : outputs.images)
        note(draw(image, outputs, list, results));
    if (!outputs.csv.isEmpty())
        note(run::writeTextFile(outputs.csv, [&](std::ostream& out) { writeRunsCsv(out, list, results); }));
    if (!outputs.csvPoints.isEmpty())
        note(run::writeTextFile(outputs.csvPoints,
                                [&](std::ostream& out) { writePointsCsv(out, list, results); }));
    return failures;
}

} // namespace interleave::cli
