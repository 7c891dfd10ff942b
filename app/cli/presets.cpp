// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/presets.h"

#include "app/cli/runrequest.h"
#include "app/cli/text.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace interleave::cli {
namespace {

QStringList wordsOf(const QJsonValue& value)
{
    if (value.isBool())
        return value.toBool() ? QStringList(QString()) : QStringList();
    if (value.isDouble()) // a fraction stays one, for the option's own reader to judge
        return {value.toInteger(-1) >= 0 ? QString::number(value.toInteger())
                                         : QString::number(value.toDouble())};
    if (value.isString())
        return {value.toString()};
    QStringList words;
    const QJsonArray items = value.toArray();
    for (const QJsonValue& item : items)
        words << item.toString();
    return words;
}

bool belongsTo(const QString& option, std::initializer_list<Group> groups)
{
    const OptionSpec* const spec = find(runOptions(), option);
    return spec && std::find(groups.begin(), groups.end(), spec->group) != groups.end();
}

std::vector<Preset> readAll()
{
    std::vector<Preset> all;
    for (const char* id : {"io-four-ways", "cpu-four-ways", "article-160", "io-bound", "cpu-bound",
                           "threading", "asyncio", "multiprocessing", "frozen-loop", "convoy", "qt-client"}) {
        QFile file(QStringLiteral(":/presets/%1.json").arg(QLatin1StringView(id)));
        QString error;
        const bool open = file.open(QIODevice::ReadOnly);
        std::optional<Preset> preset = open ? presetFrom(file.readAll(), error) : std::nullopt;
        Q_ASSERT_X(preset && preset->id == QLatin1StringView(id), id, qPrintable(error));
        if (preset)
            all.push_back(std::move(*preset));
    }
    return all;
}

} // namespace

std::optional<Preset> presetFrom(const QByteArray& json, QString& error)
{
    QJsonParseError parseError{};
    const QJsonObject object = QJsonDocument::fromJson(json, &parseError).object();
    if (parseError.error != QJsonParseError::NoError) {
        error = Text::tr("at byte %1: %2").arg(parseError.offset).arg(parseError.errorString());
        return {};
    }
    const auto field = [&](const char* name) { return object.value(QLatin1StringView(name)); };
    Preset preset{field("id").toString(), field("title").toString(), field("description").toString(), {}};
    const QJsonObject options = field("options").toObject();
    if (preset.id.isEmpty() || preset.title.isEmpty() || preset.description.isEmpty() || options.isEmpty()) {
        error = Text::tr("id, title, description and options are needed");
        return {};
    }
    preset.options[QStringLiteral("title")] = QStringList(preset.title);
    for (auto option = options.begin(); option != options.end(); ++option) {
        const OptionSpec* const spec = find(runOptions(), option.key());
        const QStringList words = wordsOf(option.value());
        const bool fits = spec && option.value().isBool() == (spec->value == nullptr) &&
                          (!option.value().isArray() || spec->times == Times::Many);
        if (!fits) {
            error =
                Text::tr("options: “%1” is no option of run, or its value does not fit").arg(option.key());
            return {};
        }
        if (!words.isEmpty())
            preset.options[option.key()] = words;
    }
    return preset;
}

const std::vector<Preset>& presets()
{
    static const std::vector<Preset> all = readAll();
    return all;
}

std::vector<run::Preset> presetExperiments(std::span<const ProcessorId> available)
{
    std::vector<run::Preset> all;
    for (const Preset& preset : presets()) {
        QString error;
        if (auto request = readRunRequest(preset.options, available, error))
            all.push_back({preset.id, preset.title, preset.description, std::move(request->experiment)});
    }
    return all;
}

OptionValues overridden(const Preset& preset, const OptionValues& given)
{
    const QString workload = QStringLiteral("workload"), url = QStringLiteral("url");
    const QStringList downloads(QStringLiteral("downloads"));
    const QString script = QStringLiteral("script"), scriptFile = QStringLiteral("script-file");
    const bool otherWorkload =
        given.contains(workload) && given[workload] != preset.options.value(workload, downloads);
    OptionValues mixed;
    for (auto option = preset.options.begin(); option != preset.options.end(); ++option) {
        const bool senseless =
            (given.contains(url) && belongsTo(option.key(), {Group::Server})) ||
            (given.contains(scriptFile) && option.key() == script) ||
            (otherWorkload && belongsTo(option.key(), {Group::Downloads, Group::Server, Group::Sums,
                                                       Group::Mixed, Group::Script}));
        if (!senseless)
            mixed.insert(option.key(), option.value());
    }
    // A title says what the preset does; with another choice of work or model it would say what is not so.
    const auto changesWork = [](const QString& option) {
        return option != QLatin1StringView("preset") && option != QLatin1StringView("repeat") &&
               !belongsTo(option, {Group::Output, Group::Picture});
    };
    const QStringList names = given.keys();
    if (std::any_of(names.begin(), names.end(), changesWork))
        mixed.remove(QStringLiteral("title"));
    mixed.insert(given); // overwrites
    return mixed;
}

} // namespace interleave::cli
