// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/modeloptions.h"

#include "app/cli/text.h"
#include "app/cli/valuereader.h"
#include "app/cli/values.h"
#include "app/run/experiment.h"

#include <algorithm>

namespace interleave::cli {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t mostWorkers = 1000;
constexpr std::uint64_t mostInFlight = 100'000;

std::vector<engine::Model> chosenModels(ValueReader& reader)
{
    QStringList known;
    for (const engine::Model& model : engine::models())
        known << QString::fromStdString(model.id);
    std::vector<engine::Model> chosen;
    const QString ids = reader.has("models") ? reader.texts("models").join(u',')
                                             : QStringLiteral("sequential,gil,async,processes");
    for (const QString& word : ids.split(u',')) {
        const QString id = word.trimmed();
        if (const auto model = engine::modelNamed(id.toStdString()))
            chosen.push_back(*model);
        else if (id.isEmpty())
            reader.fail(Text::tr("--models takes ids with one comma between two, not “%1”.").arg(ids));
        else
            reader.fail(notAmong(id, known, Text::tr("the models")));
    }
    return chosen;
}

std::optional<engine::Processors> readProcessors(ValueReader& reader)
{
    using Choice = engine::Processors::Choice;
    const std::optional<QString> given = reader.text("processors");
    if (!given)
        return {};
    if (*given == QLatin1StringView("one"))
        return engine::Processors{Choice::One, {}};
    if (*given == QLatin1StringView("all"))
        return engine::Processors{Choice::All, {}};
    engine::Processors processors{Choice::List, {}};
    for (const QString& word : given->split(u',')) {
        const auto number = numberFrom(word.trimmed());
        if (!number || *number > 65'535) {
            reader.fail(
                Text::tr("--processors takes one, all, or numbers such as 0,1, not “%1”.").arg(*given));
            return {};
        }
        processors.list.emplace_back(static_cast<std::uint32_t>(*number));
    }
    std::ranges::sort(processors.list);
    processors.list.erase(std::unique(processors.list.begin(), processors.list.end()), processors.list.end());
    return processors;
}

struct Overrides
{
    bool hasWorkers = false;
    std::optional<std::uint32_t> workers; // empty: as many as processors
    std::optional<std::uint32_t> inFlight;
    std::optional<engine::Processors> processors;
    std::optional<engine::Lock> lock;
    std::optional<Duration> switchInterval;
};

Overrides readOverrides(ValueReader& reader)
{
    Overrides overrides;
    overrides.hasWorkers = reader.has("workers");
    if (overrides.hasWorkers && reader.text("workers") != QStringLiteral("all")) {
        if (const auto workers = reader.number("workers", 1, mostWorkers))
            overrides.workers = static_cast<std::uint32_t>(*workers);
    }
    if (const auto inFlight = reader.number("in-flight", 1, mostInFlight))
        overrides.inFlight = static_cast<std::uint32_t>(*inFlight);
    overrides.processors = readProcessors(reader);
    if (const auto lock = reader.oneOf("lock", {QStringLiteral("none"), QStringLiteral("interpreter")}))
        overrides.lock = *lock == 0 ? engine::Lock::None : engine::Lock::Interpreter;
    overrides.switchInterval = reader.duration("switch-interval", 1us, 60s);
    return overrides;
}

void apply(const Overrides& overrides, engine::Model& model)
{
    if (overrides.hasWorkers)
        model.workers = overrides.workers;
    model.inFlight = overrides.inFlight.value_or(model.inFlight);
    model.processors = overrides.processors.value_or(model.processors);
    model.lock = overrides.lock.value_or(model.lock);
    model.switchInterval = overrides.switchInterval.value_or(model.switchInterval);
}

} // namespace

std::vector<engine::Model> readModels(ValueReader& reader, std::span<const ProcessorId> available)
{
    std::vector<engine::Model> models = chosenModels(reader);
    const Overrides overrides = readOverrides(reader);
    for (engine::Model& model : models) {
        const engine::Model named = model;
        apply(overrides, model);
        model.name = run::trueName(model, named);
        if (const std::string refusal = engine::refusal(model, available); !refusal.empty())
            reader.fail(Text::tr("%1: %2").arg(QString::fromStdString(model.id), run::sentence(refusal)));
    }
    return models;
}

} // namespace interleave::cli
