// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/experiment.h"

#include "app/run/quantities.h"
#include "app/run/runlist.h"
#include "core/workloads/mixed.h"

#include <QCoreApplication>

#include <algorithm>

namespace interleave::run {
namespace {

using namespace std::chrono_literals;

QString tr(const char* text) { return QCoreApplication::translate("Experiment", text); }

QString processorsText(const engine::Processors& processors)
{
    if (processors.choice == engine::Processors::Choice::One)
        return tr("one processor");
    if (processors.choice == engine::Processors::Choice::All)
        return tr("all processors");
    QStringList numbers;
    for (const ProcessorId processor : processors.list)
        numbers << QString::number(processor.value);
    return (numbers.size() == 1 ? tr("processor %1") : tr("processors %1"))
        .arg(numbers.join(QLatin1StringView(", ")));
}

QString workersText(std::optional<std::uint32_t> workers)
{
    if (!workers)
        return tr("as many workers as processors");
    return workers == 1u ? tr("1 worker") : tr("%1 workers").arg(*workers);
}

std::string refusalOfWorkload(const Experiment& experiment)
{
    if (experiment.sums)
        return workloads::refusal(*experiment.sums);
    if (experiment.script) {
        workloads::ScriptOptions script = *experiment.script;
        if (experiment.server)
            script.server = "http://127.0.0.1";
        return workloads::refusal(script);
    }
    if (!experiment.downloads)
        return "no workload is chosen: choose downloads, sums, mixed or script";
    workloads::DownloadsOptions downloads = *experiment.downloads;
    if (experiment.server) { // its address is known only when it has started
        if (experiment.pages.isEmpty())
            return "no page of the practice server is chosen: choose jython, dice or both";
        downloads.addresses = {experiment.server->tls ? "https://127.0.0.1/" : "http://127.0.0.1/"};
    }
    return experiment.hashPasses
               ? workloads::refusal(workloads::MixedOptions{downloads, *experiment.hashPasses})
               : workloads::refusal(downloads);
}

} // namespace

bool Experiment::needsWorkerProgram() const
{
    const auto process = [](const engine::Model& model) { return model.kind == engine::WorkerKind::Process; };
    return server.has_value() || std::any_of(models.begin(), models.end(), process);
}

QString refusal(const Experiment& experiment, std::span<const ProcessorId> available)
{
    if (experiment.models.empty())
        return tr("No model is chosen: choose at least one.");
    for (const engine::Model& model : experiment.models) {
        if (const std::string why = engine::refusal(model, available); !why.empty())
            return tr("%1: %2").arg(QString::fromStdString(model.name), sentence(why));
    }
    if (const std::string why = refusalOfWorkload(experiment); !why.empty())
        return sentence(why);
    return unfoldingRefusal(experiment, available);
}

QString startServer(net::PracticeServerProcess& server, Experiment& experiment, const QString& workerProgram,
                    std::span<const ProcessorId> available)
{
    if (!experiment.server)
        return {};
    net::PracticeServerOptions& options = *experiment.server;
    options.workerProgram = workerProgram.toStdString();
    // A model that uses one processor uses the last one: the server stays off it when there are others.
    options.processors.assign(available.begin(), available.end());
    if (options.processors.size() > 1)
        options.processors.pop_back();
    if (std::string error = server.start(options); !error.empty())
        return sentence(error);
    return useServer(server, experiment);
}

QString useServer(const net::PracticeServerProcess& server, Experiment& experiment)
{
    const std::string certificates =
        experiment.server->tls ? net::PracticeServerProcess::certificateAuthority() : std::string();
    const auto conditions = conditionsOf(*experiment.server);
    if (experiment.script) {
        experiment.script->server = server.address();
        experiment.script->conditions = conditions;
        experiment.script->client.extraCa += certificates;
    } else {
        workloads::DownloadsOptions& downloads = *experiment.downloads;
        downloads.source = tr("the practice server").toStdString();
        downloads.conditions = conditions;
        downloads.client.extraCa += certificates;
        for (const QString& page : experiment.pages)
            downloads.addresses.push_back(server.address() + '/' + page.toStdString());
    }
    const std::string why = refusalOfWorkload(experiment);
    return why.empty() ? QString() : sentence(why);
}

std::shared_ptr<engine::Workload> makeWorkload(const Experiment& experiment)
{
    if (experiment.sums)
        return workloads::makeSums(*experiment.sums);
    if (experiment.script)
        return workloads::makeScript(*experiment.script);
    if (experiment.hashPasses)
        return workloads::makeMixed({*experiment.downloads, *experiment.hashPasses});
    return workloads::makeDownloads(*experiment.downloads);
}

std::string trueName(const engine::Model& model, const engine::Model& named)
{
    QStringList changes;
    if (model.lock != named.lock)
        changes << (model.lock == engine::Lock::None ? tr("no lock") : tr("interpreter lock"));
    const auto several = [](std::uint32_t count) { return count > 1; };
    if (named.workers && several(model.workers.value_or(2)) != several(*named.workers))
        changes << workersText(model.workers);
    if (several(model.inFlight) != several(named.inFlight))
        changes << tr("%1 in flight").arg(model.inFlight);
    if (model.processors != named.processors)
        changes << processorsText(model.processors);
    if (model.lock == engine::Lock::Interpreter && model.switchInterval != named.switchInterval)
        changes << tr("switch interval %1").arg(durationText(model.switchInterval));
    const QString name = QString::fromStdString(named.name);
    return (changes.isEmpty() ? name : tr("%1, changed: %2").arg(name, changes.join(QLatin1StringView(", "))))
        .toStdString();
}

std::vector<std::pair<std::string, std::string>> conditionsOf(const net::PracticeServerOptions& options)
{
    std::vector<std::pair<std::string, std::string>> conditions;
    const auto add = [&](const QString& what, const QString& howMuch) {
        conditions.emplace_back(what.toStdString(), howMuch.toStdString());
    };
    add(tr("latency"), durationText(options.latency));
    if (options.jitter > 0ms)
        add(tr("jitter"), tr("%1, seed %2").arg(durationText(options.jitter)).arg(options.seed));
    if (options.bandwidth > 0)
        add(tr("bandwidth"), tr("%1/s").arg(sizeText(options.bandwidth)));
    if (options.tls)
        add(tr("protocol"), QStringLiteral("https"));
    return conditions;
}

QString sentence(const std::string& refusal)
{
    const QString text = QString::fromStdString(refusal);
    return text.isEmpty() || text.endsWith(u'.') ? text : text + u'.';
}

} // namespace interleave::run
