// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/experimentjson.h"

#include "app/run/fieldreader.h"
#include "app/run/modeljson.h"
#include "app/run/userinfo.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace interleave::run {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr qsizetype mostModels = 1000;
constexpr std::uint64_t mostTasks = 1'000'000;
constexpr std::uint64_t mostPasses = 1'000'000;
constexpr std::uint64_t mostNumber = 1'000'000'000'000;
constexpr std::uint64_t mostBandwidth = 1'000'000'000'000'000'000;
constexpr std::uint64_t mostBody = 1ull << 40;
constexpr std::uint64_t leastHeader = 1024, mostHeader = 1 << 20;
constexpr std::uint64_t mostRedirects = 100;
constexpr qsizetype longestCertificates = 1 << 20;
constexpr unsigned usualHashPasses = 100;

QString tr(const char* text) { return QCoreApplication::translate("Experiment", text); }

QJsonValue fromCount(std::uint64_t count) { return static_cast<qint64>(count); }

net::PracticeServerOptions usualServer()
{
    net::PracticeServerOptions server;
    server.latency = 50ms;
    return server;
}

QStringList usualPages() { return {QStringLiteral("jython"), QStringLiteral("dice")}; }

void useUsualServer(Experiment& experiment)
{
    experiment.server = usualServer();
    experiment.pages = usualPages();
}

QJsonObject toJson(const net::ClientOptions& client)
{
    QJsonObject json{{QStringLiteral("idle_timeout_ms"), static_cast<qint64>(client.idleTimeout.count())},
                     {QStringLiteral("deadline_ms"), static_cast<qint64>(client.deadline.count())},
                     {QStringLiteral("body_limit"), fromCount(client.bodyLimit)},
                     {QStringLiteral("header_limit"), fromCount(client.headerLimit)},
                     {QStringLiteral("redirect_limit"), fromCount(client.redirectLimit)},
                     {QStringLiteral("fresh_connections"), client.freshConnections},
                     {QStringLiteral("extra_ca"), QString::fromStdString(client.extraCa)}};
    if (client.kind == net::ClientKind::Qt)
        json.insert(QStringLiteral("kind"), QStringLiteral("qt"));
    return json;
}

QJsonObject toJson(const net::PracticeServerOptions& server, const QStringList& pages)
{
    return {{QStringLiteral("port"), server.port},
            {QStringLiteral("latency_ms"), static_cast<qint64>(server.latency.count())},
            {QStringLiteral("jitter_ms"), static_cast<qint64>(server.jitter.count())},
            {QStringLiteral("seed"), fromCount(server.seed)},
            {QStringLiteral("bandwidth"), fromCount(server.bandwidth)},
            {QStringLiteral("tls"), server.tls},
            {QStringLiteral("pages"), QJsonArray::fromStringList(pages)}};
}

QJsonObject toJson(const workloads::DownloadsOptions& downloads, bool hasServer)
{
    QJsonObject json{{QStringLiteral("tasks"), fromCount(downloads.tasks)},
                     {QStringLiteral("parse_passes"), fromCount(downloads.parsePasses)},
                     {QStringLiteral("client"), toJson(downloads.client)}};
    if (hasServer)
        return json;
    QJsonArray addresses;
    for (const std::string& address : downloads.addresses) {
        if (const QString text = withoutUserInfo(address); !text.isEmpty())
            addresses.append(text);
    }
    json.insert(QStringLiteral("addresses"), addresses);
    return json;
}

QJsonObject toJson(const workloads::SumsOptions& sums)
{
    return {{QStringLiteral("number"), fromCount(sums.number)},
            {QStringLiteral("tasks"), fromCount(sums.tasks)}};
}

QJsonObject toJson(const workloads::ScriptOptions& script)
{
    return {{QStringLiteral("text"), withoutUserInfos(script.text)},
            {QStringLiteral("client"), toJson(script.client)}};
}

