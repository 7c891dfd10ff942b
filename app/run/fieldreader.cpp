// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/fieldreader.h"

#include <QCoreApplication>

namespace interleave::run {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Experiment", text); }

} // namespace

QJsonValue FieldReader::take(const char* key)
{
    if (!has(key))
        fail(tr("“%1” is missing.").arg(QLatin1StringView(key)));
    return m_object.take(QLatin1StringView(key));
}

void FieldReader::fail(const QString& sentence)
{
    if (m_error.isEmpty())
        m_error = sentence;
}

std::uint64_t FieldReader::number(const char* key, std::uint64_t least, std::uint64_t most)
{
    // A fraction, a number that does not fit and what is no number all read as −1.
    const qint64 number = take(key).toInteger(-1);
    if (number >= 0 && static_cast<std::uint64_t>(number) >= least &&
        static_cast<std::uint64_t>(number) <= most)
        return static_cast<std::uint64_t>(number);
    fail(tr("“%1” takes a whole number from %2 to %3.").arg(QLatin1StringView(key)).arg(least).arg(most));
    return least;
}

bool FieldReader::truth(const char* key)
{
    const QJsonValue value = take(key);
    if (!value.isBool())
        fail(tr("“%1” takes true or false.").arg(QLatin1StringView(key)));
    return value.toBool();
}

QString FieldReader::text(const char* key)
{
    const QJsonValue value = take(key);
    if (!value.isString())
        fail(tr("“%1” takes a text.").arg(QLatin1StringView(key)));
    return value.toString();
}

QStringList FieldReader::texts(const char* key)
{
    QStringList texts;
    const QJsonArray values = array(key);
    for (const QJsonValue& value : values) {
        if (!value.isString())
            fail(tr("“%1” takes a list of texts.").arg(QLatin1StringView(key)));
        texts << value.toString();
    }
    return texts;
}

QJsonObject FieldReader::object(const char* key)
{
    const QJsonValue value = take(key);
    if (!value.isObject())
        fail(tr("“%1” takes an object.").arg(QLatin1StringView(key)));
    return value.toObject();
}

QJsonArray FieldReader::array(const char* key)
{
    const QJsonValue value = take(key);
    if (!value.isArray())
        fail(tr("“%1” takes a list.").arg(QLatin1StringView(key)));
    return value.toArray();
}

void FieldReader::end()
{
    if (!m_object.isEmpty())
        fail(tr("“%1” is not known.").arg(m_object.begin().key()));
}

} // namespace interleave::run
