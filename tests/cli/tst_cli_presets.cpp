// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/cli/presets.h"
#include "app/cli/runrequest.h"
#include "core/observe/affinity.h"

using namespace interleave;
using namespace interleave::cli;

namespace {

QStringList one(const char* value) { return {QString::fromLatin1(value)}; }
QString key(const char* name) { return QString::fromLatin1(name); }

Preset downloadsPreset()
{
    return {key("some"),
            key("Some"),
            key("for a test"),
            {{key("tasks"), one("6")}, {key("latency"), one("40ms")}, {key("parse"), one("3")}}};
}

} // namespace

class TestPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allAreThereInTheirOrder();
    void eachIsARequestThatMakesSense();
    void faultyFilesAreRefused_data();
    void faultyFilesAreRefused();
    void givenOptionsOverride();
    void titleStaysOnlyWithWhatItClaims();
    void serverOptionsGiveWayToAddresses();
    void otherWorkloadDropsWhatIsNotItsOwn();
    void anotherScriptTakesThePlaceOfThePresets();
    void changedModelsSaySoInTheirNames_data();
    void changedModelsSaySoInTheirNames();
    void everyPresetIsAnExperiment();
    void modelsGivenTwiceAreJoined();
};

void TestPresets::allAreThereInTheirOrder()
{
    QStringList ids;
    for (const Preset& preset : presets())
        ids << preset.id;
    QCOMPARE(ids.join(u' '),
             QStringLiteral("io-four-ways cpu-four-ways article-160 io-bound cpu-bound "
                            "threading asyncio multiprocessing frozen-loop convoy qt-client"));
}

void TestPresets::eachIsARequestThatMakesSense()
{
    for (const Preset& preset : presets()) {
        QString error;
        const auto request = readRunRequest(preset.options, observe::allowedProcessors(), error);
        QVERIFY2(request, qPrintable(preset.id + u' ' + error));
        QCOMPARE(request->outputs.drawing.title, preset.title);
    }
}

void TestPresets::faultyFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char* name, const char* json) { QTest::newRow(name) << QByteArray(json); };
    row("empty", "");
    row("cut", R"({"id":"a")");
    row("a list", "[]");
    row("no options", R"({"id":"a","title":"A","description":"a"})");
    row("no title", R"({"id":"a","description":"a","options":{"tasks":1}})");
    row("unknown option", R"({"id":"a","title":"A","description":"a","options":{"taks":1}})");
    row("a switch with a value", R"({"id":"a","title":"A","description":"a","options":{"tls":1}})");
    row("a value is missing", R"({"id":"a","title":"A","description":"a","options":{"tasks":true}})");
}

void TestPresets::faultyFilesAreRefused()
{
    QFETCH(QByteArray, json);
    QString error;
    QVERIFY(!presetFrom(json, error));
    QVERIFY(!error.isEmpty());
}

void TestPresets::givenOptionsOverride()
{
    const OptionValues mixed =
        overridden(downloadsPreset(), {{key("tasks"), one("9")}, {key("json"), one("")}});
    QCOMPARE(mixed.value(key("tasks")), one("9"));
    QCOMPARE(mixed.value(key("latency")), one("40ms"));
    QVERIFY(mixed.contains(key("json")));
}

void TestPresets::titleStaysOnlyWithWhatItClaims()
{
    Preset preset = downloadsPreset();
    preset.options[key("title")] = one("Six downloads");
    const auto titleBeside = [&](const char* option) {
        return overridden(preset, {{key("preset"), one("some")}, {key(option), one("4")}})
            .value(key("title"));
    };
    for (const char* option : {"image", "by", "theme", "width", "fit", "save", "events", "json", "quiet"})
        QCOMPARE(titleBeside(option), one("Six downloads"));
    for (const char* option : {"models", "tasks", "latency", "workers", "lock", "number", "url"})
        QCOMPARE(titleBeside(option), QStringList());
    QCOMPARE(titleBeside("title"), one("4"));
}

void TestPresets::serverOptionsGiveWayToAddresses()
{
    const OptionValues mixed = overridden(downloadsPreset(), {{key("url"), one("http://localhost/")}});
    QVERIFY(!mixed.contains(key("latency")));
    QCOMPARE(mixed.value(key("parse")), one("3"));
}

void TestPresets::otherWorkloadDropsWhatIsNotItsOwn()
{
    const OptionValues mixed = overridden(downloadsPreset(), {{key("workload"), one("sums")}});
    QVERIFY(!mixed.contains(key("latency")) && !mixed.contains(key("parse")));
    QCOMPARE(mixed.value(key("tasks")), one("6"));
}

void TestPresets::anotherScriptTakesThePlaceOfThePresets()
{
    const Preset preset{key("some"),
                        key("Some"),
                        key("for a test"),
                        {{key("workload"), one("script")}, {key("script"), one("wait 1 ms")}}};
    QCOMPARE(overridden(preset, {{key("script"), one("wait 2 ms")}}).value(key("script")), one("wait 2 ms"));
    QVERIFY(!overridden(preset, {{key("script-file"), one("x.json")}}).contains(key("script")));
    QVERIFY(!overridden(preset, {{key("workload"), one("sums")}}).contains(key("script")));
}

void TestPresets::changedModelsSaySoInTheirNames_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("name");
    const QString gil = key("Threads as in CPython (one lock)");
    const auto row = [](const char* option, const char* value, const QString& name) {
        QTest::addRow("%s %s", option, value) << key(option) << key(value) << name;
    };
    row("lock", "interpreter", gil);
    row("workers", "5", gil);
    row("switch-interval", "5ms", gil);
    row("lock", "none", gil + key(", changed: no lock"));
    row("workers", "8", gil);
    row("workers", "1", gil + key(", changed: 1 worker"));
    row("in-flight", "3", gil + key(", changed: 3 in flight"));
    row("processors", "one", gil + key(", changed: one processor"));
    row("switch-interval", "1ms", gil + key(", changed: switch interval 1 ms"));
}

void TestPresets::changedModelsSaySoInTheirNames()
{
    QFETCH(QString, option);
    QFETCH(QString, value);
    QString error;
    const auto request = readRunRequest({{key("models"), one("gil")}, {option, QStringList(value)}},
                                        observe::allowedProcessors(), error);
    QVERIFY2(request, qPrintable(error));
    QTEST(QString::fromStdString(request->experiment.models.front().name), "name");
    QCOMPARE(request->experiment.models.front().id, std::string("gil"));
}

void TestPresets::everyPresetIsAnExperiment()
{
    const auto available = observe::allowedProcessors();
    const std::vector<run::Preset> experiments = presetExperiments(available);
    QCOMPARE(experiments.size(), presets().size());
    for (const run::Preset& preset : experiments) {
        QCOMPARE(run::refusal(preset.experiment, available), QString());
        QCOMPARE(preset.experiment.title, preset.title);
    }
}

void TestPresets::modelsGivenTwiceAreJoined()
{
    const QStringList words{key("--models"), key("gil,async"), key("--models"), key("sequential")};
    QString error;
    const auto request =
        readRunRequest(parse(runOptions(), words).values, observe::allowedProcessors(), error);
    QVERIFY2(request, qPrintable(error));
    QCOMPARE(request->experiment.models.size(), std::size_t{3});
    QCOMPARE(request->experiment.models.back().id, std::string("sequential"));
}

QTEST_GUILESS_MAIN(TestPresets)
#include "tst_cli_presets.moc"
