// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/cli/presets.h"
#include "app/run/experimentjson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <random>

using namespace interleave;
using namespace interleave::run;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

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

Experiment readBack(const Experiment& experiment)
{
    QStringList faults;
    Experiment read = experimentFromJson(kept(toJson(experiment)), faults);
    if (!faults.isEmpty())
        QTest::qFail(qPrintable(faults.join(u'\n')), __FILE__, __LINE__);
    return read;
}

/// The same with a value put into its place, or taken out of it.
QJsonObject with(QJsonObject object, QStringList place, const QJsonValue& value)
{
    const QString key = place.takeFirst();
    if (!place.isEmpty())
        object[key] = with(object[key].toObject(), place, value);
    else if (value.isUndefined())
        object.remove(key);
    else
        object[key] = value;
    return object;
}

/// Of numbers the least, the most and any between; of texts odd ones.
class Drawing
{
public:
    explicit Drawing(std::uint32_t seed) : m_random(seed) {}

    std::uint64_t number(std::uint64_t least, std::uint64_t most)
    {
        const std::uint64_t which = m_random() % 4;
        return which == 0 ? least : which == 1 ? most : least + m_random() % (most - least + 1);
    }
    bool truth() { return m_random() % 2 == 0; }
    QString text(bool oneLine)
    {
        const QStringList odd{text("a"),
                              QString(),
                              text("\"\\/<b>"),
                              QStringLiteral("±µ日本\U0001F600"),
                              oneLine ? text("x") : text("wait 1 ms\r\n\tlock A { wait }\n"),
                              QStringLiteral("a\u200bb\u202ec"),
                              QString(70'000, u'y'),
                              text("a\tb\x01\x7f")};
        return odd[static_cast<qsizetype>(m_random() % static_cast<std::size_t>(odd.size()))];
    }
    milliseconds time(std::uint64_t least, std::uint64_t most) { return milliseconds(number(least, most)); }
    engine::Model model();
    net::ClientOptions client();
    Experiment experiment();

private:
    static QString text(const char* latin) { return QString::fromLatin1(latin); }

    std::mt19937_64 m_random;
};

engine::Model Drawing::model()
{
    using Choice = engine::Processors::Choice;
    const auto all = engine::models();
    const engine::Model named = all[m_random() % all.size()];
    engine::Model model = named;
    model.workers.reset();
    if (truth())
        model.workers = static_cast<std::uint32_t>(number(1, 1000));
    model.inFlight = static_cast<std::uint32_t>(number(1, 100'000));
    model.lock = truth() ? engine::Lock::Interpreter : engine::Lock::None;
    model.switchInterval = Duration(number(1000, 60'000'000'000));
    model.processors = {static_cast<Choice>(m_random() % 3), {}};
    for (std::uint32_t k = 0; model.processors.choice == Choice::List && k < m_random() % 4; ++k)
        model.processors.list.emplace_back(k * 21'845);
    model.name = trueName(model, named);
    return model;
}

net::ClientOptions Drawing::client()
{
    return {time(1, 3'600'000),
            time(1, 86'400'000),
            number(1, 1ull << 40),
            static_cast<std::uint32_t>(number(1024, 1 << 20)),
            static_cast<unsigned>(number(0, 100)),
            truth(),
            truth() ? "-----BEGIN CERTIFICATE-----\n" + std::string(number(0, (1 << 20) - 28), 'A')
                    : std::string(),
            truth() ? net::ClientKind::Qt : net::ClientKind::Own};
}

Experiment Drawing::experiment()
{
    Experiment experiment;
    experiment.title = text(true);
    for (std::uint64_t left = m_random() % 4; left > 0; --left)
        experiment.models.push_back(model());
    experiment.switchRecords = truth();
    experiment.repeat = static_cast<std::uint32_t>(number(1, 1000));
    if (truth())
        experiment.sweep = Sweep{text(true), text(true)};
    const std::uint64_t which = m_random() % 3;
    if (which == 0) {
        experiment.sums = workloads::SumsOptions{number(1, 1'000'000'000'000), number(1, 1'000'000)};
        return experiment;
    }
    if (truth()) {
        experiment.server.emplace();
        experiment.server->port = static_cast<std::uint16_t>(number(0, 65'535));
        experiment.server->latency = time(0, 60'000);
        experiment.server->jitter = time(0, 60'000);
        experiment.server->seed = static_cast<std::uint32_t>(number(0, 4'294'967'295));
        experiment.server->bandwidth = number(0, 1'000'000'000'000'000'000);
        experiment.server->tls = truth();
        experiment.pages = truth() ? QStringList{text("dice")} : QStringList{text("jython"), text("dice")};
    }
    if (which == 1) {
        experiment.script.emplace();
        experiment.script->text = text(false).toStdString();
        experiment.script->client = client();
        return experiment;
    }
    experiment.downloads.emplace();
    experiment.downloads->tasks = number(1, 1'000'000);
    experiment.downloads->parsePasses = static_cast<unsigned>(number(0, 1'000'000));
    experiment.downloads->client = client();
    for (std::uint64_t left = experiment.server ? 0 : m_random() % 4; left > 0; --left)
        experiment.downloads->addresses.push_back("http://a/" + text(true).trimmed().toStdString());
    if (truth())
        experiment.hashPasses = static_cast<unsigned>(number(1, 1'000'000));
    return experiment;
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
    void userInfoOfScriptsStaysBehindAnywhere_data();
    void userInfoOfScriptsStaysBehindAnywhere();
    void whatIsOnlyUserInfoIsLeftOut();
    void unfinishedOnesComeBack();
    void longOnesComeBack();
    void anyOneComesBack();
    void aBadFieldFallsAlone_data();
    void aBadFieldFallsAlone();
    void aBadAddressFallsAlone();
    void badScriptsFallAlone();
    void aSecondWorkloadIsTold();
    void whatIsNoExperimentIsTheUsualOne();
    void everyFieldIsNeededAndNoOtherIsTaken();
};

void TestExperimentJson::presetsComeBack()
{
    const auto presets = cli::presetExperiments(two);
    QCOMPARE(presets.size(), std::size_t{11});
    for (const Preset& preset : presets) {
        compare(readBack(preset.experiment), preset.experiment);
    }
}

void TestExperimentJson::handMadeOnesComeBack()
{
    for (const Experiment& experiment :
         {practice(), sums(), addresses({"https://example.org/a@b?c=d", "http://[::1]:8/"}), mixed(),
          script("\"<b>\": wait 5 ms # \u00b1"), served(script("download /dice\nwait"))}) {
        compare(readBack(experiment), experiment);
    }
}

void TestExperimentJson::userInfoStaysBehind_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("password") << text("https://user:secret@example.org/");
    QTest::newRow("escaped") << text("https://us%40er:secret@example.org/");
    QTest::newRow("no host") << text("http:user:secret@/");
    QTest::newRow("no scheme") << text("user:secret@example.org");
    QTest::newRow("comma") << text("https://user:sec,secret@example.org/");
    QTest::newRow("semicolon and braces") << text("https://user:{secret;}@example.org/");
    QTest::newRow("slash") << text("https://user:x/secret@example.org/");
    QTest::newRow("at sign") << text("https://user:secret@secret@example.org/");
    QTest::newRow("backslashes") << text("https:\\\\user:secret@example.org/");
    QTest::newRow("no slashes") << text("https:user:secret@example.org/");
    QTest::newRow("no scheme, two slashes") << text("//user:secret@example.org/");
    QTest::newRow("upper case") << text("HTTPS://user:secret@example.org/");
    QTest::newRow("no scheme, comma") << text("user:sec,secret@example.org/");
    QTest::newRow("no scheme, semicolon and braces") << text("user:{secret;}@example.org/");
    QTest::newRow("no address") << text("https://user:secret@exa mple.org:port/");
}

void TestExperimentJson::userInfoStaysBehind()
{
    QFETCH(const QString, address);
    const QJsonObject json = toJson(addresses({address.toStdString()}));
    QVERIFY2(!QJsonDocument(json).toJson().contains("secret"), QJsonDocument(json).toJson().constData());
    for (const QString& line : {text("lock A { wait 1 ms, download %1, compute 1 ms }"),
                                text("download \"%1\""), text("download\t\"%1"), text("download %1")}) {
        const QJsonObject inScript = toJson(script(line.arg(address).toStdString()));
        QVERIFY2(!QJsonDocument(inScript).toJson().contains("secret"),
                 QJsonDocument(inScript).toJson().constData());
    }
}

void TestExperimentJson::userInfoOfScriptsStaysBehindAnywhere_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("comment") << text("# https://user:secret@example.org/");
    QTest::newRow("backslashes in a comment") << text("wait 1 ms # HTTP:\\\\user:secret@example.org/");
    QTest::newRow("half a step") << text("downl https://user:secret@example.org/");
    QTest::newRow("label") << text("\"https://user:secret@example.org/\": wait 1 ms");
}

void TestExperimentJson::userInfoOfScriptsStaysBehindAnywhere()
{
    QFETCH(const QString, line);
    const QByteArray json = QJsonDocument(toJson(script(line.toStdString()))).toJson();
    QVERIFY2(!json.contains("secret"), json.constData());
    QVERIFY2(json.contains("example.org"), json.constData());
}

void TestExperimentJson::whatIsOnlyUserInfoIsLeftOut()
{
    const std::vector<std::string> left{"http://127.0.0.1/"};
    QVERIFY(readBack(addresses({"user:secret@", left[0]})).downloads->addresses == left);
}

void TestExperimentJson::unfinishedOnesComeBack()
{
    Experiment experiment = addresses({"htp://typing"});
    experiment.models = {*engine::modelNamed("gil")};
    experiment.models[0].processors = {engine::Processors::Choice::List, {}};
    const Experiment read = readBack(experiment);
    QVERIFY(read.downloads->addresses == experiment.downloads->addresses);
    QVERIFY(read.models[0].processors == experiment.models[0].processors);
}

void TestExperimentJson::longOnesComeBack()
{
    // Sizes that the window takes: what it will not run, it keeps all the same.
    const Experiment many = addresses(std::vector<std::string>(20'000, "http://127.0.0.1/"));
    QCOMPARE(readBack(many).downloads->addresses.size(), std::size_t{20'000});
    const Experiment wide = addresses({"http://127.0.0.1/" + std::string(9'000, 'a')});
    QVERIFY(readBack(wide).downloads->addresses == wide.downloads->addresses);
    const Experiment tall = script(std::string(1 << 20, '#'));
    QCOMPARE(readBack(tall).script->text.size(), std::size_t{1 << 20});
    Experiment swept = sums();
    swept.sweep->values = QString(9'000, u'1');
    QVERIFY(readBack(swept).sweep == swept.sweep);
}

void TestExperimentJson::anyOneComesBack()
{
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        Drawing drawing(seed);
        const Experiment experiment = drawing.experiment();
        compare(readBack(experiment), experiment);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(QStringLiteral("seed %1").arg(seed)));
    }
}

void TestExperimentJson::aBadFieldFallsAlone_data()
{
    QTest::addColumn<QString>("place");    // of the value in the JSON of practice()
    QTest::addColumn<QJsonValue>("value"); // undefined: there is none
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
    row("hash_passes", 0);
    row("hash_passes", 1'000'001);
    row("hash_passes", text("often"));
    row("repeat", 0);
    row("repeat", 1001);
    row("sweep", text("workers=1..2"));
    row("sweep", QJsonObject{{text("parameter"), text("workers")}});
    row("unknown", true);
    for (const char* place : {"title", "models", "downloads/tasks", "downloads/parse_passes",
                              "downloads/client", "downloads/client/deadline_ms", "downloads/client/extra_ca",
                              "server/port", "server/tls", "server/pages", "server/bandwidth"}) {
        row(place, QJsonValue(QJsonValue::Undefined)); // missing
        row(place, QJsonValue());
        row(place, QJsonObject{{text("newer"), true}});
    }
    row("models", QJsonArray{QJsonObject{{text("id"), text("of a newer version")}}});
    row("server", text("http://127.0.0.1/"));
    row("server/seed", text("1"));
    row("server/latency_ms", true);
    row("server/newer", QJsonArray());
    row("switch_records", text("no"));
    row("repeat", 2.5);
}

void TestExperimentJson::aBadFieldFallsAlone()
{
    QFETCH(const QString, place);
    QFETCH(const QJsonValue, value);
    const QJsonObject good = toJson(practice());
    const QStringList path = place.split(u'/');
    QStringList faults;
    const Experiment read = experimentFromJson(with(good, path, value), faults);
    const QString all = faults.join(u'\n');
    QVERIFY2(!faults.isEmpty(), "nothing is told");
    const QStringList odd{text("of a newer version"), text("curl"), text("/etc/passwd")};
    const bool named = all.contains(u'“' + path.last() + u'”') || all.contains(text("newer")) ||
                       std::ranges::any_of(odd, [&](const QString& each) { return all.contains(each); }) ||
                       path.last() == text("models") ||
                       (path.last() == text("sweep") && all.contains(text("values")));
    QVERIFY2(named, qPrintable(all));
    const auto rest = [&](const QJsonObject& json) { return with(json, path, QJsonValue::Undefined); };
    QCOMPARE(rest(toJson(read)), rest(good));
    QStringList again;
    experimentFromJson(toJson(read), again);
    QCOMPARE(again, QStringList()); // what took its place can be read
}

void TestExperimentJson::aBadAddressFallsAlone()
{
    QJsonObject json = toJson(addresses({"http://127.0.0.1/"}));
    QJsonObject downloads = json.value(text("downloads")).toObject();
    downloads.insert(text("addresses"),
                     QJsonArray{text("http://127.0.0.1/"), text("http://a/\nhttp://b/"), 3, text("")});
    json.insert(text("downloads"), downloads);
    QStringList faults;
    const Experiment read = experimentFromJson(json, faults);
    QVERIFY(read.downloads->addresses == std::vector<std::string>{"http://127.0.0.1/"});
    QVERIFY(!faults.isEmpty());
}

void TestExperimentJson::badScriptsFallAlone()
{
    const QJsonObject whole = toJson(served(script("download /dice")));
    QStringList faults;
    const std::pair<const char*, QJsonValue> bad[] = {
        {"text", 3}, {"text", QJsonValue()}, {"client", QJsonArray()}, {"server", text("http://127.0.0.1")}};
    for (const auto& [key, value] : bad) {
        const QStringList path{text("script"), text(key)};
        const Experiment read = experimentFromJson(with(whole, path, value), faults);
        QCOMPARE(faults.size(), 1);
        QVERIFY2(faults[0].contains(text(key)), qPrintable(faults[0]));
        QCOMPARE(with(toJson(read), path, QJsonValue::Undefined), with(whole, path, QJsonValue::Undefined));
    }
}

void TestExperimentJson::aSecondWorkloadIsTold()
{
    for (const Experiment& other : {sums(), script("wait 1 ms")}) {
        QJsonObject json = toJson(practice());
        const QString second = other.sums ? text("sums") : text("script");
        json.insert(second, toJson(other)[second]);
        QStringList faults;
        experimentFromJson(json, faults);
        QVERIFY2(faults.join(u' ').contains(text("downloads")), qPrintable(faults.join(u' ')));
    }
}

void TestExperimentJson::whatIsNoExperimentIsTheUsualOne()
{
    for (const QJsonObject& json :
         {QJsonObject(), QJsonObject{{text("downloads"), 7}}, QJsonObject{{text("version"), 9}}}) {
        QStringList faults;
        const Experiment read = experimentFromJson(json, faults);
        QVERIFY(!faults.isEmpty());
        QCOMPARE(refusal(read, two), QString());
        QVERIFY(read.downloads && read.server);
    }
}

void TestExperimentJson::everyFieldIsNeededAndNoOtherIsTaken()
{
    QStringList told;
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
        experimentFromJson(faulty, told);
        QVERIFY2(!told.isEmpty(), key);
    }
    const QStringList keys = model.keys();
    for (const QString& key : keys) {
        QJsonObject faulty = whole, row = model;
        row.remove(key);
        faulty[text("models")] = QJsonArray{row};
        const Experiment read = experimentFromJson(faulty, told);
        QVERIFY2(told.size() == 1 && told[0].contains(key), qPrintable(told.join(u' ')));
        // A model without id is none; of any other the rest holds.
        QCOMPARE(read.models.size(), std::size_t{key == text("id") ? 4u : 1u});
    }
}

QTEST_GUILESS_MAIN(TestExperimentJson)
#include "tst_experimentjson.moc"
