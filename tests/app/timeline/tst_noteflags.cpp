// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/sheetplan.h"
#include "tests/support/picturetraces.h"

#include <algorithm>
#include <random>

using namespace interleave;
using namespace interleave::view;
using namespace interleave::support;

namespace {

Note noteAtShare(const Trace& trace, double share, const std::string& text)
{
    const Instant at(Duration(std::llround(share * static_cast<double>(trace.makespan().count()))));
    return {.run = 0, .from = at, .to = at, .text = text};
}

} // namespace

class NoteFlagsTest : public QObject
{
    Q_OBJECT

private:
    const Trace m_trace = pictureTrace(threadsPicture());

    SheetPlan planOf(const std::vector<Note>& notes, SheetOptions options = {}) const
    {
        options.notes = notes;
        return planSheet({&m_trace}, options);
    }
    std::vector<NoteFlag> flagsOf(const std::vector<Note>& notes, SheetOptions options = {}) const
    {
        return planOf(notes, options).runs.front().notes;
    }

private Q_SLOTS:
    void pictureWithoutNotesIsAsHighAsEver()
    {
        const SheetPlan plain = planSheet({&m_trace}, {});
        QCOMPARE(planOf({}).height(), plain.height());
        QVERIFY(planOf({}).runs.front().notes.empty());
        QVERIFY(planOf({noteAtShare(m_trace, 0.5, "x")}).height() > plain.height());
    }

    void notesOfOtherRunsAreNotDrawn()
    {
        Note other = noteAtShare(m_trace, 0.5, "x");
        other.run = 1;
        QVERIFY(flagsOf({other}).empty());
        QCOMPARE(planOf({other}).height(), planOf({}).height());
    }

    void collapsedRunHasNoFlags()
    {
        SheetOptions options;
        options.collapsed = {true};
        const SheetPlan plan = planOf({noteAtShare(m_trace, 0.5, "x")}, options);
        QVERIFY(plan.runs.front().notes.empty());
        QCOMPARE(plan.height(), planOf({}, options).height());
    }

    void flagStandsAtItsInstantWithItsWholeText()
    {
        const SheetPlan plan = planOf({noteAtShare(m_trace, 0.5, "the cache is warm <b>")});
        const RunPlan& run = plan.runs.front();
        QCOMPARE(run.notes.size(), std::size_t(1));
        const NoteFlag& flag = run.notes.front();
        QCOMPARE(flag.text, u"the cache is warm <b>"_qs);
        const double share = 0.5 * seconds(m_trace.makespan()) / seconds(run.to - run.from);
        QVERIFY(std::abs(flag.from - share * plan.plotWidth()) <= 1);
        QCOMPARE(flag.to, flag.from);
        QVERIFY2(flag.place.bottom() <= 0 && flag.place.top() >= -run.noteHeight, "above the lanes");
        QVERIFY(!flag.lane);
    }

    void stretchGoesFromItsBeginToItsEnd()
    {
        Note note = noteAtShare(m_trace, 0.25, "x");
        note.to = Instant(m_trace.makespan() / 2);
        const NoteFlag flag = flagsOf({note}).front();
        QVERIFY(std::abs(flag.to - 2 * flag.from) <= 2);
    }

    void laneOfTheNoteIsMarkedWhereThePictureHasIt()
    {
        Note note = noteAtShare(m_trace, 0.5, "x");
        note.worker = WorkerId(3);
        const SheetPlan plan = planOf({note});
        const NoteFlag& flag = plan.runs.front().notes.front();
        QVERIFY(flag.lane);
        QCOMPARE(*flag.lane, lanePadding + plan.runs.front().lanes.boxes[3].middle());
        QVERIFY(!flagsOf({note}, {.grouping = timeline::Grouping::Task}).front().lane);
    }

