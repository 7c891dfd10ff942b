// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/exportchoices.h"

#include "app/window/remembered.h"

#include <QSettings>

namespace interleave::window {

ExportChoices recallExport()
{
    const QSettings stored = userSettings();
    ExportChoices choices;
    const auto read = [&](const char* key, auto& value, auto least, auto most) {
        const double found = stored.value(QLatin1StringView(key), value).toDouble();
        if (found >= least && found <= most)
            value = static_cast<std::remove_reference_t<decltype(value)>>(found);
    };
    if (const QString ending = stored.value(QStringLiteral("image/ending")).toString();
        ending == QLatin1StringView("pdf") || ending == QLatin1StringView("png"))
        choices.ending = ending;
    read("image/width", choices.size.width, 320, 20'000);
    read("image/centimetres", choices.size.centimetres, 8.5, 500);
    read("image/dpi", choices.size.dpi, 72, 1200);
    read("image/scale", choices.size.scale, 1, 8);
    choices.size.legend = stored.value(QStringLiteral("image/legend"), true).toBool();
    choices.notes = stored.value(QStringLiteral("image/notes"), true).toBool();
    return choices;
}

void remember(const ExportChoices& choices)
{
    QSettings stored = userSettings();
    stored.setValue(QStringLiteral("image/ending"), choices.ending);
    stored.setValue(QStringLiteral("image/width"), choices.size.width);
    stored.setValue(QStringLiteral("image/centimetres"), choices.size.centimetres);
    stored.setValue(QStringLiteral("image/dpi"), choices.size.dpi);
    stored.setValue(QStringLiteral("image/scale"), choices.size.scale);
    stored.setValue(QStringLiteral("image/legend"), choices.size.legend);
    stored.setValue(QStringLiteral("image/notes"), choices.notes);
}

} // namespace interleave::window
