// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/cli/presets.h"
#include "app/run/experimentjson.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace interleave;
using namespace interleave::run;
using namespace std::chrono_literals;

namespace {

const std::vector<ProcessorId> two{ProcessorId(0), ProcessorId(1)};

/// Through the text, as the settings keep it.
QJsonObject kept(const QJsonObject& json)
{
    return QJsonDocument::fromJson(QJsonDocument(json).toJson()).object();
}

QString text(const char* latin) { return QString::fromLatin1(latin); }

Experiment practice()
{
    Experiment experiment;
    experiment.title = QStringLiteral("“Mine” <b>");
    engine::Model gil = *engine::modelNamed("gil");
    gil.workers.reset();
    gil.inFlight = 3;
    gil.processors = {engine::Processors::Choice::List, two};
    gil.switchInterval = Duration(1'234'567);
    gil.name = trueName(gil, *engine::modelNamed("gil"));
    engine::Model threads = *engine::modelNamed("threads");
    threads.processors = {engine::Processors::Choice::All, {}};
    threads.name = trueName(threads, *engine::modelNamed("threads"));
    experiment.models = {threads, gil, *engine::modelNamed("sequential")};
    experiment.downloads.emplace();
    experiment.downloads->tasks = 1'000'000;
    experiment.downloads->parsePasses = 7;
    experiment.downloads->client = {
        1ms, 24h, (1ull << 40) - 1, 2048, 0, true, "-----BEGIN CERTIFICATE-----\nx\n", net::ClientKind::Qt};
    experiment.server.emplace();
    experiment.server->latency = 60s;
    experiment.server->jitter = 1ms;
    experiment.server->seed = 4'294'967'295;
    experiment.server->bandwidth = 1'000'000'000'000'000'001; // more than a double holds
    experiment.server->bandwidth -= 1;
    experiment.server->tls = true;
    experiment.pages = {QStringLiteral("dice"), QStringLiteral("dice"), QStringLiteral("jython")};
    return experiment;
}

Experiment sums()
{
    Experiment experiment;
    experiment.models = {*engine::modelNamed("async-processes")};
    experiment.sums = workloads::SumsOptions{1'000'000'000'000, 1};
    experiment.repeat = 1000;
    experiment.sweep = Sweep{QStringLiteral("speed"), QStringLiteral("“1..”")}; // as far as it was typed
    return experiment;
}

Experiment addresses(std::vector<std::string> list)
{
    Experiment experiment;
    experiment.downloads.emplace();
    experiment.downloads->addresses = std::move(list);
    return experiment;
}

Experiment script(const std::string& text)
{
    Experiment experiment;
    experiment.models = {*engine::modelNamed("gil")};
    experiment.script.emplace();
    experiment.script->text = text;
    experiment.script->client.redirectLimit = 7;
    return experiment;
}

Experiment served(Experiment experiment)
{
    experiment.server.emplace();
    experiment.server->latency = 5ms;
    return experiment;
}

Experiment mixed()
{
    Experiment experiment = practice();
    experiment.hashPasses = 1'000'000;
    return experiment;
}

void compare(const Experiment& read, const Experiment& written)
{
    QCOMPARE(read.title, written.title);
    QVERIFY(read.models == written.models);
    QCOMPARE(read.sums.has_value(), written.sums.has_value());
    QCOMPARE(read.downloads.has_value(), written.downloads.has_value());
    QCOMPARE(read.server.has_value(), written.server.has_value());
    QCOMPARE(read.pages, written.pages);
    QCOMPARE(read.repeat, written.repeat);
    QVERIFY(read.sweep == written.sweep);
    if (read.downloads) {
        QVERIFY(read.downloads->addresses == written.downloads->addresses);
        QCOMPARE(read.downloads->client.extraCa, written.downloads->client.extraCa);
        QCOMPARE(read.downloads->client.kind, written.downloads->client.kind);
        QVERIFY(read.downloads->client.deadline == written.downloads->client.deadline);
    }
    QCOMPARE(read.hashPasses, written.hashPasses);
    QCOMPARE(read.script.has_value(), written.script.has_value());
    if (read.script)
        QCOMPARE(read.script->text, written.script->text);
    if (read.server)
        QCOMPARE(read.server->bandwidth, written.server->bandwidth);
    QCOMPARE(toJson(read), toJson(written)); // the rest of it
}

} // namespace

class TestExperimentJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void presetsComeBack();
    void handMadeOnesComeBack();
    void userInfoStaysBehind_data();
    void userInfoStaysBehind();
    void unfinishedOnesComeBack();
    void hostileOnesAreRefused_data();
    void hostileOnesAreRefused();
    void hostileScriptsAreRefused();
    void everyFieldIsNeededAndNoOtherIsTaken();
};

void TestExperimentJson::presetsComeBack()
{
    const auto presets = cli::presetExperiments(two);
    QCOMPARE(presets.size(), std::size_t{11});
    for (const Preset& preset : presets) {
        QString error;
        const auto read = experimentFromJson(kept(toJson(preset.experiment)), error);
        QVERIFY2(read, qPrintable(error));
        compare(*read, preset.experiment);
    }
}

void TestExperimentJson::handMadeOnesComeBack()
{
    for (const Experiment& experiment :
         {practice(), sums(), addresses({"https://example.org/a@b?c=d", "http://[::1]:8/"}), mixed(),
          script("\"<b>\": wait 5 ms # \u00b1"), served(script("download /dice\nwait"))}) {
        QString error;
        const auto read = experimentFromJson(kept(toJson(experiment)), error);
        QVERIFY2(read, qPrintable(error));
        compare(*read, experiment);
    }
}

void TestExperimentJson::userInfoStaysBehind_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("password") << text("https://user:secret@example.org/");
    QTest::newRow("escaped") << text("https://us%40er:secret@example.org/");
    QTest::newRow("no host") << text("http:user:secret@/");
    QTest::newRow("no scheme") << text("user:secret@example.org");
    QTest::newRow("no address") << text("https://user:secret@exa mple.org:port/");
}

void TestExperimentJson::userInfoStaysBehind()
{
    QFETCH(const QString, address);
    const QJsonObject json = toJson(addresses({address.toStdString()}));
    QVERIFY2(!QJsonDocument(json).toJson().contains("secret"), QJsonDocument(json).toJson().constData());
    const QString line = text("lock A { wait 1 ms, download %1, compute 1 ms }").arg(address);
    const QJsonObject inScript = toJson(script(line.toStdString()));
    QVERIFY2(!QJsonDocument(inScript).toJson().contains("secret"),
             QJsonDocument(inScript).toJson().constData());
}

void TestExperimentJson::unfinishedOnesComeBack()
{
    Experiment experiment = addresses({"htp://typing"});
    experiment.models = {*engine::modelNamed("gil")};
    experiment.models[0].processors = {engine::Processors::Choice::List, {}};
    QString error;
    const auto read = experimentFromJson(kept(toJson(experiment)), error);
    QVERIFY2(read, qPrintable(error));
    QVERIFY(read->downloads->addresses == experiment.downloads->addresses);
    QVERIFY(read->models[0].processors == experiment.models[0].processors);
}

