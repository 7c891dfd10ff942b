// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/analysis/search.h"

#include "tests/support/traces.h"

#include <algorithm>
#include <random>

using namespace interleave;
using namespace interleave::analysis;
using namespace interleave::tests;

namespace {

/// twoThreads() with names to look for.
Trace named()
{
    Trace trace = twoThreads();
    trace.tasks[0].label = "download 1";
    trace.tasks[0].subject = "http://example.org/Page";
    trace.tasks[1].label = "download 10";
    trace.tasks[2].label = "<b>sum</b>";
    trace.workers[0].name = "thread 1";
    trace.workers[1].name = "thread 2";
    return trace;
}

QString found(const Trace& trace, const SpanQuery& query)
{
    QStringList starts;
    for (const Span& span : matches(trace, query).spans)
        starts += QString::number(span.start.time_since_epoch().count());
    return starts.join(QLatin1Char(' '));
}

} // namespace

class TestSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsFoundInAnEmptyTrace() { QVERIFY(matches(Trace(), {.text = "a"}) == Matches()); }

    void aMatcherTellsWhatIsFound()
    {
        const Trace trace = named();
        for (const SpanQuery& query :
             {SpanQuery(), SpanQuery{.text = "load 1"},
              SpanQuery{.text = "thread 2", .state = State::Running}, SpanQuery{.state = State::Queued},
              SpanQuery{.longerThan = Duration(20)}}) {
            const std::vector<Span> spans = matches(trace, query).spans;
            const SpanMatcher isMatch(trace, query);
            for (const Span span : trace.spans)
                QCOMPARE(isMatch(span), std::ranges::count(spans, span) == 1);
        }
    }

    void anEmptyQueryFindsNothing()
    {
        QVERIFY(SpanQuery().empty());
        QVERIFY(matches(named(), {}) == Matches());
    }

    void textIsFoundInLabelSubjectAndWorkerWhateverItsCase_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("starts");
        QTest::newRow("label") << QByteArray("DOWNLOAD 10") << QStringLiteral("20 300 350 600 700 710");
        QTest::newRow("part of labels")
            << QByteArray("load 1") << QStringLiteral("10 12 20 100 300 350 400 410 600 700 710");
        QTest::newRow("subject") << QByteArray("example.ORG/p") << QStringLiteral("10 12 100 400 410");
        QTest::newRow("worker") << QByteArray("Thread 1") << QStringLiteral("0 10 12 100 400 410 500");
        QTest::newRow("markup is text") << QByteArray("<b>") << QStringLiteral("500");
        QTest::newRow("nowhere") << QByteArray("thread 3") << QString();
    }
    void textIsFoundInLabelSubjectAndWorkerWhateverItsCase()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, starts);
        QCOMPARE(found(named(), {.text = text.toStdString()}), starts);
    }

    void everyCriterionMustHold()
    {
        const Trace trace = named();
        QCOMPARE(found(trace, {.state = State::Ready}), QStringLiteral("10 300 400 700"));
        QCOMPARE(found(trace, {.state = State::Ready, .phase = Phase::Lock}), QStringLiteral("700"));
        QCOMPARE(found(trace, {.text = "thread 2", .state = State::Running}), QStringLiteral("20 350 710"));
        QCOMPARE(found(trace, {.state = State::Queued}), QStringLiteral("-50 -40 -30 -20"));
        QCOMPARE(found(trace, {.phase = Phase::StartUp}), QStringLiteral("0 0")); // has no task
    }

    void longerIsLongerAndNotAsLong()
    {
        const Trace trace = named();
        QCOMPARE(found(trace, {.state = State::Running, .longerThan = Duration(279)}),
                 QStringLiteral("20 500"));
        QCOMPARE(found(trace, {.state = State::Running, .longerThan = Duration(280)}), QStringLiteral("500"));
    }

    void theEarliestAreKeptAndAllAreCounted()
    {
        Trace trace;
        trace.tasks.resize(1);
        trace.workers.resize(1);
        std::vector<std::int64_t> starts;
        for (std::int64_t i = 0; i < 3 * static_cast<std::int64_t>(mostKeptMatches) + 5; ++i)
            starts.push_back(3 * i);
        std::ranges::shuffle(starts, std::mt19937(5));
        for (const std::int64_t start : starts)
            trace.spans.append(span(State::Running, Phase::None, start, start + 2, {.task = 0, .worker = 0}));
        const Matches all = matches(trace, {.state = State::Running});
        QCOMPARE(all.total, starts.size());
        QCOMPARE(all.spans.size(), mostKeptMatches);
        for (std::size_t i = 0; i < all.spans.size(); ++i)
            QVERIFY(all.spans[i].start == at(3 * static_cast<std::int64_t>(i)));
    }
};

QTEST_APPLESS_MAIN(TestSearch)
#include "tst_search.moc"
