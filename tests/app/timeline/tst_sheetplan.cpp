// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/sheetplan.h"
#include "tests/support/picturetraces.h"

#include <QFontMetricsF>

using namespace interleave;
using namespace interleave::view;
using namespace interleave::support;
using timeline::Grouping;

class SheetPlanTest : public QObject
{
    Q_OBJECT

private:
    const Trace m_sequential = pictureTrace(sequentialPicture());
    const Trace m_gil = pictureTrace(gilPicture());
    const Trace m_many = pictureTrace(manyTasksPicture());

    static QStringList legend(const SheetPlan& plan)
    {
        QStringList words;
        for (const LegendEntry& entry : plan.legend)
            words += entry.word;
        return words;
    }

private Q_SLOTS:
    void legendNamesWhatOccursAndNothingElse()
    {
        QCOMPARE(legend(planSheet({&m_sequential}, {})),
                 QStringList({u"Running"_qs, u"Waiting"_qs, u"task starts"_qs}));
        QCOMPARE(legend(planSheet({&m_sequential, &m_gil}, {})),
                 QStringList({u"Running"_qs, u"Blocked"_qs, u"Waiting"_qs, u"task starts"_qs}));
        QVERIFY(legend(planSheet({&m_gil}, {.grouping = Grouping::Task})).contains(u"Queued"_qs));
    }

    void startUpOfAWorkerIsNotCalledUnknown()
    {
        Trace trace = m_sequential;
        Span span;
        span.length = Duration(1000);
        span.worker = WorkerId(0);
        span.phase = Phase::StartUp;
        trace.spans.append(span);
        QVERIFY(legend(planSheet({&trace}, {})).contains(u"Start-up"_qs));
        QVERIFY(!legend(planSheet({&trace}, {})).contains(u"Unknown"_qs));
    }

    void legendStaysInsideThePicture()
    {
        for (const int width : {320, 500, 900, 1280, 4000})
            for (const Look look : {Look::Light, Look::Projector}) {
                const SheetPlan plan = planSheet({&m_gil, &m_many}, {.look = look, .width = width});
                for (std::size_t i = 0; i < plan.legend.size(); ++i) {
                    QVERIFY(plan.legend[i].place.right() <= width);
                    QVERIFY(plan.legend[i].place.bottom() <= plan.headingHeight);
                    for (std::size_t k = 0; k < i; ++k)
                        QVERIFY(!plan.legend[i].place.intersects(plan.legend[k].place));
                }
            }
    }

    void sameScaleIsOneRangeAndFitIsEachItsOwn()
    {
        const SheetPlan same = planSheet({&m_sequential, &m_gil}, {.sameScale = true});
        QCOMPARE(same.runs[0].range, same.runs[1].range);
        QVERIFY(!same.ownAxes);
        const SheetPlan fit = planSheet({&m_sequential, &m_gil}, {.sameScale = false});
        QCOMPARE(fit.runs[1].range, m_gil.makespan());
        QVERIFY(fit.ownAxes);
        QVERIFY(fit.height() > same.height());
    }

    void theBaselineNeedNotBeTheFirst()
    {
        const SheetPlan plan = planSheet({&m_gil, &m_sequential}, {.baseline = &m_sequential});
        const SheetPlan usual = planSheet({&m_sequential, &m_gil}, {});
        QVERIFY(!usual.runs[1].words.comparison.isEmpty());
        QCOMPARE(plan.runs[0].words.comparison, usual.runs[1].words.comparison);
        QCOMPARE(plan.runs[0].words.details, usual.runs[1].words.details);
        QVERIFY(plan.runs[1].words.comparison.isEmpty());
        // One that is not in the picture says nothing there.
        QVERIFY(planSheet({&m_gil}, {.baseline = &m_sequential}).runs[0].words.comparison.isEmpty());
    }

    void totalTimeOfTheLongestRunHasRoomBesideTheLanes()
    {
        for (const Look look : {Look::Light, Look::Projector}) {
            const SheetPlan plan =
                planSheet({&m_gil, &m_sequential}, {.look = look}); // the second is "3.1× slower"
            const QFontMetricsF metrics(plan.theme.font(plan.theme.textSize + 1, QFont::Bold));
            QVERIFY(plan.right - plan.theme.margin >=
                    metrics.horizontalAdvance(plan.runs[1].words.comparison));
        }
    }

    void nameOfARunHasRoomBeforeItsFigures()
    {
        for (const int width : {320, 400, 500, 600, 1280}) {
            const SheetPlan plan = planSheet({&m_gil}, {.width = width});
            const RunWords& words = plan.runs[0].words;
            const QFontMetricsF name(plan.theme.font(plan.theme.nameSize, QFont::DemiBold));
            const QFontMetricsF text(plan.theme.font(plan.theme.textSize));
            QVERIFY(words.figures.isEmpty() ||
                    name.horizontalAdvance(words.name) + text.horizontalAdvance(words.figures) <
                        plan.plotWidth());
            QCOMPARE(words.figures.isEmpty(), words.details.startsWith(u"Running "_qs));
        }
        QVERIFY(planSheet({&m_gil}, {.width = 320}).runs[0].words.figures.isEmpty());
        QVERIFY(!planSheet({&m_gil}, {}).runs[0].words.figures.isEmpty());
    }

    void processorsThatWereNotRecordedAreSaidToBeSo()
    {
        Trace trace = m_sequential;
        trace.spans = SpanTable();
        const SheetPlan plan = planSheet({&trace}, {.grouping = Grouping::Processor});
        QVERIFY(plan.runs[0].words.details.endsWith(u"processors were not recorded"_qs));
    }
};

QTEST_MAIN(SheetPlanTest)
#include "tst_sheetplan.moc"
