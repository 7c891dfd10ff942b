// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/remembered.h"

#include "app/run/experimentjson.h"

#include <QCoreApplication>
#include <QDir>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScreen>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

namespace interleave::window {
namespace {

timeline::Grouping groupingOf(const QString& word)
{
    if (word == QLatin1StringView("task"))
        return timeline::Grouping::Task;
    return word == QLatin1StringView("processor") ? timeline::Grouping::Processor
                                                  : timeline::Grouping::Worker;
}

QString wordOf(timeline::Grouping grouping)
{
    switch (grouping) {
    case timeline::Grouping::Worker:
        return QStringLiteral("worker");
    case timeline::Grouping::Task:
        return QStringLiteral("task");
    case timeline::Grouping::Processor:
        return QStringLiteral("processor");
    }
    return {};
}

std::optional<run::Experiment> experimentOf(const QVariant& stored, QStringList& faults)
{
    if (!stored.isValid()) // the first start
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(stored.toString().toUtf8());
    if (document.isObject())
        return run::experimentFromJson(document.object(), faults);
    faults << QCoreApplication::translate("Window", "The experiment in it is damaged.");
    return {};
}

/// Whether there is room for more than the runs at first.
bool screenIsLarge()
{
    const QScreen* const screen = QGuiApplication::primaryScreen();
    return screen && screen->availableSize().height() >= 1000;
}

} // namespace

QSettings userSettings()
{
    return {QSettings::IniFormat, QSettings::UserScope, QStringLiteral("interleave"),
            QStringLiteral("interleave")};
}

Remembered recall()
{
    const QSettings stored = userSettings();
    const auto value = [&](const char* key) { return stored.value(QLatin1StringView(key)); };
    Remembered remembered;
    remembered.geometry = value("window/geometry").toByteArray();
    remembered.columns = value("window/columns").toByteArray();
    remembered.rows = value("window/rows").toByteArray();
    remembered.appearance = appearanceOf(value("view/appearance").toString());
    remembered.view.grouping = groupingOf(value("view/rows").toString());
    remembered.view.sameScale = stored.value(QStringLiteral("view/same-scale"), true).toBool();
    remembered.view.lanesFit = stored.value(QStringLiteral("view/lanes-fit"), true).toBool();
    remembered.view.helpers = stored.value(QStringLiteral("view/helpers"), true).toBool()
                                  ? view::Helpers::Shown
                                  : view::Helpers::Hidden;
    remembered.view.slotRows = stored.value(QStringLiteral("view/slots"), true).toBool();
    remembered.view.overview = stored.value(QStringLiteral("view/overview"), true).toBool();
    remembered.view.concurrency = stored.value(QStringLiteral("view/concurrency"), screenIsLarge()).toBool();
    remembered.view.animate = stored.value(QStringLiteral("view/animate"), true).toBool();
    const int frames = value("view/frames").toInt();
    if (std::find(allFrameRates.begin(), allFrameRates.end(), frames) != allFrameRates.end())
        remembered.frameRate = frames;
    remembered.view.extras.wakeUps = stored.value(QStringLiteral("view/wake-ups"), false).toBool();
    remembered.view.extras.ideal = stored.value(QStringLiteral("view/ideal"), false).toBool();
    const double textScale = stored.value(QStringLiteral("view/text-scale"), 1.0).toDouble();
    remembered.view.textScale = textScale >= 0.5 && textScale <= 4 ? textScale : 1.0;
    remembered.experiment = experimentOf(value("experiment/json"), remembered.faults);
    remembered.presetId = value("experiment/preset").toString();
    remembered.folder = value("files/folder").toString();
    remembered.setup = stored.value(QStringLiteral("window/setup"), true).toBool();
    remembered.results = stored.value(QStringLiteral("window/results"), true).toBool();
    remembered.tab = value("window/tab").toInt();
    [[maybe_unused]] const QStringList all = stored.allKeys(); // every section is read: only then is it known
    if (stored.status() != QSettings::NoError)
        remembered.faults << QCoreApplication::translate(
                                 "Window", "%1 cannot be read as a whole: it is damaged or protected.")
                                 .arg(QDir::toNativeSeparators(stored.fileName()));
    if (remembered.folder.isEmpty())
        remembered.folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return remembered;
}

void remember(const Remembered& remembered)
{
    QSettings stored = userSettings();
    const auto set = [&](const char* key, const QVariant& value) {
        stored.setValue(QLatin1StringView(key), value);
    };
    set("window/geometry", remembered.geometry);
    set("window/columns", remembered.columns);
    set("window/rows", remembered.rows);
    set("view/appearance", idOf(remembered.appearance));
    set("view/rows", wordOf(remembered.view.grouping));
    set("view/same-scale", remembered.view.sameScale);
    set("view/lanes-fit", remembered.view.lanesFit);
    set("view/helpers", remembered.view.helpers == view::Helpers::Shown);
    set("view/slots", remembered.view.slotRows);
    set("view/overview", remembered.view.overview);
    set("view/concurrency", remembered.view.concurrency);
    set("view/animate", remembered.view.animate);
    set("view/frames", remembered.frameRate);
    set("view/wake-ups", remembered.view.extras.wakeUps);
    set("view/ideal", remembered.view.extras.ideal);
    set("view/text-scale", remembered.view.textScale);
    if (remembered.experiment)
        set("experiment/json",
            QString::fromUtf8(
                QJsonDocument(run::toJson(*remembered.experiment)).toJson(QJsonDocument::Compact)));
    set("experiment/preset", remembered.presetId);
    set("files/folder", remembered.folder);
    set("window/setup", remembered.setup);
    set("window/results", remembered.results);
    set("window/tab", remembered.tab);
}

} // namespace interleave::window
