// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/runrequest.h"

#include "app/cli/modeloptions.h"
#include "app/cli/text.h"
#include "app/cli/valuereader.h"
#include "app/cli/values.h"
#include "app/cli/workloadoptions.h"
#include "app/run/sweep.h"

namespace interleave::cli {
namespace {

void readUnfolding(ValueReader& reader, run::Experiment& experiment)
{
    constexpr std::uint32_t mostRepetitions = 1000;
    experiment.repeat = static_cast<std::uint32_t>(reader.number("repeat", 1, mostRepetitions).value_or(1));
    const std::optional<QString> sweep = reader.text("sweep");
    if (!sweep)
        return;
    const qsizetype equals = sweep->indexOf(u'=');
    if (equals < 0)
        return reader.fail(
            Text::tr("--sweep takes a parameter and its values: --sweep workers=1..16, not “%1”.")
                .arg(*sweep));
    experiment.sweep = run::Sweep{sweep->first(equals).trimmed(), sweep->sliced(equals + 1).trimmed()};
    QStringList known;
    for (const run::SweepParameter& parameter : run::sweepParameters())
        known << QLatin1StringView(parameter.id);
    if (!known.contains(experiment.sweep->parameter))
        reader.fail(notAmong(experiment.sweep->parameter, known, Text::tr("the parameters of --sweep")));
}

/// "1280", or "16cm".
void readSize(ValueReader& reader, images::ImageOptions& drawing)
{
    drawing.dpi = static_cast<int>(reader.number("dpi", 72, 1200).value_or(300));
    const QString width = reader.text("width").value_or(QString()).trimmed();
    if (!width.endsWith(QLatin1StringView("cm"), Qt::CaseInsensitive)) {
        drawing.width = static_cast<int>(reader.number("width", 320, 20'000).value_or(1280));
        return;
    }
    const std::optional<double> centimetres = centimetresFrom(width);
    if (!centimetres || !(*centimetres >= 8.5 && *centimetres <= 500))
        return reader.fail(Text::tr("--width takes centimetres from 8.5cm to 500cm, not “%1”.").arg(width));
    drawing.centimetres = *centimetres;
}

void readTime(ValueReader& reader, images::ImageOptions& drawing)
{
    constexpr Duration most = std::chrono::hours(24 * 100);
    const auto from = reader.duration("image-from", Duration(0), most);
    const auto to = reader.duration("image-to", Duration(1), most);
    if (!from && !to)
        return;
    drawing.visible = std::pair(Instant(from.value_or(Duration(0))), Instant(to.value_or(Duration::max())));
    if (drawing.visible->first >= drawing.visible->second)
        reader.fail(Text::tr("--image-to must be later than --image-from."));
}

void readDrawing(ValueReader& reader, images::ImageOptions& drawing)
{
    const QStringList rows{QStringLiteral("worker"), QStringLiteral("task"), QStringLiteral("processor")};
    const QStringList themes{QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("projector"),
                             QStringLiteral("article")};
    drawing.grouping = static_cast<timeline::Grouping>(reader.oneOf("by", rows).value_or(0));
    drawing.theme = static_cast<images::Theme>(reader.oneOf("theme", themes).value_or(0));
    readSize(reader, drawing);
    readTime(reader, drawing);
    drawing.legend = !reader.has("no-legend");
    drawing.sameScale = !reader.has("fit");
    drawing.helpers = reader.has("helpers");
    drawing.title = reader.text("title").value_or(QString());
}

Outputs readOutputs(ValueReader& reader)
{
    Outputs outputs;
    const auto path = [&](const char* name) { return reader.text(name).value_or(QString()); };
    outputs.images = reader.texts("image");
    outputs.save = path("save");
    outputs.events = path("events");
    outputs.csv = path("csv");
    outputs.csvPoints = path("csv-points");
    outputs.json = reader.has("json");
    outputs.explain = reader.has("explain");
    outputs.quiet = reader.has("quiet");
    readDrawing(reader, outputs.drawing);
    return outputs;
}

} // namespace

std::optional<RunRequest> readRunRequest(const OptionValues& values, std::span<const ProcessorId> available,
                                         QString& error)
{
    ValueReader reader(values);
    RunRequest request;
    readWorkload(reader, request.experiment);
    request.experiment.models = readModels(reader, available);
    request.experiment.switchRecords = !reader.has("no-switch-records");
    readUnfolding(reader, request.experiment);
    request.outputs = readOutputs(reader);
    request.experiment.title = request.outputs.drawing.title;
    if (reader.error().isEmpty()) { // what only the workload itself can judge
        if (const QString refusal = run::refusal(request.experiment, available); !refusal.isEmpty())
            reader.fail(refusal);
    }
    error = reader.error();
    return error.isEmpty() ? std::optional(std::move(request)) : std::nullopt;
}

} // namespace interleave::cli
