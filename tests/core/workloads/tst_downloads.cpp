// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/engine/run.h"
#include "core/workloads/downloads.h"
#include "core/workloads/registry.h"
#include "tests/support/downloadrun.h"
#include "tests/support/engineapplication.h"
#include "tests/support/faultserver.h"
#include "tests/support/spans.h"

#include <algorithm>

using namespace interleave;
using tests::timeIn;
using workloads::DownloadsOptions;
using Spoil = void (*)(DownloadsOptions&);

namespace {

DownloadsOptions two()
{
    DownloadsOptions options;
    options.addresses = {"http://u:p@127.0.0.1:1/dice", "http://127.0.0.1:1/jython"};
    options.source = "the practice server";
    options.conditions = {{"latency", "50 ms"}};
    return options;
}

/// The lines that a run prints, in order.
std::vector<std::string> linesOf(const DownloadsOptions& options)
{
    std::vector<std::string> lines;
    engine::Run run(*engine::modelNamed("sequential"), workloads::makeDownloads(options),
                    {.workerProgram = {}});
    run.start();
    for (bool finished = false; !finished;) {
        const engine::RunBatch batch = run.drain(std::chrono::seconds(1));
        for (const TaskReport& report : batch.reports)
            lines.push_back(report.log);
        finished = batch.finished;
    }
    return lines;
}

} // namespace

class TestDownloads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nameSaysWhatIsDownloaded_data();
    void nameSaysWhatIsDownloaded();
    void addressesAreCycledAndShownWithoutUserInfo();
    void conditionsAreThoseOfServerAndClient();
    void optionsThatCannotRunAreRefused_data();
    void optionsThatCannotRunAreRefused();
    void linesReadAsInTheArticle();
    void bodyIsReallyParsed();
    void failedDownloadIsNotParsed();
};

void TestDownloads::nameSaysWhatIsDownloaded_data()
{
    QTest::addColumn<QStringList>("addresses");
    QTest::addColumn<int>("tasks");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("name");
    const auto row = [](QStringList addresses, int tasks, const char* source, const char* name) {
        QTest::newRow(name) << addresses << tasks << QString::fromLatin1(source) << QString::fromLatin1(name);
    };
    const QString a = QStringLiteral("http://a/");
    const QString b = QStringLiteral("https://b/");
    row({a, b}, 160, "the practice server", "160 downloads of 2 addresses from the practice server");
    row({a}, 1, "", "1 download of one address from a");
    row({a, b, a + QStringLiteral("x")}, 3, "", "3 downloads of 3 addresses from a, b");
    row({a, b, QStringLiteral("http://c/"), QStringLiteral("http://d/"), QStringLiteral("http://e/")}, 5, "",
        "5 downloads of 5 addresses from a, b, c and 2 more");
}

void TestDownloads::nameSaysWhatIsDownloaded()
{
    QFETCH(QStringList, addresses);
    QFETCH(int, tasks);
    QFETCH(QString, source);
    DownloadsOptions options;
    for (const QString& address : addresses)
        options.addresses.push_back(address.toStdString());
    options.tasks = static_cast<std::size_t>(tasks);
    options.source = source.toStdString();
    QCOMPARE(refusal(options), std::string());
    QTEST(QString::fromStdString(makeDownloads(options)->name()), "name");
}

void TestDownloads::addressesAreCycledAndShownWithoutUserInfo()
{
    const auto workload = makeDownloads(two());
    QCOMPARE(workload->taskCount(), std::size_t(160));
    QCOMPARE(workload->plan(16).label, std::string("download 17"));
    QCOMPARE(workload->plan(16).subject, std::string("http://127.0.0.1:1/dice"));
    QCOMPARE(workload->plan(17).subject, std::string("http://127.0.0.1:1/jython"));
}

