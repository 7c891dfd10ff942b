// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/outputs.h"

#include "app/cli/imageoutput.h"
#include "app/cli/text.h"
#include "app/cli/textfile.h"

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

std::vector<Target> targetsOf(const Outputs& outputs)
{
    std::vector<Target> targets;
    for (const Target& target :
         {Target{"image", outputs.image}, Target{"save", outputs.save}, Target{"events", outputs.events}}) {
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

} // namespace

QString outputRefusal(const Outputs& outputs)
{
    QStringList known;
    for (const Target& target : targetsOf(outputs)) {
        const QString option = QLatin1StringView(target.option);
        if (QString refusal = fileRefusal(option, target.path); !refusal.isEmpty())
            return refusal;
        const QString path = QFileInfo(target.path).absoluteFilePath();
        if (known.contains(path))
            return Text::tr("two outputs cannot go into one file; choose another name for --%1.").arg(option);
        known << path;
    }
    return outputs.image.isEmpty() ? QString() : imageRefusal(outputs.image);
}

QStringList writeOutputs(const Outputs& outputs, std::span<const run::RunResult> runs)
{
    QStringList failures;
    const auto note = [&](const QString& sentence) {
        if (!sentence.isEmpty())
            failures << sentence;
    };
    std::vector<const Trace*> traces;
    for (const run::RunResult& run : runs)
        traces.push_back(&run.trace);
    if (!outputs.save.isEmpty()) {
        note(writeTextFile(outputs.save, [&](std::ostream& out) {
            formats::writeChromeTrace(out, traces, analysis::measuredBy);
        }));
    }
    if (!outputs.events.isEmpty())
        note(writeTextFile(outputs.events, [&](std::ostream& out) { writeEvents(out, runs); }));
    if (!outputs.image.isEmpty())
        note(drawImage(outputs.image, traces, outputs.drawing));
    return failures;
}

} // namespace interleave::cli
