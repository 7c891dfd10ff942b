// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workloads/parameterreader.h"

#include <QCborArray>
#include <QString>

namespace interleave::workloads {

namespace {

QCborValue valueOf(const QCborMap& map, const char* key) { return map.value(QLatin1String(key)); }

} // namespace

void ParameterReader::refuse(const char* key, const std::string& what)
{
    if (m_error.empty())
        m_error = std::string("The parameter \"") + key + "\" must be " + what + ".";
}

std::uint64_t ParameterReader::number(const char* key, std::uint64_t most)
{
    const QCborValue value = valueOf(m_map, key);
    if (value.isInteger() && value.toInteger() >= 0 && static_cast<std::uint64_t>(value.toInteger()) <= most)
        return static_cast<std::uint64_t>(value.toInteger());
    refuse(key, "a whole number from 0 to " + std::to_string(most));
    return 0;
}

bool ParameterReader::truth(const char* key)
{
    const QCborValue value = valueOf(m_map, key);
    if (!value.isBool())
        refuse(key, "true or false");
    return value.toBool();
}

std::string ParameterReader::text(const char* key)
{
    const QCborValue value = valueOf(m_map, key);
    if (!value.isString())
        refuse(key, "a text");
    return value.toString().toStdString();
}

std::vector<std::string> ParameterReader::texts(const char* key)
{
    const QCborValue value = valueOf(m_map, key);
    if (!value.isArray())
        refuse(key, "a list of texts");
    std::vector<std::string> all;
    for (const QCborValue item : value.toArray()) {
        if (!item.isString())
            refuse(key, "a list of texts");
        all.push_back(item.toString().toStdString());
    }
    return all;
}

std::vector<std::pair<std::string, std::string>> ParameterReader::pairs(const char* key)
{
    const QCborValue value = valueOf(m_map, key);
    if (!value.isArray())
        refuse(key, "a list of pairs of texts");
    std::vector<std::pair<std::string, std::string>> all;
    for (const QCborValue item : value.toArray()) {
        const QCborArray pair = item.toArray();
        if (pair.size() != 2 || !pair.at(0).isString() || !pair.at(1).isString())
            refuse(key, "a list of pairs of texts");
        all.emplace_back(pair.at(0).toString().toStdString(), pair.at(1).toString().toStdString());
    }
    return all;
}

QCborMap ParameterReader::map(const char* key)
{
    const QCborValue value = valueOf(m_map, key);
    if (!value.isMap())
        refuse(key, "a map");
    return value.toMap();
}

} // namespace interleave::workloads
