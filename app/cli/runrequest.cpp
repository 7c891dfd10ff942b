// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/runrequest.h"

#include "app/cli/modeloptions.h"
#include "app/cli/text.h"
#include "app/cli/valuereader.h"

#include <QFile>

#include <algorithm>

namespace interleave::cli {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t mostTasks = 1'000'000;
constexpr std::uint64_t longestPage = 1ull << 40;

/// Refuses options of a group that the rest of the request leaves without a meaning.
void refuseGroup(ValueReader& reader, Group group, const QString& why)
{
    for (const OptionSpec& spec : runOptions()) {
        if (spec.group == group && reader.has(spec.name))
            reader.fail(Text::tr("--%1 %2").arg(QLatin1StringView(spec.name), why));
    }
}

std::string readCertificates(ValueReader& reader)
{
    const std::optional<QString> path = reader.text("ca");
    if (!path)
        return {};
    QFile file(*path);
    if (!file.open(QIODevice::ReadOnly)) {
        reader.fail(
            Text::tr("the certificates of --ca cannot be read from %1: %2.").arg(*path, file.errorString()));
        return {};
    }
    const QByteArray pem = file.read(1 << 20);
    if (!pem.contains("-----BEGIN CERTIFICATE-----"))
        reader.fail(Text::tr("%1, given to --ca, holds no certificate in PEM form.").arg(*path));
    return pem.toStdString();
}

net::ClientOptions readClient(ValueReader& reader)
{
    net::ClientOptions client;
    client.idleTimeout = reader.milliseconds("idle-timeout", 1ms, 1h).value_or(client.idleTimeout);
    client.deadline = reader.milliseconds("deadline", 1ms, 24h).value_or(client.deadline);
    client.bodyLimit = reader.size("body-limit", 1, longestPage).value_or(client.bodyLimit);
    client.freshConnections = reader.has("fresh");
    client.extraCa = readCertificates(reader);
    return client;
}

workloads::DownloadsOptions readDownloads(ValueReader& reader)
{
    workloads::DownloadsOptions downloads;
    for (const QString& address : reader.texts("url"))
        downloads.addresses.push_back(address.toStdString());
    if (!downloads.addresses.empty()) // the polite choice on somebody's server: each address once
        downloads.tasks = downloads.addresses.size();
    downloads.tasks = reader.number("tasks", 1, mostTasks).value_or(downloads.tasks);
    downloads.parsePasses = static_cast<unsigned>(reader.number("parse", 0, 1'000'000).value_or(0));
    downloads.client = readClient(reader);
    return downloads;
}

QStringList readPages(ValueReader& reader)
{
    const QStringList known{QStringLiteral("jython"), QStringLiteral("dice")};
    const std::optional<QString> given = reader.text("pages");
    if (!given)
        return known;
    const QStringList pages = given->split(u',');
    for (const QString& page : pages) {
        if (!known.contains(page))
            reader.fail(notAmong(page, known, Text::tr("the practice server's pages")));
    }
    return pages;
}

void readWorkload(ValueReader& reader, run::Experiment& experiment)
{
    const QStringList ids{QStringLiteral("downloads"), QStringLiteral("sums")};
    if (reader.oneOf("workload", ids) == std::size_t{1}) {
        const QString why = Text::tr("belongs to downloads; leave it out, or choose --workload downloads.");
        refuseGroup(reader, Group::Downloads, why);
        refuseGroup(reader, Group::Server, why);
        workloads::SumsOptions sums;
        sums.tasks = reader.number("tasks", 1, mostTasks).value_or(sums.tasks);
        sums.number = reader.number("number", 1, 1'000'000'000'000).value_or(sums.number);
        experiment.sums = sums;
        return;
    }
    refuseGroup(reader, Group::Sums, Text::tr("belongs to sums; leave it out, or choose --workload sums."));
    experiment.downloads = readDownloads(reader);
    if (experiment.downloads->addresses.empty()) {
        experiment.server = readServerOptions(reader);
        experiment.pages = readPages(reader);
    } else {
        refuseGroup(
            reader, Group::Server,
            Text::tr("belongs to the practice server, which is not used with --url; leave one of them out."));
    }
}

QString readPath(ValueReader& reader, const char* name)
{
    QString path = reader.text(name).value_or(QString());
    if (path.isEmpty() && reader.has(name))
        reader.fail(Text::tr("--%1 needs the name of a file.").arg(QLatin1StringView(name)));
    return path;
}

Outputs readOutputs(ValueReader& reader)
{
    Outputs outputs;
    outputs.image = readPath(reader, "image");
    outputs.save = readPath(reader, "save");
    outputs.events = readPath(reader, "events");
    outputs.json = reader.has("json");
    outputs.explain = reader.has("explain");
    outputs.quiet = reader.has("quiet");

    const QStringList rows{QStringLiteral("worker"), QStringLiteral("task"), QStringLiteral("processor")};
    const QStringList themes{QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("projector"),
                             QStringLiteral("article")};
    images::ImageOptions& drawing = outputs.drawing;
    drawing.grouping = static_cast<timeline::Grouping>(reader.oneOf("by", rows).value_or(0));
    drawing.theme = static_cast<images::Theme>(reader.oneOf("theme", themes).value_or(0));
    drawing.width = static_cast<int>(reader.number("width", 320, 20'000).value_or(1280));
    drawing.sameScale = !reader.has("fit");
    drawing.helpers = reader.has("helpers");
    drawing.title = reader.text("title").value_or(QString());
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
