// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QMap>
#include <QStringList>
#include <QXmlStreamReader>

#include <optional>

/// What the tests of images share.
namespace interleave::tests {

inline QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Element names and text of an SVG; empty if it is no XML.
struct Parsed
{
    QMap<QString, int> elements;
    QStringList texts;
    QString title;
    QXmlStreamAttributes root;
};

inline std::optional<Parsed> parsed(const QByteArray& svg)
{
    Parsed result;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QString name = reader.name().toString();
        if (result.elements.isEmpty())
            result.root = reader.attributes();
        ++result.elements[name];
        if (name == QLatin1String("text"))
            result.texts += reader.readElementText().trimmed();
        if (name == QLatin1String("title"))
            result.title = reader.readElementText();
    }
    if (reader.hasError())
        return {};
    return result;
}

} // namespace interleave::tests
