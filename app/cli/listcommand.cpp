// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/columns.h"
#include "app/cli/commands.h"
#include "app/cli/presets.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "app/cli/valuereader.h"
#include "core/engine/model.h"
#include "core/workloads/registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace interleave::cli {
namespace {

/// What `list` shows: columns for people and, under the same keys, fields for programs.
struct Listing
{
    QStringList keys; ///< of the JSON fields
    std::vector<Column> columns;
    std::vector<QStringList> rows;
};

QString processorsText(const engine::Processors& processors)
{
    return processors.choice == engine::Processors::Choice::One ? Text::tr("one") : Text::tr("all");
}

Listing modelListing()
{
    using enum Column::Align;
    Listing listing{{QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("kind"),
                     QStringLiteral("workers"), QStringLiteral("in_flight"), QStringLiteral("processors"),
                     QStringLiteral("lock")},
                    {{Text::tr("id"), Left},
                     {Text::tr("shown as"), Left},
                     {Text::tr("kind"), Left},
                     {Text::tr("workers"), Right},
                     {Text::tr("in flight"), Right},
                     {Text::tr("processors"), Left},
                     {Text::tr("lock"), Left}},
                    {}};
    for (const engine::Model& model : engine::models()) {
        listing.rows.push_back(
            {QString::fromStdString(model.id), QString::fromStdString(model.name),
             model.kind == engine::WorkerKind::Process ? Text::tr("process") : Text::tr("thread"),
             model.workers ? QString::number(*model.workers) : Text::tr("all"),
             QString::number(model.inFlight), processorsText(model.processors),
             model.lock == engine::Lock::None ? Text::tr("none") : Text::tr("interpreter")});
    }
    return listing;
}

Listing workloadListing()
{
    Listing listing{{QStringLiteral("id"), QStringLiteral("description")},
                    {{Text::tr("id"), {}}, {Text::tr("what it runs"), {}}},
                    {}};
    for (const workloads::Entry& entry : workloads::workloads())
        listing.rows.push_back(
            {QString::fromUtf8(entry.id.data(), static_cast<qsizetype>(entry.id.size())),
             QString::fromUtf8(entry.description.data(), static_cast<qsizetype>(entry.description.size()))});
    return listing;
}

Listing presetListing()
{
    Listing listing{{QStringLiteral("id"), QStringLiteral("title"), QStringLiteral("description")},
                    {{Text::tr("id"), {}}, {Text::tr("title"), {}}, {Text::tr("what it shows"), {}}},
                    {}};
    for (const Preset& preset : presets())
        listing.rows.push_back({preset.id, preset.title, preset.description});
    return listing;
}

void printJson(const Listing& listing)
{
    QJsonArray array;
    for (const QStringList& row : listing.rows) {
        QJsonObject object;
        for (qsizetype k = 0; k < row.size(); ++k) {
            bool isNumber = false;
            const int number = row[k].toInt(&isNumber);
            object[listing.keys[k]] = isNumber ? QJsonValue(number) : QJsonValue(row[k]);
        }
        array.append(object);
    }
    printLine(QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact)));
}

} // namespace

int listCommand(const QStringList& arguments)
{
    const QString name = QStringLiteral("list");
    const Parsed parsed = parse(listOptions(), arguments);
    if (parsed.help)
        return helpCommand({name});
    if (!parsed.error.isEmpty())
        return refuse(name, parsed.error);
    const QStringList known{QStringLiteral("models"), QStringLiteral("workloads"), QStringLiteral("presets")};
    if (parsed.words.size() != 1)
        return refuse(name, Text::tr("it takes one word: models, workloads or presets."));
    const qsizetype which = known.indexOf(parsed.words.first());
    if (which < 0)
        return refuse(name, notAmong(parsed.words.first(), known, Text::tr("the lists")));

    const Listing listing = which == 0 ? modelListing() : which == 1 ? workloadListing() : presetListing();
    if (parsed.values.contains(QStringLiteral("json"))) {
        printJson(listing);
    } else {
        const QStringList lines = alignedLines(listing.columns, listing.rows);
        for (const QString& line : lines)
            printLine(line);
    }
    return printed();
}

} // namespace interleave::cli
