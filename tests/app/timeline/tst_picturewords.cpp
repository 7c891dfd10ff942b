// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/runpicture.h"
#include "app/timeline/words.h"
#include "tests/support/picturetraces.h"

using namespace interleave;
using namespace interleave::view;
using namespace interleave::support;
using timeline::Grouping;

class PictureWordsTest : public QObject
{
    Q_OBJECT

private:
    static Trace withMakespan(std::int64_t milliseconds)
    {
        Trace trace = pictureTrace(sequentialPicture());
        trace.end = Instant(Duration(milliseconds * 1'000'000));
        return trace;
    }

private Q_SLOTS:
    void detailsSayWhatTheModelWas()
    {
        const Trace sequential = pictureTrace(sequentialPicture());
        QCOMPARE(runWords(sequential, sequential).details,
                 QStringLiteral("1 thread · 1 task in flight · processor 1 (pinned) · no lock"));
        const Trace gil = pictureTrace(gilPicture());
        QCOMPARE(runWords(gil, gil).details,
                 QStringLiteral(
                     "5 threads · 1 task in flight each · processors 0, 1 (not pinned) · interpreter lock"));
    }

    void comparisonIsWithTheFirstRun_data()
    {
        QTest::addColumn<qint64>("baseline");
        QTest::addColumn<qint64>("run");
        QTest::addColumn<QString>("expected");
        QTest::newRow("faster") << qint64(1000) << qint64(200) << QStringLiteral("5.0× faster");
        QTest::newRow("much faster") << qint64(1000) << qint64(50) << QStringLiteral("20× faster");
        QTest::newRow("slower") << qint64(1000) << qint64(1200) << QStringLiteral("1.2× slower");
        QTest::newRow("the same") << qint64(1000) << qint64(1010) << QStringLiteral("same time");
        QTest::newRow("nothing ran") << qint64(1000) << qint64(0) << QString();
    }
    void comparisonIsWithTheFirstRun()
    {
        QFETCH(qint64, baseline);
        QFETCH(qint64, run);
        QTEST(runWords(withMakespan(run), withMakespan(baseline)).comparison, "expected");
    }

    void aBaselineThatIsNotTheFirstIsNamed()
    {
        const QString than = QStringLiteral("Synchronous, latency 50 ms");
        QCOMPARE(comparison(withMakespan(200), withMakespan(1000), than),
                 QStringLiteral("5.0× faster than Synchronous, latency 50 ms"));
        QCOMPARE(comparison(withMakespan(1000), withMakespan(1000), than),
                 QStringLiteral("same time as Synchronous, latency 50 ms"));
        const Trace run = withMakespan(200);
        QCOMPARE(comparison(run, run, than), QString());
    }

    void aRunIsComparedWithItsOwnBaseline()
    {
        const Trace run = withMakespan(500), first = withMakespan(250);
        const auto baseline = std::make_shared<const Trace>(withMakespan(1000));
        const auto comparisonWith = [&](const analysis::BaselineOf& baselineOf) {
            RunPicture picture = pictureOf(run, first, Grouping::Worker, Helpers::Hidden);
            compare(picture, run, first, baselineOf);
            return picture.words.comparison;
        };
        QCOMPARE(comparisonWith({}), QStringLiteral("2.0× slower"));
        QCOMPARE(comparisonWith([&](const Trace&) {
                     return analysis::Baseline{baseline, "one worker"};
                 }),
                 QStringLiteral("2.0× faster than one worker"));
        QCOMPARE(comparisonWith([](const Trace&) { return analysis::Baseline(); }), QString());
    }

    void baselineIsComparedWithNothing()
    {
        const Trace run = withMakespan(1000);
        QCOMPARE(runWords(run, run).comparison, QString());
        QCOMPARE(runWords(run, run).total, QStringLiteral("1.00 s"));
    }

    void runThatFailedIsNotCalledFaster()
    {
        Trace failed = withMakespan(10);
        failed.tasks.front().outcome = Outcome::Failed;
        const RunWords words = runWords(failed, withMakespan(1000));
        QCOMPARE(words.comparison, QString());
        QVERIFY2(words.figures.contains(QStringLiteral("1 of 24 tasks failed")), qPrintable(words.figures));
    }

    void otherWorkloadIsNotCalledFaster()
    {
        Trace other = withMakespan(10);
        other.info.workloadName = "something else";
        const RunWords words = runWords(other, withMakespan(1000));
        QCOMPARE(words.comparison, QString());
        QVERIFY(words.details.endsWith(QStringLiteral("something else")));
    }

    void stoppedRunSaysSo()
    {
        Trace run = withMakespan(1000);
        run.info.cancelled = true;
        QCOMPARE(runWords(run, run).total, QStringLiteral("stopped after 1.00 s"));
    }

    void commonConditionsAreSaidOnceAndOwnOnesWithTheRun()
    {
        Trace a = withMakespan(1000);
        Trace b = withMakespan(1000);
        a.info.conditions = {{"latency", "50 ms"}};
        b.info.conditions = {{"latency", "50 ms"}, {"client", "Qt's own"}};
        QCOMPARE(sheetWords({&a.info, &b.info}, {}, Grouping::Worker).subtitle,
                 QStringLiteral("latency 50 ms"));
        QVERIFY(runWords(b, a).details.endsWith(QStringLiteral(" · client Qt's own")));
        QVERIFY(!runWords(b, a).details.contains(QStringLiteral("latency")));
    }

    void measuredByIsSaidOnceIfItIsTheSame()
    {
        Trace a = withMakespan(1000);
        Trace b = withMakespan(1000);
        QCOMPARE(sheetWords({&a.info, &b.info}, {}, Grouping::Worker).footer.size(), std::size_t(1));
        b.info.sources.switchRecords = true;
        const auto footer = sheetWords({&a.info, &b.info}, {}, Grouping::Worker).footer;
        QCOMPARE(footer.size(), std::size_t(2));
        QVERIFY(footer[1].startsWith(QStringLiteral("Synchronous: measured by ")));
    }

    void foreignNamesBecomeOneCleanLine()
    {
        QCOMPARE(oneLine("a\n\x01 b\t\x7f"), QStringLiteral("a b"));
        QCOMPARE(oneLine("caf\xC3\xA9"), QStringLiteral("café"));
    }
};

QTEST_MAIN(PictureWordsTest)
#include "tst_picturewords.moc"
