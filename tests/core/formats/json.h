// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/rapidjson.h"

#include <QByteArray>
#include <QFile>
#include <QTest>

#include <sstream>
#include <string>

/// What the tests of formats share.
namespace interleave::tests {

/// Strict: no byte may follow, no text may be anything but UTF-8.
inline rapidjson::Document parsed(const std::string& text)
{
    rapidjson::Document document;
    document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseFullPrecisionFlag>(text.data(),
                                                                                               text.size());
    return document;
}

/// What `write` puts into a stream.
template <class Write>
std::string written(Write write)
{
    std::ostringstream out;
    write(out);
    return out.str();
}

/// The golden file of that name. With INTERLEAVE_WRITE_GOLDEN set, `actual` is written there first.
inline QByteArray golden(const char* name, const std::string& actual)
{
    QFile file(QLatin1String(GOLDEN_FOLDER "/") + QLatin1String(name));
    if (qEnvironmentVariableIsSet("INTERLEAVE_WRITE_GOLDEN") && file.open(QIODevice::WriteOnly)) {
        file.write(QByteArray::fromStdString(actual));
        file.close();
    }
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace interleave::tests
