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
    void serverOptionsGiveWayToAddresses();
    void otherWorkloadDropsWhatIsNotItsOwn();
};

void TestPresets::allAreThereInTheirOrder()
{
    QStringList ids;
    for (const Preset& preset : presets())
        ids << preset.id;
    QCOMPARE(ids.join(u' '),
             QStringLiteral("io-bound cpu-bound threading asyncio multiprocessing io-four-ways "
                            "cpu-four-ways article-160"));
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

QTEST_GUILESS_MAIN(TestPresets)
#include "tst_cli_presets.moc"
