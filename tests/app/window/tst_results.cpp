// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/window/results.h"
#include "tests/support/traces.h"

#include <QFile>
#include <QTemporaryDir>

using namespace interleave;
using namespace interleave::window;

class TestResults : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }

    static Results made()
    {
        Results results;
        results.title = QStringLiteral("Two threads");
        results.runs = {std::make_shared<const run::RunResult>(run::RunResult{tests::twoThreads(), {}, {}})};
        return results;
    }

private Q_SLOTS:
    void selectionIsOneModelOrAllOfThem()
    {
        Results results = made();
        QCOMPARE(results.traces({{}, 5, 5}).size(), std::size_t(1)); // nothing is repeated: all of them
        run::Experiment experiment;
        experiment.models = {*engine::modelNamed("gil"), *engine::modelNamed("threads")};
        experiment.sums = workloads::SumsOptions();
        experiment.repeat = 3;
        const std::vector<ProcessorId> one{ProcessorId(0)};
        results.list = run::runList(experiment, one);
        results.runs.clear();
        for (const run::PlannedRun& planned : results.list.runs)
            results.runs.push_back(
                std::make_shared<const run::RunResult>(run::RunResult{tests::twoThreads(), {}, {}, planned}));
        results.runs.pop_back(); // stopped before the last
        QCOMPARE(results.traces({}).size(), std::size_t(2));
        QCOMPARE(results.traces({1, 0, 0}).size(), std::size_t(1));
        QVERIFY(results.traces({1, 0, 2}).empty());
        QCOMPARE(results.repetitions({}), 3);
        QCOMPARE(results.repetitions({1, 0, 0}), 2);
        QCOMPARE(results.points().size(), std::size_t(2));
    }

    void eachRunHasOneBaselineWhateverIsSelected_data()
    {
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<QString>("values");
        QTest::addColumn<QList<int>>("places"); // of what each of the eight runs is compared with
        QTest::addColumn<QString>("last");
        const QString gil = QStringLiteral("Threads as in CPython (one lock)");
        QTest::newRow("repeated") << QString() << QString() << QList<int>{0, 0, 2, 2} << gil;
        QTest::newRow("the work") << QStringLiteral("tasks") << QStringLiteral("1,3")
                                  << QList<int>{0, 0, 2, 2, 4, 4, 6, 6} << gil + QStringLiteral(", tasks 3");
        QTest::newRow("the model") << QStringLiteral("workers") << QStringLiteral("1,3")
                                   << QList<int>{0, 1, 0, 1, 4, 5, 4, 5}
                                   << QStringLiteral("Threads pinned to one processor, workers 1");
    }
    void eachRunHasOneBaselineWhateverIsSelected()
    {
        QFETCH(QString, parameter);
        QFETCH(QString, values);
        QFETCH(QList<int>, places);
        Results results;
        run::Experiment experiment;
        experiment.models = {*engine::modelNamed("gil"), *engine::modelNamed("threads")};
        experiment.sums = workloads::SumsOptions();
        experiment.repeat = 2;
        if (!parameter.isEmpty())
            experiment.sweep = run::Sweep{parameter, values};
        results.list = run::runList(experiment, std::vector<ProcessorId>{ProcessorId(0)});
        for (const run::PlannedRun& planned : results.list.runs)
            results.runs.push_back(
                std::make_shared<const run::RunResult>(run::RunResult{tests::twoThreads(), {}, {}, planned}));
        QCOMPARE(results.runs.size(), std::size_t(places.size()));
        const analysis::BaselineOf baselineOf = results.baselines();
        for (int k = 0; k < places.size(); ++k)
            QCOMPARE(baselineOf(results.runs[std::size_t(k)]->trace).run.get(),
                     &results.runs[std::size_t(places[k])]->trace);
        QTEST(QString::fromStdString(baselineOf(results.runs.back()->trace).name), "last");
        QVERIFY(!baselineOf(Trace()).run);
    }

    void openedRunsOfOtherWorkAreNotCompared()
    {
        Results results;
        for (const char* work : {"a", "a", "b"}) {
            Trace trace = tests::twoThreads();
            trace.info.work = work;
            results.runs.push_back(
                std::make_shared<const run::RunResult>(run::RunResult{std::move(trace), {}, {}, {}}));
        }
        const analysis::BaselineOf baselineOf = results.baselines();
        for (const auto& [run, baseline] : {std::pair(0, 0), std::pair(1, 0), std::pair(2, 2)})
            QCOMPARE(baselineOf(results.runs[std::size_t(run)]->trace).run.get(),
                     &results.runs[std::size_t(baseline)]->trace);
    }

    void savedRunsOpenAgain()
    {
        QCOMPARE(save(made(), path("two.interleave")), QString());
        QString failure;
        const Results read = open(path("two.interleave"), failure);
        QCOMPARE(failure, QString());
        QCOMPARE(read.runs.size(), std::size_t(1));
        QVERIFY(read.runs[0]->trace == tests::twoThreads());
        QCOMPARE(read.path, path("two.interleave"));
        QCOMPARE(read.title, QStringLiteral("Two threads"));
        QVERIFY(!read.hasEvents());
    }

    void whatIsNoTraceIsSaidToBeNone_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("garbage") << QByteArray("\x89PNG\r\n\x1a\n\0\0", 10);
        QTest::newRow("other JSON") << QByteArray("{\"traceEvents\":[]}");
        QTest::newRow("no run") << QByteArray("{\"interleave\":{\"version\":1,\"runs\":[]}}");
    }
    void whatIsNoTraceIsSaidToBeNone()
    {
        QFETCH(QByteArray, bytes);
        QFile file(path("hostile.interleave"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        QString failure;
        const Results read = open(file.fileName(), failure);
        QVERIFY(read.runs.empty());
        QVERIFY2(failure.contains(file.fileName()), qPrintable(failure));
    }

    void missingFilesAndFoldersAreSaidToBeSo()
    {
        QString failure;
        open(path("nowhere.interleave"), failure);
        QVERIFY(failure.startsWith(QStringLiteral("There is no file")));
        open(QStringLiteral("caf\uFFFD.interleave"),
             failure); // what a drop makes of a name that is not UTF-8
        QVERIFY(failure.contains(QStringLiteral("is not UTF-8")));
        open(m_folder.path(), failure);
        QVERIFY(failure.contains(QStringLiteral("is not a file")));
        QVERIFY(save(made(), path("missing/two.interleave")).contains(QStringLiteral("cannot be written")));
    }
};

QTEST_GUILESS_MAIN(TestResults)
#include "tst_results.moc"