    void onlyWhatIsVisibleHasAFlag()
    {
        const std::vector<Note> notes{noteAtShare(m_trace, 0.1, "a"), noteAtShare(m_trace, 0.5, "b"),
                                      noteAtShare(m_trace, 0.9, "c")};
        SheetOptions options;
        options.visible = std::pair(Instant(m_trace.makespan() * 4 / 10), Instant(m_trace.makespan() / 2));
        const std::vector<NoteFlag> flags = flagsOf(notes, options);
        QCOMPARE(flags.size(), std::size_t(1));
        QCOMPARE(flags.front().note, std::size_t(1));
        QCOMPARE(planOf(notes, options).runs.front().noteHeight, planOf(notes).runs.front().noteHeight);
    }

    void stretchAroundWhatIsVisibleIsDrawnFromEdgeToEdge()
    {
        Note note = noteAtShare(m_trace, 0.1, "x");
        note.to = Instant(m_trace.makespan());
        SheetOptions options;
        options.visible = std::pair(Instant(m_trace.makespan() / 4), Instant(m_trace.makespan() / 2));
        const SheetPlan plan = planOf({note}, options);
        const NoteFlag& flag = plan.runs.front().notes.front();
        QCOMPARE(flag.from, 0.0);
        QCOMPARE(flag.to, static_cast<double>(plan.plotWidth()));
    }

    void textsNeverOverlapNorLeaveThePicture_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("width");
        for (const int count : {1, 2, 3, 10, 100, 3000})
            for (const int width : {320, 1280})
                QTest::addRow("%d on %d", count, width) << count << width;
    }
    void textsNeverOverlapNorLeaveThePicture()
    {
        QFETCH(int, count);
        QFETCH(int, width);
        std::mt19937 random(7);
        std::vector<Note> notes;
        for (int i = 0; i < count; ++i)
            notes.push_back(noteAtShare(m_trace, static_cast<double>(random() % 1001) / 1000,
                                        std::string(1 + random() % 60, 'm')));
        notes.front() = noteAtShare(m_trace, 1, "at the end of it all");
        const SheetPlan plan = planOf(notes, {.width = width});
        std::vector<QRectF> texts;
        for (const NoteFlag& flag : plan.runs.front().notes) {
            if (flag.text.isEmpty())
                continue;
            QVERIFY(flag.place.left() >= 0);
            QVERIFY(plan.left + flag.place.right() <= plan.width);
            for (const QRectF& other : texts)
                QVERIFY(!other.intersects(flag.place));
            texts.push_back(flag.place);
        }
        QVERIFY(!texts.empty());
        QVERIFY(plan.runs.front().notes.size() <= static_cast<std::size_t>(count));
    }

    void noteWithoutRoomKeepsItsFlag()
    {
        const std::vector<Note> notes{noteAtShare(m_trace, 0.5, "first"),
                                      noteAtShare(m_trace, 0.502, "second"),
                                      noteAtShare(m_trace, 0.504, "third")};
        const std::vector<NoteFlag> flags = flagsOf(notes);
        QCOMPARE(flags.size(), std::size_t(3));
        QVERIFY(!flags[0].text.isEmpty() && !flags[1].text.isEmpty());
        QVERIFY(flags[0].place.top() != flags[1].place.top());
        QCOMPARE(flags[2].text, QString());
    }

    void flagsAreFoundWhereTheyAre()
    {
        const SheetPlan plan = planOf({noteAtShare(m_trace, 0.2, "a"), noteAtShare(m_trace, 0.7, "b")});
        const RunPlan& run = plan.runs.front();
        for (const NoteFlag& flag : run.notes)
            QCOMPARE(noteAt(run, flag.place.center()), std::optional(flag.note));
        QVERIFY(!noteAt(run, QPointF(run.notes.front().from, 5)));
        QVERIFY(!noteAt(run, QPointF(run.notes.front().from - 20, -5)));
    }

    void pickedNoteIsMarked()
    {
        const std::vector<Note> notes{noteAtShare(m_trace, 0.2, "a"), noteAtShare(m_trace, 0.7, "b")};
        const std::vector<NoteFlag> flags = flagsOf(notes, {.pickedNote = 1});
        QVERIFY(!flags[0].picked && flags[1].picked);
    }
};

QTEST_MAIN(NoteFlagsTest)
#include "tst_noteflags.moc"