void TestExperimentJson::hostileOnesAreRefused_data()
{
    QTest::addColumn<QString>("place"); // of the value in the JSON of practice()
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char* place, const QJsonValue& value) {
        QTest::addRow("%s %d %s", place, int(value.type()),
                      QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).left(60).constData())
            << text(place) << value;
    };
    row("title", 3);
    row("models", text("all"));
    row("models", QJsonArray{3});
    row("downloads/tasks", 0);
    row("downloads/tasks", 1'000'001);
    row("downloads/tasks", 1.5);
    row("downloads/tasks", -1);
    row("downloads/tasks", 1e300);
    row("downloads/tasks", text("12"));
    row("downloads/tasks", QJsonValue());
    row("downloads/parse_passes", 1'000'001);
    row("downloads/client", QJsonArray());
    row("downloads/client/idle_timeout_ms", 0);
    row("downloads/client/idle_timeout_ms", 3'600'001);
    row("downloads/client/body_limit", 0);
    row("downloads/client/header_limit", 4'294'967'296.0);
    row("downloads/client/redirect_limit", 101);
    row("downloads/client/fresh_connections", 1);
    row("downloads/client/kind", text("curl"));
    row("downloads/client/extra_ca", text("none"));
    row("downloads/client/extra_ca", text("-----BEGIN CERTIFICATE-----") + QString(1 << 20, u'x'));
    row("downloads/addresses", QJsonArray{text("http://127.0.0.1/")}); // beside a server
    row("server/port", 65'536);
    row("server/latency_ms", 60'001);
    row("server/seed", -1);
    row("server/bandwidth", 1e18 + 1e3);
    row("server/tls", text("yes"));
    row("server/pages", QJsonArray{text("/etc/passwd")});
    row("server/pages", QJsonArray{3});
    row("server/program", text("/bin/sh"));
    row("sums", QJsonObject{{text("number"), 1}, {text("tasks"), 1}});
    row("hash_passes", 0);
    row("hash_passes", 1'000'001);
    row("hash_passes", text("often"));
    const QJsonObject goodScript = toJson(script("wait 1 ms"))[text("script")].toObject();
    row("script", goodScript); // beside downloads
    row("repeat", 0);
    row("repeat", 1001);
    row("sweep", text("workers=1..2"));
    row("sweep", QJsonObject{{text("parameter"), text("workers")}});
    row("sweep", QJsonObject{{text("parameter"), text("workers")}, {text("values"), QString(9000, u'1')}});
    row("unknown", true);
}

void TestExperimentJson::hostileOnesAreRefused()
{
    QFETCH(const QString, place);
    QFETCH(const QJsonValue, value);
    const std::function<QJsonObject(QJsonObject, QStringList)> with = [&](QJsonObject object,
                                                                          QStringList path) {
        const QString key = path.takeFirst();
        object[key] = path.isEmpty() ? value : QJsonValue(with(object[key].toObject(), path));
        return object;
    };
    QString error;
    QVERIFY(!experimentFromJson(with(toJson(practice()), place.split(u'/')), error));
    QVERIFY(!error.isEmpty());
}

void TestExperimentJson::hostileScriptsAreRefused()
{
    const QJsonObject whole = toJson(script("wait 1 ms"));
    QString error;
    const std::pair<const char*, QJsonValue> faults[] = {{"text", 3},
                                                         {"text", QJsonValue()},
                                                         {"text", QString(70'000, u'x')},
                                                         {"client", QJsonObject()},
                                                         {"server", text("http://127.0.0.1")}};
    for (const auto& [key, value] : faults) {
        QJsonObject faulty = whole, part = whole[text("script")].toObject();
        part[text(key)] = value;
        faulty[text("script")] = part;
        QVERIFY2(!experimentFromJson(faulty, error), key);
        QVERIFY(!error.isEmpty());
    }
}

void TestExperimentJson::everyFieldIsNeededAndNoOtherIsTaken()
{
    QString error;
    QVERIFY(!experimentFromJson({}, error));
    const QJsonObject whole = toJson(practice());
    const QJsonObject model = whole[text("models")].toArray()[1].toObject();
    const std::pair<const char*, QJsonValue> faults[] = {{"id", text("gli")},
                                                         {"workers", 0},
                                                         {"workers", text("many")},
                                                         {"in_flight", 100'001},
                                                         {"processors", text("two")},
                                                         {"processors", QJsonArray{1, 0}},
                                                         {"processors", QJsonArray{65'536}},
                                                         {"processors", QJsonArray{text("0")}},
                                                         {"interpreter_lock", text("yes")},
                                                         {"switch_interval_ns", 999},
                                                         {"switch_interval_ns", qint64(60'000'000'001)},
                                                         {"name", text("Fast")}};
    for (const auto& [key, value] : faults) {
        QJsonObject faulty = whole, row = model;
        row[text(key)] = value;
        faulty[text("models")] = QJsonArray{row};
        QVERIFY2(!experimentFromJson(faulty, error), key);
    }
    const QStringList keys = model.keys();
    for (const QString& key : keys) {
        QJsonObject faulty = whole, row = model;
        row.remove(key);
        faulty[text("models")] = QJsonArray{row};
        QVERIFY2(!experimentFromJson(faulty, error), qPrintable(key));
        QVERIFY2(error.contains(key) || key == text("id"), qPrintable(error));
    }
}

QTEST_GUILESS_MAIN(TestExperimentJson)
#include "tst_experimentjson.moc"
