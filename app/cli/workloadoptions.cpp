// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/workloadoptions.h"

#include "app/cli/runrequest.h"
#include "app/cli/text.h"
#include "app/cli/valuereader.h"
#include "app/run/scriptfile.h"

#include <QFile>

#include <algorithm>

namespace interleave::cli {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t mostTasks = 1'000'000;
constexpr std::uint64_t mostPasses = 1'000'000;
constexpr std::uint64_t longestPage = 1ull << 40;
constexpr unsigned usualPasses = 100; // of mixed

void refuseOption(ValueReader& reader, const char* name, const QString& why)
{
    if (reader.has(name))
        reader.fail(Text::tr("--%1 %2").arg(QLatin1StringView(name), why));
}

/// Refuses options of a group that the rest of the request leaves without a meaning.
void refuseGroup(ValueReader& reader, Group group, const QString& why)
{
    for (const OptionSpec& spec : runOptions()) {
        if (spec.group == group)
            refuseOption(reader, spec.name, why);
    }
}

QString belongsTo(const QString& workload)
{
    return Text::tr("belongs to %1; leave it out, or choose --workload %1.").arg(workload);
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
    const QStringList kinds{QStringLiteral("own"), QStringLiteral("qt")};
    client.kind = static_cast<net::ClientKind>(reader.oneOf("client", kinds).value_or(0));
    client.extraCa = readCertificates(reader);
    return client;
}

/// @param passes how often each page is parsed when nothing else is said
workloads::DownloadsOptions readDownloads(ValueReader& reader, unsigned passes)
{
    workloads::DownloadsOptions downloads;
    for (const QString& address : reader.texts("url"))
        downloads.addresses.push_back(address.toStdString());
    if (!downloads.addresses.empty()) // the polite choice on somebody's server: each address once
        downloads.tasks = downloads.addresses.size();
    downloads.tasks = reader.number("tasks", 1, mostTasks).value_or(downloads.tasks);
    downloads.parsePasses = static_cast<unsigned>(reader.number("parse", 0, mostPasses).value_or(passes));
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

workloads::SumsOptions readSums(ValueReader& reader)
{
    workloads::SumsOptions sums;
    sums.tasks = reader.number("tasks", 1, mostTasks).value_or(sums.tasks);
    sums.number = reader.number("number", 1, 1'000'000'000'000).value_or(sums.number);
    return sums;
}

QString readScriptText(ValueReader& reader)
{
    const QStringList lines = reader.texts("script");
    const std::optional<QString> path = reader.text("script-file");
    if (lines.isEmpty() == !path)
        reader.fail(path ? Text::tr("--script and --script-file say the same; leave one of them out.")
                         : Text::tr("--workload script needs --script or --script-file: what the tasks do."));
    if (!path)
        return lines.join(u'\n');
    QString error;
    const std::optional<QString> text = run::readScriptFile(*path, error);
    if (!text)
        reader.fail(error);
    return text.value_or(QString());
}

void readScript(ValueReader& reader, run::Experiment& experiment)
{
    refuseOption(reader, "tasks",
                 Text::tr("has no meaning here: a script says itself how many, as in 8 x compute 2 ms."));
    refuseOption(reader, "url", Text::tr("has no meaning here: a script says itself what to download."));
    refuseOption(reader, "parse", belongsTo(QStringLiteral("downloads")));
    refuseOption(reader, "pages", Text::tr("has no meaning here: a script says itself what to download."));
    workloads::ScriptOptions script;
    script.text = readScriptText(reader).toStdString();
    script.client = readClient(reader);
    if (workloads::needsServer(script))
        experiment.server = readServerOptions(reader);
    else
        refuseGroup(reader, Group::Server,
                    Text::tr("belongs to the practice server, from which the script downloads nothing."));
    experiment.script = std::move(script);
}

void readPagesToDownload(ValueReader& reader, run::Experiment& experiment, unsigned passes)
{
    experiment.downloads = readDownloads(reader, passes);
    if (experiment.downloads->addresses.empty()) {
        experiment.server = readServerOptions(reader);
        experiment.pages = readPages(reader);
    } else {
        refuseGroup(
            reader, Group::Server,
            Text::tr("belongs to the practice server, which is not used with --url; leave one of them out."));
    }
}

} // namespace

void readWorkload(ValueReader& reader, run::Experiment& experiment)
{
    const QString downloads = QStringLiteral("downloads"), sums = QStringLiteral("sums"),
                  mixed = QStringLiteral("mixed"), script = QStringLiteral("script");
    const QStringList ids{downloads, sums, mixed, script};
    const QString id = ids[static_cast<qsizetype>(reader.oneOf("workload", ids).value_or(0))];
    if (id != sums)
        refuseGroup(reader, Group::Sums, belongsTo(sums));
    if (id != mixed)
        refuseGroup(reader, Group::Mixed, belongsTo(mixed));
    if (id != script)
        refuseGroup(reader, Group::Script, belongsTo(script));
    if (id == sums) {
        refuseGroup(reader, Group::Downloads, belongsTo(downloads));
        refuseGroup(reader, Group::Server, belongsTo(downloads));
        experiment.sums = readSums(reader);
    } else if (id == script) {
        readScript(reader, experiment);
    } else {
        readPagesToDownload(reader, experiment, id == mixed ? usualPasses : 0);
        if (id == mixed)
            experiment.hashPasses =
                static_cast<unsigned>(reader.number("hash", 1, mostPasses).value_or(usualPasses));
    }
}

} // namespace interleave::cli
