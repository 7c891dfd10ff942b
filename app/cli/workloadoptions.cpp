// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/workloadoptions.h"

#include "app/cli/runrequest.h"
#include "app/cli/text.h"
#include "app/cli/valuereader.h"
#include "app/run/scriptfile.h"
#include "app/run/textfile.h"

#include <algorithm>

namespace interleave::cli {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t mostTasks = 1'000'000;
constexpr std::uint64_t mostPasses = 1'000'000;
constexpr std::uint64_t longestPage = 1ull << 40;
constexpr unsigned usualPasses = 100; // of mixed

std::string readCertificates(ValueReader& reader)
{
    const std::optional<QString> path = reader.text("ca");
    if (!path)
        return {};
    constexpr qsizetype most = 1 << 20;
    QString error;
    const std::optional<QByteArray> bytes = run::readBytes(*path, most, error);
    if (!bytes) {
        reader.fail(Text::tr("the certificates of --ca cannot be read from %1: %2.").arg(*path, error));
        return {};
    }
    const std::optional<QByteArray> pem = run::plainText(*bytes, error);
    if (bytes->size() > most)
        reader.fail(
            Text::tr("%1, given to --ca, is longer than 1 MiB; leave only the certificates in it that "
                     "are needed.")
                .arg(*path));
    else if (!pem)
        reader.fail(Text::tr("%1, given to --ca, is no file of certificates. %2").arg(*path, error));
    else if (!pem->contains("-----BEGIN CERTIFICATE-----"))
        reader.fail(Text::tr("%1, given to --ca, holds no certificate in PEM form.").arg(*path));
    return pem.value_or(QByteArray()).toStdString();
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
    const QStringList given = reader.texts("pages");
    if (given.isEmpty())
        return known;
    QStringList pages;
    for (const QString& word : given.join(u',').split(u',')) {
        const QString page = word.trimmed();
        pages << page;
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
    workloads::ScriptOptions script;
    script.text = readScriptText(reader).toStdString();
    script.client = readClient(reader);
    if (workloads::needsServer(script))
        experiment.server = readServerOptions(reader);
    experiment.script = std::move(script);
}

void readPagesToDownload(ValueReader& reader, run::Experiment& experiment, unsigned passes)
{
    experiment.downloads = readDownloads(reader, passes);
    if (experiment.downloads->addresses.empty()) {
        experiment.server = readServerOptions(reader);
        experiment.pages = readPages(reader);
    }
}

} // namespace

void readWorkload(ValueReader& reader, run::Experiment& experiment)
{
    const QString downloads = QStringLiteral("downloads"), sums = QStringLiteral("sums"),
                  mixed = QStringLiteral("mixed"), script = QStringLiteral("script");
    const QStringList ids{downloads, sums, mixed, script};
    const QString id = ids[static_cast<qsizetype>(reader.oneOf("workload", ids).value_or(0))];
    if (id == sums) {
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
