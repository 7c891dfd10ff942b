// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/fieldreader.h"

#include <QCoreApplication>

namespace interleave::run {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Experiment", text); }

QString missingField(const char* key) { return tr("“%1” is missing.").arg(QLatin1StringView(key)); }

} // namespace

QJsonValue FieldReader::take(const char* key) { return m_object.take(QLatin1StringView(key)); }

std::uint64_t FieldReader::number(const char* key, std::uint64_t least, std::uint64_t most,
                                  std::uint64_t usual)
{
    const bool missing = !has(key);
    // A fraction, a number that does not fit and what is no number all read as −1.
    const qint64 number = take(key).toInteger(-1);
    if (number >= 0 && static_cast<std::uint64_t>(number) >= least &&
        static_cast<std::uint64_t>(number) <= most)
        return static_cast<std::uint64_t>(number);
    fail(missing ? missingField(key)
                 : tr("“%1” takes a whole number from %2 to %3.")
                       .arg(QLatin1StringView(key))
                       .arg(least)
                       .arg(most));
    return usual;
}

bool FieldReader::truth(const char* key, bool usual)
{
    const bool missing = !has(key);
    const QJsonValue value = take(key);
    if (!value.isBool())
        fail(missing ? missingField(key) : tr("“%1” takes true or false.").arg(QLatin1StringView(key)));
    return value.toBool(usual);
}

std::optional<QString> FieldReader::text(const char* key)
{
    const bool missing = !has(key);
    const QJsonValue value = take(key);
    if (value.isString())
        return value.toString();
    fail(missing ? missingField(key) : tr("“%1” takes a text.").arg(QLatin1StringView(key)));
    return {};
}

std::optional<QStringList> FieldReader::texts(const char* key)
{
    const std::optional<QJsonArray> values = array(key);
    if (!values)
        return {};
    QStringList texts;
    for (const QJsonValue& value : *values)
        if (value.isString())
            texts << value.toString();
    if (texts.size() < values->size())
        fail(tr("“%1” takes a list of texts.").arg(QLatin1StringView(key)));
    return texts;
}

std::optional<QJsonObject> FieldReader::object(const char* key)
{
    const bool missing = !has(key);
    const QJsonValue value = take(key);
    if (value.isObject())
        return value.toObject();
    fail(missing ? missingField(key) : tr("“%1” takes an object.").arg(QLatin1StringView(key)));
    return {};
}

std::optional<QJsonArray> FieldReader::array(const char* key)
{
    const bool missing = !has(key);
    const QJsonValue value = take(key);
    if (value.isArray())
        return value.toArray();
    fail(missing ? missingField(key) : tr("“%1” takes a list.").arg(QLatin1StringView(key)));
    return {};
}

void FieldReader::end()
{
    const QStringList left = m_object.keys();
    for (const QString& key : left)
        fail(tr("“%1” is not known.").arg(key));
}

} // namespace interleave::run
