// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/scriptfile.h"

#include "app/run/fieldreader.h"
#include "app/run/textfile.h"
#include "core/workloads/scriptparser.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <limits>

namespace interleave::run {
namespace {

constexpr qsizetype longestFile = 1 << 20;
constexpr std::uint64_t mostTasks = 1'000'000;

QString tr(const char* text) { return QCoreApplication::translate("Experiment", text); }

/// `"cook": `, or nothing for a task without a name.
QString nameFrom(FieldReader& read)
{
    if (!read.has("name"))
        return {};
    const QString name = read.text("name").value_or(QString());
    const bool fits = !name.isEmpty() && std::ranges::all_of(name, [](QChar c) {
        return c != u'"' && c.category() != QChar::Other_Control;
    });
    if (!fits)
        read.fail(tr("“name” takes a text on one line and without quotation marks."));
    return QStringLiteral("\"%1\": ").arg(name);
}

/// A line of the script.
QString kindFrom(const QJsonObject& json, QStringList& faults)
{
    FieldReader read(json, faults);
    QString line;
    if (read.has("count"))
        line += QStringLiteral("%1 x ").arg(read.number("count", 1, mostTasks, 1));
    line += nameFrom(read);
    const std::optional<QStringList> phases = read.texts("phases");
    read.end();
    if (!phases)
        return {};
    for (qsizetype k = 0; k < phases->size(); ++k) {
        const std::string why = workloads::phasesRefusal(phases->at(k).toStdString());
        if (!why.empty())
            read.fail(tr("phase %1: %2").arg(QString::number(k + 1), QString::fromStdString(why)));
    }
    if (phases->isEmpty())
        read.fail(tr("“phases” takes at least one."));
    return line + phases->join(QStringLiteral(", ")) + u'\n';
}

QString textFrom(const QJsonObject& json, QStringList& faults)
{
    FieldReader read(json, faults);
    QString text;
    if (read.has("seed"))
        text += QStringLiteral("seed %1\n")
                    .arg(read.number("seed", 0, std::numeric_limits<std::uint32_t>::max(), 1));
    const QJsonArray tasks = read.array("tasks").value_or(QJsonArray());
    read.end();
    for (qsizetype k = 0; k < tasks.size() && faults.isEmpty(); ++k) {
        QStringList why;
        text += kindFrom(tasks[k].toObject(), why);
        if (!why.isEmpty())
            read.fail(tr("“tasks”, entry %1: %2").arg(QString::number(k + 1), why.first()));
    }
    return text;
}

} // namespace

std::optional<QString> scriptFrom(const QByteArray& file, QString& error)
{
    const std::optional<QByteArray> plain = plainText(file, error);
    if (!plain)
        return {};
    const QByteArray& bytes = *plain;
    if (!bytes.trimmed().startsWith('{')) // no script begins so
        return QString::fromUtf8(bytes);
    QJsonParseError problem{};
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error != QJsonParseError::NoError) {
        const QByteArray before = bytes.first(std::clamp<qsizetype>(problem.offset, 0, bytes.size()));
        error = tr("Line %1, column %2: %3.")
                    .arg(before.count('\n') + 1)
                    .arg(before.size() - before.lastIndexOf('\n'))
                    .arg(problem.errorString());
        return {};
    }
    QStringList faults;
    QString text = textFrom(document.object(), faults);
    error = faults.value(0); // a script with faults is not run: the first is enough
    return error.isEmpty() ? std::optional(std::move(text)) : std::nullopt;
}

std::optional<QString> readScriptFile(const QString& path, QString& error)
{
    QString reason;
    const auto bytes = readBytes(path, longestFile, reason);
    if (!bytes) {
        error = tr("The script cannot be read from %1: %2.").arg(path, reason);
        return {};
    }
    if (bytes->size() > longestFile) {
        error = tr("%1 is longer than 1 MiB: no script is.").arg(path);
        return {};
    }
    auto text = scriptFrom(*bytes, error);
    if (!text)
        error = tr("%1: %2").arg(path, error);
    return text;
}

} // namespace interleave::run
