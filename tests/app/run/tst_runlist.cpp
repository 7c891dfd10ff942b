// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/run/runlist.h"

using namespace interleave;
using namespace interleave::run;
using namespace std::chrono_literals;

namespace {

const std::vector<ProcessorId> four{ProcessorId(0), ProcessorId(2), ProcessorId(3), ProcessorId(5)};

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

Experiment sums(std::initializer_list<const char*> models)
{
    Experiment experiment;
    for (const char* model : models)
        experiment.models.push_back(*engine::modelNamed(model));
    experiment.sums = workloads::SumsOptions{.number = 1000, .tasks = 4};
    return experiment;
}

Experiment downloads()
{
    Experiment experiment;
    experiment.models = {*engine::modelNamed("gil"), *engine::modelNamed("async")};
    experiment.downloads = workloads::DownloadsOptions{.tasks = 4};
    experiment.server = net::PracticeServerOptions{.latency = 5ms};
    experiment.pages = {text("dice")};
    return experiment;
}

Experiment swept(Experiment experiment, const char* parameter, const char* values)
{
    experiment.sweep = Sweep{text(parameter), text(values)};
    return experiment;
}

/// The experiment's variant at the only value.
Experiment variant(const Experiment& experiment, const char* parameter, const char* value)
{
    const RunList list = runList(swept(experiment, parameter, value), four);
    return list.variant(list.runs.front());
}

} // namespace

class TestRunList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void experimentAsItIsHasEachModelOnce()
    {
        const RunList list = runList(sums({"gil", "threads"}), four);
        QVERIFY(!list.unfolded());
        QVERIFY(list.runs == (std::vector<PlannedRun>{{0, 0, 0}, {1, 0, 0}}));
        QCOMPARE(list.nameOf(list.runs[1]), QString());
        QVERIFY(list.variant(list.runs[1]).models == std::vector{*engine::modelNamed("threads")});
        QVERIFY(!list.idealSpeedUp(0));
    }

    void repetitionsComeAfterAllOthers()
    {
        Experiment experiment = swept(sums({"gil", "threads"}), "workers", "2,4");
        experiment.repeat = 2;
        const RunList list = runList(experiment, four);
        QVERIFY(list.runs ==
                (std::vector<PlannedRun>{
                    {0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {1, 1, 0}, {0, 0, 1}, {1, 0, 1}, {0, 1, 1}, {1, 1, 1}}));
        QCOMPARE(list.nameOf(list.runs[6]), text("workers 4, 2 of 2"));
        const Experiment last = list.variant(list.runs[6]);
        QCOMPARE(last.models.front().workers, std::optional<std::uint32_t>(4));
        QVERIFY(last.repeat == 1 && !last.sweep);
    }

    void idealIsSoManyTimesTheFirst()
    {
        const RunList workers = runList(swept(sums({"gil"}), "workers", "2,4,6"), four);
        QCOMPARE(workers.idealSpeedUp(0), std::optional(1.0));
        QCOMPARE(workers.idealSpeedUp(2), std::optional(3.0));
        const RunList tasks = runList(swept(sums({"gil"}), "tasks", "2,4"), four);
        QCOMPARE(tasks.idealSpeedUp(1), std::optional<double>());
    }

    void valueChangesWhatItIsOf()
    {
        QCOMPARE(variant(sums({"gil"}), "tasks", "9").sums->tasks, std::size_t(9));
        QCOMPARE(variant(sums({"gil"}), "number", "9").sums->number, std::uint64_t(9));
        QCOMPARE(variant(downloads(), "tasks", "9").downloads->tasks, std::size_t(9));
        QCOMPARE(variant(downloads(), "parse", "9").downloads->parsePasses, 9u);
        QVERIFY(variant(downloads(), "latency", "9ms").server->latency == 9ms);
        QVERIFY(variant(downloads(), "jitter", "9ms").server->jitter == 9ms);
        QCOMPARE(variant(downloads(), "bandwidth", "9kB/s").server->bandwidth, std::uint64_t(9000));
        QVERIFY(variant(downloads(), "switch-interval", "9us").models.front().switchInterval == 9us);
        QCOMPARE(variant(downloads(), "in-flight", "9").models.front().inFlight, 9u);
    }

    void modelsAreNamedByWhatTheyAre()
    {
        QCOMPARE(variant(sums({"sequential"}), "workers", "1").models.front().name,
                 std::string("Synchronous"));
        const std::string changed = variant(sums({"sequential"}), "workers", "3").models.front().name;
        QVERIFY2(changed.find("3 workers") != std::string::npos, changed.c_str());
    }

    void processorsAreTheLastSoMany()
    {
        using Choice = engine::Processors::Choice;
        const auto of = [](const char* count) {
            return variant(sums({"parallel-threads"}), "processors", count).models.front().processors;
        };
        QVERIFY(of("1").choice == Choice::One);
        QVERIFY(of("3") == (engine::Processors{Choice::List, {four.begin() + 1, four.end()}}));
        QVERIFY(of("4").choice == Choice::All);
    }

    void whatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<QString>("work");
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<QString>("values");
        QTest::addColumn<quint32>("repeat");
        QTest::addColumn<QString>("said"); // empty: nothing
        const auto row = [](const char* work, const char* parameter, const char* values, quint32 repeat,
                            const char* said) {
            QTest::addRow("%s %s=%s %u", work, parameter, values, repeat)
                << text(work) << text(parameter) << text(values) << repeat << text(said);
        };
        row("sums", "", "", 0, "1 to 1000 times");
        row("sums", "", "", 1001, "1 to 1000 times");
        row("sums", "", "", 1000, "");
        row("sums", "speed", "1..2", 1, "“speed”");
        row("sums", "workers", "", 1, "missing");
        row("sums", "workers", "1..2", 1, "");
        row("sums", "latency", "1ms", 1, "practice server");
        row("sums", "parse", "1", 1, "downloads");
        row("sums", "switch-interval", "1ms", 1, "interpreter lock");
        row("sums", "processors", "1..4", 1, "");
        row("sums", "processors", "1..5", 1, "4 processors, not 5");
        row("sums", "tasks", "1..100", 101, "10100 runs");
        row("sums", "tasks", "1..100", 100, "");
        row("downloads", "number", "1", 1, "sums");
        row("downloads", "latency", "1ms", 1, "");
        row("downloads", "switch-interval", "1ms", 1, "");
        row("addresses", "latency", "1ms", 1, "practice server");
    }

    void whatMakesNoSenseIsRefused()
    {
        QFETCH(const QString, work);
        QFETCH(const QString, parameter);
        QFETCH(const QString, values);
        QFETCH(const QString, said);
        QFETCH(const quint32, repeat);
        Experiment experiment = work == text("sums") ? sums({"threads"}) : downloads();
        if (work == text("addresses")) {
            experiment.server.reset();
            experiment.downloads->addresses = {"http://127.0.0.1/"};
        }
        experiment.repeat = repeat;
        if (!parameter.isEmpty())
            experiment.sweep = Sweep{parameter, values};
        const QString why = refusal(experiment, four);
        QCOMPARE(why.isEmpty(), said.isEmpty());
        QVERIFY2(why.contains(said), qPrintable(why));
    }
};

QTEST_GUILESS_MAIN(TestRunList)
#include "tst_runlist.moc"
