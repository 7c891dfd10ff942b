// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/sweep.h"

#include "app/run/quantities.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace interleave::run {
namespace {

#define TEXT(text) QT_TRANSLATE_NOOP("Experiment", text)

using Unit = SweepParameter::Unit;
using Of = SweepParameter::Of;
using Available = std::span<const ProcessorId>;

constexpr std::uint64_t ms = 1'000'000;

template <class Change>
void changeModel(Experiment& experiment, const Change& change)
{
    engine::Model& model = experiment.models.front();
    change(model);
    if (const auto named = engine::modelNamed(model.id))
        model.name = trueName(model, *named);
}

void setWorkers(Experiment& experiment, std::uint64_t value, Available)
{
    changeModel(experiment, [&](auto& model) { model.workers = static_cast<std::uint32_t>(value); });
}

void setInFlight(Experiment& experiment, std::uint64_t value, Available)
{
    changeModel(experiment, [&](auto& model) { model.inFlight = static_cast<std::uint32_t>(value); });
}

/// The last so many: one of them is the one that the models with one processor use.
void setProcessors(Experiment& experiment, std::uint64_t value, Available available)
{
    using Choice = engine::Processors::Choice;
    engine::Processors processors{Choice::All, {}};
    if (value == 1 && available.size() > 1)
        processors.choice = Choice::One;
    else if (value < available.size())
        processors = {Choice::List, {available.end() - static_cast<std::ptrdiff_t>(value), available.end()}};
    changeModel(experiment, [&](auto& model) { model.processors = processors; });
}

void setSwitchInterval(Experiment& experiment, std::uint64_t value, Available)
{
    changeModel(experiment, [&](auto& model) { model.switchInterval = Duration(value); });
}

void setTasks(Experiment& experiment, std::uint64_t value, Available)
{
    if (experiment.sums)
        experiment.sums->tasks = value;
    if (experiment.downloads)
        experiment.downloads->tasks = value;
}

void setNumber(Experiment& experiment, std::uint64_t value, Available) { experiment.sums->number = value; }

void setParse(Experiment& experiment, std::uint64_t value, Available)
{
    experiment.downloads->parsePasses = static_cast<unsigned>(value);
}

void setHash(Experiment& experiment, std::uint64_t value, Available)
{
    experiment.hashPasses = static_cast<unsigned>(value);
}

void setLatency(Experiment& experiment, std::uint64_t value, Available)
{
    experiment.server->latency = std::chrono::milliseconds(value / ms);
}

void setJitter(Experiment& experiment, std::uint64_t value, Available)
{
    experiment.server->jitter = std::chrono::milliseconds(value / ms);
}

void setBandwidth(Experiment& experiment, std::uint64_t value, Available)
{
    experiment.server->bandwidth = value;
}

const char* always(const Experiment&) { return nullptr; }

const char* withTasks(const Experiment& experiment)
{
    return experiment.sums || experiment.downloads ? nullptr
                                                   : TEXT("a script says itself how many tasks it has");
}

const char* withSums(const Experiment& experiment)
{
    return experiment.sums ? nullptr : TEXT("it belongs to the workload sums");
}

const char* withDownloads(const Experiment& experiment)
{
    return experiment.downloads ? nullptr : TEXT("it belongs to the workload downloads");
}

const char* withHashing(const Experiment& experiment)
{
    return experiment.hashPasses ? nullptr : TEXT("it belongs to the workload mixed");
}

const char* withServer(const Experiment& experiment)
{
    return experiment.server ? nullptr : TEXT("it belongs to the practice server, which is not used");
}

const char* withLock(const Experiment& experiment)
{
    const bool any = std::ranges::any_of(experiment.models, [](const engine::Model& model) {
        return model.lock == engine::Lock::Interpreter;
    });
    return any ? nullptr : TEXT("it belongs to the interpreter lock, which none of the models has");
}

constexpr std::array table{
    SweepParameter{"workers", TEXT("workers"), Unit::Count, Of::Model, 1, 1000, 1, true, always, setWorkers},
    SweepParameter{"in-flight", TEXT("tasks in flight per worker"), Unit::Count, Of::Model, 1, 100'000, 1,
                   true, always, setInFlight},
    SweepParameter{"processors", TEXT("processors"), Unit::Count, Of::Model, 1, 65'536, 1, true, always,
                   setProcessors},
    SweepParameter{"switch-interval", TEXT("switch interval"), Unit::Time, Of::Model, 1000, 60'000 * ms, 1,
                   false, withLock, setSwitchInterval},
    SweepParameter{"tasks", TEXT("tasks"), Unit::Count, Of::Work, 1, 1'000'000, 1, false, withTasks,
                   setTasks},
    SweepParameter{"number", TEXT("squares below"), Unit::Count, Of::Work, 1, 1'000'000'000'000, 1, false,
                   withSums, setNumber},
    SweepParameter{"parse", TEXT("parsings of each page"), Unit::Count, Of::Work, 0, 1'000'000, 1, false,
                   withDownloads, setParse},
    SweepParameter{"hash", TEXT("hashings of each page"), Unit::Count, Of::Work, 1, 1'000'000, 1, false,
                   withHashing, setHash},
    SweepParameter{"latency", TEXT("latency"), Unit::Time, Of::Server, 0, 60'000 * ms, ms, false, withServer,
                   setLatency},
    SweepParameter{"jitter", TEXT("jitter"), Unit::Time, Of::Server, 0, 60'000 * ms, ms, false, withServer,
                   setJitter},
    SweepParameter{"bandwidth", TEXT("bandwidth"), Unit::Rate, Of::Server, 1, 1'000'000'000'000'000'000, 1,
                   false, withServer, setBandwidth},
};

#undef TEXT

} // namespace

std::span<const SweepParameter> sweepParameters() { return table; }

const SweepParameter* sweepParameter(const QString& id)
{
    const auto found = std::ranges::find_if(
        table, [&](const SweepParameter& row) { return id == QLatin1StringView(row.id); });
    return found == table.end() ? nullptr : &*found;
}

QString nameOf(const SweepParameter& parameter)
{
    return QCoreApplication::translate("Experiment", parameter.name);
}

QString valueText(const SweepParameter& parameter, std::uint64_t value)
{
    switch (parameter.unit) {
    case Unit::Time:
        return durationText(Duration(value));
    case Unit::Rate:
        return sizeText(value) + QLatin1StringView("/s");
    case Unit::Count:
        break;
    }
    return QString::number(value);
}

const char* unitOf(Unit unit)
{
    switch (unit) {
    case Unit::Time:
        return "ms";
    case Unit::Rate:
        return "bytes/s";
    case Unit::Count:
        break;
    }
    return "";
}

QString plainValue(const SweepParameter& parameter, std::uint64_t value)
{
    if (parameter.unit != Unit::Time)
        return QString::number(value);
    QString text = QString::number(value / ms);
    if (const std::uint64_t rest = value % ms; rest > 0) {
        text += u'.' + QStringLiteral("%1").arg(rest, 6, 10, QLatin1Char('0'));
        while (text.endsWith(u'0'))
            text.chop(1);
    }
    return text;
}

} // namespace interleave::run