net::ClientOptions clientFrom(FieldReader& parent, QStringList& faults)
{
    net::ClientOptions client;
    const std::optional<QJsonObject> json = parent.object("client");
    if (!json)
        return client;
    FieldReader read(*json, faults);
    client.idleTimeout = read.duration<milliseconds>("idle_timeout_ms", 1ms, 1h, client.idleTimeout);
    client.deadline = read.duration<milliseconds>("deadline_ms", 1ms, 24h, client.deadline);
    client.bodyLimit = read.number("body_limit", 1, mostBody, client.bodyLimit);
    client.headerLimit =
        static_cast<std::uint32_t>(read.number("header_limit", leastHeader, mostHeader, client.headerLimit));
    client.redirectLimit =
        static_cast<unsigned>(read.number("redirect_limit", 0, mostRedirects, client.redirectLimit));
    client.freshConnections = read.truth("fresh_connections", client.freshConnections);
    const QString certificates = read.text("extra_ca").value_or(QString());
    const QString own = QStringLiteral("own");
    const QString kind = read.has("kind") ? read.text("kind").value_or(own) : own;
    read.end();
    if (kind == QLatin1StringView("qt"))
        client.kind = net::ClientKind::Qt;
    else if (kind != own)
        read.fail(tr("“%1” is none of the clients: own, qt.").arg(kind));
    const bool pem = certificates.contains(QLatin1StringView("-----BEGIN CERTIFICATE-----"));
    if (certificates.isEmpty() || (pem && certificates.size() <= longestCertificates))
        client.extraCa = certificates.toStdString();
    else
        read.fail(tr("“extra_ca” takes at most 1 MiB of certificates in PEM form."));
    return client;
}

