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
constexpr qsizetype mostAddresses = 10'000, longestAddress = 8192, longestCertificates = 1 << 20;
constexpr std::size_t longestScript = 64 * 1024;

QString tr(const char* text) { return QCoreApplication::translate("Experiment", text); }

QJsonValue fromCount(std::uint64_t count) { return static_cast<qint64>(count); }

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

QJsonObject toJson(const workloads::ScriptOptions& script)
{
    return {{QStringLiteral("text"), withoutUserInfos(script.text)},
            {QStringLiteral("client"), toJson(script.client)}};
}

net::ClientOptions clientFrom(const QJsonObject& json, QString& error)
{
    FieldReader read(json, error);
    net::ClientOptions client;
    client.idleTimeout = read.duration<milliseconds>("idle_timeout_ms", 1ms, 1h);
    client.deadline = read.duration<milliseconds>("deadline_ms", 1ms, 24h);
    client.bodyLimit = read.number("body_limit", 1, mostBody);
    client.headerLimit = static_cast<std::uint32_t>(read.number("header_limit", leastHeader, mostHeader));
    client.redirectLimit = static_cast<unsigned>(read.number("redirect_limit", 0, mostRedirects));
    client.freshConnections = read.truth("fresh_connections");
    const QString certificates = read.text("extra_ca");
    const QString kind = read.has("kind") ? read.text("kind") : QStringLiteral("own");
    client.kind = kind == QLatin1StringView("qt") ? net::ClientKind::Qt : net::ClientKind::Own;
    read.end();
    if (error.isEmpty() && client.kind == net::ClientKind::Own && kind != QLatin1StringView("own"))
        error = tr("“%1” is none of the clients: own, qt.").arg(kind);
    const bool pem = certificates.contains(QLatin1StringView("-----BEGIN CERTIFICATE-----"));
    if (error.isEmpty() && !certificates.isEmpty() && (!pem || certificates.size() > longestCertificates))
        error = tr("“extra_ca” takes at most 1 MiB of certificates in PEM form.");
    client.extraCa = certificates.toStdString();
    return client;
}

void readServer(const QJsonObject& json, Experiment& experiment, QString& error)
{
    FieldReader read(json, error);
    net::PracticeServerOptions server;
    server.port = static_cast<std::uint16_t>(read.number("port", 0, 65'535));
    server.latency = read.duration<milliseconds>("latency_ms", 0ms, 60s);
    server.jitter = read.duration<milliseconds>("jitter_ms", 0ms, 60s);
    server.seed =
        static_cast<std::uint32_t>(read.number("seed", 0, std::numeric_limits<std::uint32_t>::max()));
    server.bandwidth = read.number("bandwidth", 0, mostBandwidth);
    server.tls = read.truth("tls");
    experiment.pages = read.texts("pages");
    read.end();
    experiment.server = server;
    for (const QString& page : std::as_const(experiment.pages)) {
        if (page != QLatin1StringView("jython") && page != QLatin1StringView("dice") && error.isEmpty())
            error = tr("“%1” is no page of the practice server.").arg(page);
    }
}

std::vector<std::string> addressesFrom(FieldReader& read, QString& error)
{
    const QStringList texts = read.texts("addresses");
    // One address a line is how people write them: what would not stay one line would become another address.
    const auto oneLine = [](const QString& text) {
        return !text.isEmpty() && text.size() <= longestAddress && text == text.trimmed() &&
               std::ranges::all_of(text, [](QChar c) { return c.isPrint(); });
    };
    if (error.isEmpty() && (texts.size() > mostAddresses || !std::ranges::all_of(texts, oneLine)))
        error = tr("“addresses” takes at most %1 lines of text.").arg(mostAddresses);
    std::vector<std::string> addresses;
    for (const QString& text : texts)
        addresses.push_back(text.toStdString());
    return addresses;
}

workloads::DownloadsOptions downloadsFrom(const QJsonObject& json, bool hasServer, QString& error)
{
    FieldReader read(json, error);
    workloads::DownloadsOptions downloads;
    downloads.tasks = read.number("tasks", 1, mostTasks);
    downloads.parsePasses = static_cast<unsigned>(read.number("parse_passes", 0, mostPasses));
    downloads.client = clientFrom(read.object("client"), error);
    if (!hasServer)
        downloads.addresses = addressesFrom(read, error);
    read.end();
    return downloads;
}

workloads::SumsOptions sumsFrom(const QJsonObject& json, QString& error)
{
    FieldReader read(json, error);
    workloads::SumsOptions sums;
    sums.number = read.number("number", 1, mostNumber);
    sums.tasks = read.number("tasks", 1, mostTasks);
    read.end();
    return sums;
}

workloads::ScriptOptions scriptFrom(const QJsonObject& json, QString& error)
{
    FieldReader read(json, error);
    workloads::ScriptOptions script;
    script.text = read.text("text").toStdString(); // understood, or refused, when it is to be run
    script.client = clientFrom(read.object("client"), error);
    read.end();
    if (error.isEmpty() && script.text.size() > longestScript)
        error = tr("“text” takes at most 64 KiB.");
    return script;
}

Sweep sweepFrom(const QJsonObject& json, QString& error)
{
    FieldReader read(json, error);
    Sweep sweep{read.text("parameter"), read.text("values")};
    read.end();
    if (error.isEmpty() && sweep.parameter.size() + sweep.values.size() > longestAddress)
        error = tr("“sweep” takes texts of at most %1 characters.").arg(longestAddress);
    return sweep;
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
        json.insert(QStringLiteral("sums"),
                    QJsonObject{{QStringLiteral("number"), fromCount(experiment.sums->number)},
                                {QStringLiteral("tasks"), fromCount(experiment.sums->tasks)}});
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

std::optional<Experiment> experimentFromJson(const QJsonObject& json, QString& error)
{
    error.clear();
    FieldReader read(json, error);
    Experiment experiment;
    experiment.title = read.text("title");
    const QJsonArray models = read.array("models");
    if (models.size() > mostModels)
        error = tr("“models” takes at most %1 of them.").arg(mostModels);
    for (qsizetype k = 0; k < models.size() && error.isEmpty(); ++k)
        experiment.models.push_back(modelFrom(models[k].toObject(), error));
    if (read.has("sums")) {
        experiment.sums = sumsFrom(read.object("sums"), error);
    } else {
        if (read.has("server"))
            readServer(read.object("server"), experiment, error);
        if (read.has("script"))
            experiment.script = scriptFrom(read.object("script"), error);
        else
            experiment.downloads =
                downloadsFrom(read.object("downloads"), experiment.server.has_value(), error);
        if (read.has("hash_passes") && experiment.downloads)
            experiment.hashPasses = static_cast<unsigned>(read.number("hash_passes", 1, mostPasses));
    }
    experiment.switchRecords = !read.has("switch_records") || read.truth("switch_records");
    if (read.has("repeat"))
        experiment.repeat = static_cast<std::uint32_t>(read.number("repeat", 1, 1000));
    if (read.has("sweep"))
        experiment.sweep = sweepFrom(read.object("sweep"), error);
    read.end();
    return error.isEmpty() ? std::optional(std::move(experiment)) : std::nullopt;
}

} // namespace interleave::run
