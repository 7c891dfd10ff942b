// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <cstdint>

namespace interleave::run {

/// Takes the fields of a JSON object one by one. The first fault is kept as one sentence in `error`; every
/// field is then read as its least value, so that a caller may read on and ask once at the end.
class FieldReader
{
public:
    FieldReader(QJsonObject object, QString& error) : m_object(std::move(object)), m_error(error) {}

    bool has(const char* key) const { return m_object.contains(QLatin1StringView(key)); }
    std::uint64_t number(const char* key, std::uint64_t least, std::uint64_t most);
    template <class Unit>
    Unit duration(const char* key, Unit least, Unit most)
    {
        return Unit(static_cast<typename Unit::rep>(number(key, static_cast<std::uint64_t>(least.count()),
                                                           static_cast<std::uint64_t>(most.count()))));
    }
    bool truth(const char* key);
    QString text(const char* key);
    QStringList texts(const char* key);
    QJsonObject object(const char* key);
    QJsonArray array(const char* key);
    /// A field that nobody has taken is a fault: it would be something that is silently not done.
    void end();

private:
    QJsonValue take(const char* key);
    void fail(const QString& sentence);

    QJsonObject m_object;
    QString& m_error;
};

} // namespace interleave::run
