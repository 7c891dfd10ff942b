// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/workloads/downloads.h"
#include "core/workloads/mixed.h"
#include "core/workloads/registry.h"
#include "core/workloads/script.h"
#include "core/workloads/sums.h"

#include <QCborArray>

using namespace interleave;
using namespace std::chrono_literals;
using workloads::makeWorkload;

namespace {

workloads::DownloadsOptions unusual()
{
    workloads::DownloadsOptions options;
    options.addresses = {"http://u:p@a/x?y#z", "https://b"};
    options.tasks = 17;
    options.client = {.idleTimeout = 1234ms,
                      .deadline = 5678ms,
                      .bodyLimit = 1 << 20,
                      .headerLimit = 2000,
                      .redirectLimit = 3,
                      .freshConnections = true,
                      .extraCa = {}};
    options.parsePasses = 5;
    options.source = "a \xc3\xbcnusual source";
    options.conditions = {{"latency", "50 ms"}, {"jitter", "5 ms"}};
    return options;
}

workloads::ScriptOptions unusualScript()
{
    return {.text = "3 x \"<b>\": download /dice, lock A 1 ms \u00b1 5 %",
            .client = unusual().client,
            .server = "https://127.0.0.1:1",
            .conditions = unusual().conditions};
}

QCborMap with(QCborMap map, const char* key, const QCborValue& value)
{
    map[QLatin1String(key)] = value;
    return map;
}

} // namespace

class TestRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEntryIsDescribed();
    void parametersSurviveTheJourney();
    void unknownWorkloadIsRefused();
    void hostileParametersAreRefused_data();
    void hostileParametersAreRefused();
};

void TestRegistry::everyEntryIsDescribed()
{
    QCOMPARE(workloads::workloads().size(), std::size_t(4));
    for (const workloads::Entry& entry : workloads::workloads())
        QVERIFY(!entry.id.empty() && !entry.description.empty());
}

void TestRegistry::parametersSurviveTheJourney()
{
    std::string error = "left over";
    workloads::DownloadsOptions throughQt = unusual();
    throughQt.client.kind = net::ClientKind::Qt;
    throughQt.client.freshConnections = false;
    for (const auto& original : {makeDownloads(unusual()), makeDownloads(throughQt),
                                 workloads::makeSums({.number = 1000, .tasks = 3}),
                                 workloads::makeMixed({.downloads = unusual(), .hashPasses = 7}),
                                 workloads::makeScript(unusualScript())}) {
        // Through the bytes, as to a worker process.
        const QCborMap map = QCborValue::fromCbor(QCborValue(original->parameters()).toCbor()).toMap();
        const auto copy = makeWorkload(original->id(), map, error);
        QVERIFY2(copy, error.c_str());
        QCOMPARE(error, std::string());
        QCOMPARE(copy->parameters(), original->parameters());
        QCOMPARE(copy->name(), original->name());
        QCOMPARE(copy->conditions(), original->conditions());
        QCOMPARE(copy->taskCount(), original->taskCount());
        QCOMPARE(copy->plan(2).subject, original->plan(2).subject);
    }
}

void TestRegistry::unknownWorkloadIsRefused()
{
    std::string error;
    QVERIFY(!makeWorkload("weather", {}, error));
    QCOMPARE(error, std::string("There is no workload \"weather\"."));
}

void TestRegistry::hostileParametersAreRefused_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QCborMap>("parameters");
    const QString downloads = QStringLiteral("downloads");
    const QString sums = QStringLiteral("sums");
    const QCborMap good = makeDownloads(unusual())->parameters();
    const QCborMap client = good.value(QLatin1String("client")).toMap();
    const QCborMap goodSums = workloads::makeSums({})->parameters();
    QTest::newRow("empty") << downloads << QCborMap();
    QTest::newRow("new connections through Qt's client")
        << downloads << with(good, "client", with(client, "qtClient", true));
    QTest::newRow("addresses as text") << downloads << with(good, "addresses", QStringLiteral("http://a/"));
    QTest::newRow("no address") << downloads << with(good, "addresses", QCborArray());
    QTest::newRow("address as number") << downloads << with(good, "addresses", QCborArray{1});
    QTest::newRow("address of a file")
        << downloads << with(good, "addresses", QCborArray{QStringLiteral("file:///x")});
    QTest::newRow("negative tasks") << downloads << with(good, "tasks", -1);
    QTest::newRow("too many tasks") << downloads << with(good, "tasks", qint64(1) << 40);
    QTest::newRow("tasks as fraction") << downloads << with(good, "tasks", 1.5);
    QTest::newRow("conditions of one")
        << downloads << with(good, "conditions", QCborArray{QCborArray{QStringLiteral("x")}});
    QTest::newRow("client as null") << downloads << with(good, "client", nullptr);
    QTest::newRow("client without limits") << downloads << with(good, "client", QCborMap());
    QTest::newRow("no time") << downloads << with(good, "client", with(client, "deadlineMs", 0));
    QTest::newRow("enormous time") << downloads
                                   << with(good, "client", with(client, "idleTimeoutMs", qint64(1) << 62));
    QTest::newRow("wrong certificate")
        << downloads << with(good, "client", with(client, "extraCa", QStringLiteral("x")));
    QTest::newRow("empty sums") << sums << QCborMap();
    QTest::newRow("number as text") << sums << with(goodSums, "number", QStringLiteral("9"));
    QTest::newRow("negative number") << sums << with(goodSums, "number", -9);
    const QString mixed = QStringLiteral("mixed");
    const QCborMap goodMixed = workloads::makeMixed({.downloads = unusual(), .hashPasses = 7})->parameters();
    QTest::newRow("empty mixed") << mixed << QCborMap();
    QTest::newRow("hashed not at all") << mixed << with(goodMixed, "hashPasses", 0);
    QTest::newRow("hashed too often") << mixed << with(goodMixed, "hashPasses", qint64(1) << 40);
    QTest::newRow("mixed without addresses")
        << mixed << with(goodMixed, "downloads", with(good, "addresses", QCborArray()));
    const QString script = QStringLiteral("script");
    const QCborMap goodScript = workloads::makeScript(unusualScript())->parameters();
    QTest::newRow("empty script") << script << QCborMap();
    QTest::newRow("script as number") << script << with(goodScript, "text", 1);
    QTest::newRow("no script") << script << with(goodScript, "text", QStringLiteral("compte"));
    QTest::newRow("server is none") << script << with(goodScript, "server", QStringLiteral("file:///"));
    QTest::newRow("client of a script") << script << with(goodScript, "client", QCborMap());
}

void TestRegistry::hostileParametersAreRefused()
{
    QFETCH(QString, id);
    QFETCH(QCborMap, parameters);
    std::string error;
    QVERIFY(!makeWorkload(id.toStdString(), parameters, error));
    QVERIFY(!error.empty());
}

QTEST_GUILESS_MAIN(TestRegistry)

#include "tst_registry.moc"
