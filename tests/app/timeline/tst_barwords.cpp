// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/barwords.h"
#include "app/timeline/timelineplot.h"
#include "tests/app/timeline/shownview.h"

#include <QImage>

using namespace interleave;
using namespace interleave::support;
using namespace interleave::view;

class TestBarWords : public QObject
{
    Q_OBJECT

    static timeline::Lane laneOf(TaskId task, timeline::Lane::Kind kind)
    {
        Span span;
        span.length = Duration(10);
        span.task = task;
        span.state = State::Running;
        span.phase = Phase::Parse;
        timeline::Lane lane = timeline::laneOf(std::vector{span});
        lane.kind = kind;
        return lane;
    }

    static constexpr timeline::Bar bar{
        .x0 = 0, .x1 = 90, .span = 0, .state = State::Running, .phase = Phase::Parse};

private Q_SLOTS:
    void rowsOfWorkersSayTheTask()
    {
        const std::vector<Task> tasks{{.label = "download 1"}, {.label = "two\nlines"}};
        const BarWords words(tasks, false);
        using Kind = timeline::Lane::Kind;
        for (const Kind kind : {Kind::Worker, Kind::Slot, Kind::Processor})
            QCOMPARE(words.of(laneOf(TaskId(0), kind), bar), QStringLiteral("download 1"));
        QVERIFY(!words.of(laneOf(TaskId(1), Kind::Worker), bar).contains(u'\n'));
    }

    void rowsOfTasksAndOwnWorkSayWhatIsDone()
    {
        const std::vector<Task> tasks{{.label = "download 1"}};
        const BarWords words(tasks, false);
        QCOMPARE(words.of(laneOf(TaskId(0), timeline::Lane::Kind::Task), bar), QStringLiteral("parsing"));
        QCOMPARE(words.of(laneOf(TaskId(), timeline::Lane::Kind::Worker), bar), QStringLiteral("parsing"));
        QCOMPARE(words.of(laneOf(TaskId(7), timeline::Lane::Kind::Worker), bar), QStringLiteral("parsing"));
    }

    void statesAreSaidOnRequestAndNothingByDefault()
    {
        const std::vector<Task> tasks{{.label = "download 1"}};
        const timeline::Lane lane = laneOf(TaskId(0), timeline::Lane::Kind::Worker);
        QCOMPARE(BarWords(tasks, true).of(lane, bar), QStringLiteral("Running"));
        QVERIFY(BarWords().of(lane, bar).isEmpty());
    }

    void thePickedBarSaysItToo()
    {
        PictureRecipe few = sequentialPicture();
        few.tasks = 2;
        few.compute = std::chrono::milliseconds(90);
        const auto view = shownView(runsOf({few}));
        const QColor colour = theme(Look::Light).onBar(State::Running);
        const auto wordsIn = [&](const QRect& place) {
            const QImage image = view->plot()->grab(place.adjusted(3, 1, -3, -1)).toImage();
            int count = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    count += image.pixelColor(x, y) == colour ? 1 : 0;
            return count;
        };
        const std::vector<ShownSpan> spans = view->shownSpans();
        const auto worded =
            std::ranges::max_element(spans, {}, [&](const ShownSpan& span) { return wordsIn(span.place); });
        QVERIFY(wordsIn(worded->place) > 10);
        view->pickOut(Highlight{.run = 0, .task = view->runs()[0]->spans[worded->span].task});
        view->plot()->replot();
        QVERIFY(wordsIn(worded->place) > 10);
    }
};

QTEST_MAIN(TestBarWords)
#include "tst_barwords.moc"