void TestDownloads::conditionsAreThoseOfServerAndClient()
{
    using Conditions = std::vector<std::pair<std::string, std::string>>;
    DownloadsOptions options = two();
    QCOMPARE(makeDownloads(options)->conditions(), (Conditions{{"latency", "50 ms"}}));
    options.client.freshConnections = true;
    options.parsePasses = 20;
    QCOMPARE(makeDownloads(options)->conditions(),
             (Conditions{{"latency", "50 ms"}, {"connections", "fresh"}, {"each body", "parsed 20 times"}}));
}

void TestDownloads::optionsThatCannotRunAreRefused_data()
{
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<Spoil>("spoil");
    const auto row = [](const char* sentence, Spoil spoil) {
        QTest::newRow(sentence) << QString::fromLatin1(sentence) << spoil;
    };
    using Options = DownloadsOptions;
    row("There is no address to download.", [](Options& o) { o.addresses.clear(); });
    row("file:///x: only http and https addresses can be downloaded",
        [](Options& o) { o.addresses[1] = "file:///x"; });
    row("There are more than 1000000 downloads.", [](Options& o) { o.tasks = 1'000'001; });
    row("Bodies can be parsed at most 1000000 times.", [](Options& o) { o.parsePasses = 1'000'001; });
    row("The idle time-out must be from 1 ms to 24 hours.",
        [](Options& o) { o.client.idleTimeout = std::chrono::milliseconds(0); });
    row("The deadline must be from 1 ms to 24 hours.",
        [](Options& o) { o.client.deadline = std::chrono::hours(25); });
    row("The header limit must be from 1024 to 1048576 bytes.",
        [](Options& o) { o.client.headerLimit = 1023; });
    row("The body limit must be from 1 byte to 1099511627776 bytes.",
        [](Options& o) { o.client.bodyLimit = 0; });
    row("At most 100 redirects can be allowed.", [](Options& o) { o.client.redirectLimit = 101; });
    row("The extra certificate authority holds no certificate in PEM form.",
        [](Options& o) { o.client.extraCa = "no PEM"; });
}

void TestDownloads::optionsThatCannotRunAreRefused()
{
    QFETCH(Spoil, spoil);
    DownloadsOptions options = two();
    QCOMPARE(refusal(options), std::string());
    spoil(options);
    QTEST(QString::fromStdString(refusal(options)), "sentence");
}

void TestDownloads::linesReadAsInTheArticle()
{
    const tests::FaultServer server;
    DownloadsOptions options = tests::one(server.address("/chunked"));
    options.addresses.push_back(server.address("/missing"));
    options.addresses.push_back(server.address("/half"));
    options.addresses.push_back(server.address("/loop"));
    options.tasks = 4;
    QCOMPARE(linesOf(options),
             (std::vector<std::string>{"Read 11 from " + server.address("/chunked"),
                                       "Read 4 from " + server.address("/missing"), "", ""}));
}

void TestDownloads::bodyIsReallyParsed()
{
    const tests::FaultServer server;
    DownloadsOptions options = tests::one(server.address("/until-close"));
    const Trace without = tests::download(options);
    QCOMPARE(timeIn(without, State::Running, Phase::Parse), Duration{0});
    options.parsePasses = 3;
    const Trace trace = tests::download(options);
    QCOMPARE(trace.tasks.at(0).outcome, Outcome::Finished);
    QVERIFY(timeIn(trace, State::Running, Phase::Parse) > Duration{0});
    QCOMPARE(timeIn(trace, State::Waiting, Phase::Parse), Duration{0});
}

void TestDownloads::failedDownloadIsNotParsed()
{
    const tests::FaultServer server;
    DownloadsOptions options = tests::one(server.address("/missing"));
    options.parsePasses = 3;
    const Trace trace = tests::download(options);
    QCOMPARE(trace.tasks.at(0).outcome, Outcome::Failed);
    QCOMPARE(timeIn(trace, State::Running, Phase::Parse), Duration{0});
}

int main(int argc, char** argv)
{
    TestDownloads test;
    return tests::runWithEngine(test, argc, argv);
}

#include "tst_downloads.moc"