void readServer(const QJsonObject& json, Experiment& experiment, QStringList& faults)
{
    FieldReader read(json, faults);
    net::PracticeServerOptions server = usualServer();
    server.port = static_cast<std::uint16_t>(read.number("port", 0, 65'535, server.port));
    server.latency = read.duration<milliseconds>("latency_ms", 0ms, 60s, server.latency);
    server.jitter = read.duration<milliseconds>("jitter_ms", 0ms, 60s, server.jitter);
    server.seed = static_cast<std::uint32_t>(
        read.number("seed", 0, std::numeric_limits<std::uint32_t>::max(), server.seed));
    server.bandwidth = read.number("bandwidth", 0, mostBandwidth, server.bandwidth);
    server.tls = read.truth("tls", server.tls);
    experiment.server = server;
    experiment.pages.clear();
    const QStringList pages = read.texts("pages").value_or(usualPages());
    read.end();
    for (const QString& page : pages) {
        if (usualPages().contains(page))
            experiment.pages << page;
        else
            read.fail(tr("“%1” is no page of the practice server.").arg(page));
    }
}

/// Those of them that are one; empty where there is no list.
std::optional<std::vector<std::string>> addressesFrom(FieldReader& read)
{
    const std::optional<QStringList> texts = read.texts("addresses");
    if (!texts)
        return {};
    // One address a line is how people write them: what would not stay one line would become another address.
    const auto oneLine = [](const QString& text) {
        return !text.isEmpty() && text == text.trimmed() && std::ranges::none_of(text, [](QChar c) {
            return c == u'\n' || c == u'\r' || c == QChar::ParagraphSeparator || c == QChar::LineSeparator;
        });
    };
    std::vector<std::string> addresses;
    for (const QString& text : *texts)
        if (oneLine(text))
            addresses.push_back(text.toStdString());
    if (addresses.size() < static_cast<std::size_t>(texts->size()))
        read.fail(tr("“addresses” takes lines of text."));
    return addresses;
}

void readDownloads(const QJsonObject& json, Experiment& experiment, QStringList& faults)
{
    FieldReader read(json, faults);
    workloads::DownloadsOptions downloads;
    downloads.tasks = read.number("tasks", 1, mostTasks, downloads.tasks);
    downloads.parsePasses =
        static_cast<unsigned>(read.number("parse_passes", 0, mostPasses, downloads.parsePasses));
    downloads.client = clientFrom(read, faults);
    if (!experiment.server) {
        if (auto addresses = addressesFrom(read))
            downloads.addresses = std::move(*addresses);
        else
            useUsualServer(experiment);
    }
    read.end();
    experiment.downloads = std::move(downloads);
}

workloads::SumsOptions sumsFrom(const QJsonObject& json, QStringList& faults)
{
    FieldReader read(json, faults);
    workloads::SumsOptions sums;
    sums.number = read.number("number", 1, mostNumber, sums.number);
    sums.tasks = read.number("tasks", 1, mostTasks, sums.tasks);
    read.end();
    return sums;
}

workloads::ScriptOptions scriptFrom(const QJsonObject& json, QStringList& faults)
{
    FieldReader read(json, faults);
    workloads::ScriptOptions script;
    // Understood, or refused, when it is to be run: also where it is too long.
    script.text = read.text("text").value_or(QString()).toStdString();
    script.client = clientFrom(read, faults);
    read.end();
    return script;
}

std::optional<Sweep> sweepFrom(const QJsonObject& json, QStringList& faults)
{
    FieldReader read(json, faults);
    const std::optional<QString> parameter = read.text("parameter"), values = read.text("values");
    read.end();
    return parameter && values ? std::optional(Sweep{*parameter, *values}) : std::nullopt;
}

std::vector<engine::Model> modelsFrom(FieldReader& read, QStringList& faults)
{
    std::vector<engine::Model> models;
    const std::optional<QJsonArray> list = read.array("models");
    if (list && list->size() > mostModels)
        read.fail(tr("“models” takes at most %1 of them.").arg(mostModels));
    const qsizetype size = list ? std::min(list->size(), mostModels) : 0;
    for (qsizetype k = 0; k < size; ++k)
        if (auto model = modelFrom(list->at(k).toObject(), faults))
            models.push_back(std::move(*model));
    const bool noneLeft = !list || (models.empty() && size > 0);
    for (const char* id : {"sequential", "gil", "async", "processes"})
        if (noneLeft)
            models.push_back(*engine::modelNamed(id));
    return models;
}

void readWork(FieldReader& read, Experiment& experiment, QStringList& faults)
{
    if (read.has("sums")) {
        experiment.sums = sumsFrom(read.object("sums").value_or(toJson(workloads::SumsOptions())), faults);
        return;
    }
    if (read.has("server")) {
        useUsualServer(experiment);
        if (const auto server = read.object("server"))
            readServer(*server, experiment, faults);
    }
    if (read.has("script")) {
        const auto script = read.object("script");
        experiment.script = script ? scriptFrom(*script, faults) : workloads::ScriptOptions();
    } else if (const auto downloads = read.object("downloads")) {
        readDownloads(*downloads, experiment, faults);
    } else {
        experiment.downloads.emplace();
        useUsualServer(experiment);
    }
    if (read.has("hash_passes") && experiment.downloads)
        experiment.hashPasses =
            static_cast<unsigned>(read.number("hash_passes", 1, mostPasses, usualHashPasses));
}

/// Left out where they say nothing, as by older versions.
void addUnfolding(const Experiment& experiment, QJsonObject& json)
{
    if (experiment.repeat != 1)
        json.insert(QStringLiteral("repeat"), fromCount(experiment.repeat));
    if (experiment.sweep)
        json.insert(QStringLiteral("sweep"),
                    QJsonObject{{QStringLiteral("parameter"), experiment.sweep->parameter},
                                {QStringLiteral("values"), experiment.sweep->values}});
}

} // namespace

QJsonObject toJson(const Experiment& experiment)
{
    QJsonArray models;
    for (const engine::Model& model : experiment.models)
        models.append(toJson(model));
    QJsonObject json{{QStringLiteral("title"), experiment.title}, {QStringLiteral("models"), models}};
    if (experiment.sums)
        json.insert(QStringLiteral("sums"), toJson(*experiment.sums));
    if (experiment.downloads)
        json.insert(QStringLiteral("downloads"),
                    toJson(*experiment.downloads, experiment.server.has_value()));
    if (experiment.downloads && experiment.hashPasses)
        json.insert(QStringLiteral("hash_passes"), fromCount(*experiment.hashPasses));
    if (experiment.script)
        json.insert(QStringLiteral("script"), toJson(*experiment.script));
    if (experiment.server)
        json.insert(QStringLiteral("server"), toJson(*experiment.server, experiment.pages));
    if (!experiment.switchRecords)
        json.insert(QStringLiteral("switch_records"), false);
    addUnfolding(experiment, json);
    return json;
}

Experiment experimentFromJson(const QJsonObject& json, QStringList& faults)
{
    faults.clear();
    FieldReader read(json, faults);
    Experiment experiment;
    experiment.title = read.text("title").value_or(QString());
    experiment.models = modelsFrom(read, faults);
    readWork(read, experiment, faults);
    experiment.switchRecords = !read.has("switch_records") || read.truth("switch_records", true);
    if (read.has("repeat"))
        experiment.repeat = static_cast<std::uint32_t>(read.number("repeat", 1, 1000, 1));
    if (read.has("sweep"))
        if (const auto sweep = read.object("sweep"))
            experiment.sweep = sweepFrom(*sweep, faults);
    read.end();
    return experiment;
}

} // namespace interleave::run
