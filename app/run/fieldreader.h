// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <cstdint>
#include <optional>

namespace interleave::run {

/// Takes the fields of a JSON object one by one. Each one that is missing or does not fit is told in a
/// sentence of `faults` and falls alone: it is read as its usual value, or as nothing.
class FieldReader
{
public:
    FieldReader(QJsonObject object, QStringList& faults) : m_object(std::move(object)), m_faults(faults) {}

    bool has(const char* key) const { return m_object.contains(QLatin1StringView(key)); }
    std::uint64_t number(const char* key, std::uint64_t least, std::uint64_t most, std::uint64_t usual);
    template <class Unit>
    Unit duration(const char* key, Unit least, Unit most, Unit usual)
    {
        const auto count = [](Unit unit) { return static_cast<std::uint64_t>(unit.count()); };
        return Unit(static_cast<typename Unit::rep>(number(key, count(least), count(most), count(usual))));
    }
    bool truth(const char* key, bool usual);
    std::optional<QString> text(const char* key);
    /// Without those that are no texts.
    std::optional<QStringList> texts(const char* key);
    std::optional<QJsonObject> object(const char* key);
    std::optional<QJsonArray> array(const char* key);
    void fail(const QString& sentence) { m_faults << sentence; }
    /// A field that nobody has taken is a fault: it would be something that is silently not done.
    void end();

private:
    QJsonValue take(const char* key);

    QJsonObject m_object;
    QStringList& m_faults;
};

} // namespace interleave::run
