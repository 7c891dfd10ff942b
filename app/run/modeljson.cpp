// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/modeljson.h"

#include "app/run/experiment.h"
#include "app/run/fieldreader.h"

#include <QCoreApplication>

namespace interleave::run {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t mostWorkers = 1000;
constexpr std::uint64_t mostInFlight = 100'000;
constexpr std::uint64_t mostProcessor = 65'535;

QString tr(const char* text) { return QCoreApplication::translate("Experiment", text); }

QJsonValue fromCount(std::uint64_t count) { return static_cast<qint64>(count); }

QJsonValue toJson(const engine::Processors& processors)
{
    using Choice = engine::Processors::Choice;
    if (processors.choice != Choice::List)
        return QLatin1StringView(processors.choice == Choice::One ? "one" : "all");
    QJsonArray list;
    for (const ProcessorId processor : processors.list)
        list.append(fromCount(processor.value));
    return list;
}

engine::Processors processorsFrom(FieldReader& read, const QJsonValue& value, const engine::Processors& usual)
{
    using Choice = engine::Processors::Choice;
    if (value == QLatin1StringView("one") || value == QLatin1StringView("all")) {
        read.text("processors");
        return {value == QLatin1StringView("one") ? Choice::One : Choice::All, {}};
    }
    engine::Processors processors{Choice::List, {}};
    const std::optional<QJsonArray> list = read.array("processors");
    if (!list)
        return usual;
    for (const QJsonValue& item : *list) {
        const qint64 number = item.toInteger(-1);
        const bool ascending = processors.list.empty() || processors.list.back().value < number;
        if (number < 0 || number > static_cast<qint64>(mostProcessor) || !ascending) {
            read.fail(
                tr("“processors” takes one, all, or ascending numbers from 0 to %1.").arg(mostProcessor));
            return usual;
        }
        processors.list.emplace_back(static_cast<std::uint32_t>(number));
    }
    return processors;
}

} // namespace

QJsonObject toJson(const engine::Model& model)
{
    return {{QStringLiteral("id"), QString::fromStdString(model.id)},
            {QStringLiteral("workers"),
             model.workers ? fromCount(*model.workers) : QJsonValue(QLatin1StringView("all"))},
            {QStringLiteral("in_flight"), fromCount(model.inFlight)},
            {QStringLiteral("processors"), toJson(model.processors)},
            {QStringLiteral("interpreter_lock"), model.lock == engine::Lock::Interpreter},
            {QStringLiteral("switch_interval_ns"), static_cast<qint64>(model.switchInterval.count())}};
}

std::optional<engine::Model> modelFrom(const QJsonObject& json, QStringList& faults)
{
    FieldReader read(json, faults);
    const std::optional<QString> id = read.text("id");
    if (!id)
        return {};
    const std::optional<engine::Model> named = engine::modelNamed(id->toStdString());
    if (!named) {
        read.fail(tr("“%1” is none of the models.").arg(*id));
        return {};
    }
    engine::Model model = *named;
    if (json.value(QLatin1StringView("workers")) == QLatin1StringView("all")) {
        read.text("workers");
        model.workers.reset();
    } else {
        const std::uint64_t none = 0; // also of a model that has as many workers as processors
        const std::uint64_t workers = read.number("workers", 1, mostWorkers, none);
        if (workers != none)
            model.workers = static_cast<std::uint32_t>(workers);
    }
    model.inFlight = static_cast<std::uint32_t>(read.number("in_flight", 1, mostInFlight, model.inFlight));
    model.processors = processorsFrom(read, json.value(QLatin1StringView("processors")), named->processors);
    const bool locked = read.truth("interpreter_lock", named->lock == engine::Lock::Interpreter);
    model.lock = locked ? engine::Lock::Interpreter : engine::Lock::None;
    model.switchInterval = read.duration<Duration>("switch_interval_ns", 1us, 60s, model.switchInterval);
    read.end();
    model.name = trueName(model, *named);
    return model;
}

} // namespace interleave::run
