// SPDX-License-Identifier: GPL-3.0-or-later
// What of the runs is written to a file, how large that is on paper, and on the disk.
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/images/image.h"
#include "tests/app/images/imagefiles.h"
#include "tests/support/picturetraces.h"

#include <QElapsedTimer>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <array>
#include <cmath>
#include <random>

using namespace interleave;
using namespace interleave::images;
using namespace interleave::support;
using namespace interleave::tests;

namespace {

/// Spans of random lengths and states on 32 workers that have no gaps.
Trace longTrace(int spans)
{
    constexpr std::uint32_t workers = 32;
    Trace trace;
    trace.info.modelName = "Made up";
    trace.info.workers = workers;
    trace.workers.resize(workers);
    std::mt19937 random(1);
    std::array<Instant, workers> ends{};
    const std::array states{State::Running, State::Ready, State::Waiting, State::Blocked};
    for (std::uint32_t w = 0; w < workers; ++w)
        trace.workers[w].name = "thread " + std::to_string(w + 1);
    for (int i = 0; i < spans; ++i) {
        const std::uint32_t w = static_cast<std::uint32_t>(i) % workers;
        Span span;
        span.start = ends[w];
        span.length = Duration(1'000 + random() % 100'000);
        span.state = states[random() % states.size()];
        span.worker = WorkerId(w);
        trace.spans.append(span);
        ends[w] = span.end();
        trace.end = std::max(trace.end, ends[w]);
    }
    return trace;
}

} // namespace

class ImageSizeTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    const Trace m_sequential = pictureTrace(sequentialPicture());
    const Trace m_threads = pictureTrace(threadsPicture());

    QString in(const QString& name) const { return m_folder.filePath(name); }
    std::vector<const Trace*> runs() const { return {&m_sequential, &m_threads}; }

private Q_SLOTS:
    void widthInCentimetresIsThatOfTheFile()
    {
        ImageOptions options{.centimetres = 16, .dpi = 300};
        QCOMPARE(writeImage(in(u"cm.svg"_qs), runs(), options), QString());
        const auto svg = parsed(contents(in(u"cm.svg"_qs)));
        QVERIFY(svg);
        QCOMPARE(svg->root.value(u"width"_qs).toString(), u"16.000cm"_qs);
        const QStringList box = svg->root.value(u"viewBox"_qs).toString().split(u' ');
        QCOMPARE(box[2].toInt(), pixelsOf(16));
        QCOMPARE(svg->root.value(u"height"_qs).toString(),
                 QString::number(16.0 * box[3].toInt() / box[2].toInt(), 'f', 3) + u"cm"_qs);
        QCOMPARE(writeImage(in(u"cm.pdf"_qs), runs(), options), QString());
        const QByteArray pdf = contents(in(u"cm.pdf"_qs));
        const QRegularExpression pageSize(u"/MediaBox \\[0 0 ([\\d.]+) "_qs);
        const double points = pageSize.match(QString::fromLatin1(pdf)).captured(1).toDouble();
        QVERIFY2(std::abs(points - 16 / 2.54 * 72) < 0.5, qPrintable(QString::number(points)));
        QCOMPARE(writeImage(in(u"cm.png"_qs), runs(), options), QString());
        const QImage png(in(u"cm.png"_qs));
        QCOMPARE(png.width(), 1890);
        QCOMPARE(png.dotsPerMeterX(), 11811);
        options.dpi = 150;
        QCOMPARE(writeImage(in(u"cm.png"_qs), runs(), options), QString());
        QCOMPARE(QImage(in(u"cm.png"_qs)).width(), 945);
    }

    void partOfTheTimeIsCutAtTheEndOfTheRuns()
    {
        const auto written = [&](Instant from, Instant to) {
            const QString failure =
                writeImage(in(u"part.svg"_qs), {&m_sequential}, {.visible = std::pair(from, to)});
            return failure.isEmpty() ? contents(in(u"part.svg"_qs)) : failure.toUtf8();
        };
        const Instant middle(m_sequential.makespan() / 2);
        QVERIFY(parsed(written(middle, m_sequential.end)));
        QCOMPARE(written(middle, Instant(Duration::max())), written(middle, m_sequential.end));
        QVERIFY(written(middle, m_sequential.end) != written(Instant(), m_sequential.end));
        QVERIFY(written(m_sequential.end, Instant(Duration::max())).contains("all runs are over"));
    }

    void legendCanBeLeftOutAndWhatMeasuredStays()
    {
        QCOMPARE(writeImage(in(u"with.svg"_qs), runs(), {}), QString());
        QCOMPARE(writeImage(in(u"without.svg"_qs), runs(), {.legend = false}), QString());
        const auto with = parsed(contents(in(u"with.svg"_qs)));
        const auto without = parsed(contents(in(u"without.svg"_qs)));
        QVERIFY(with && without);
        QVERIFY(with->texts.contains(u"task starts"_qs));
        QVERIFY(!without->texts.contains(u"task starts"_qs));
        QVERIFY(without->root.value(u"height"_qs).toInt() < with->root.value(u"height"_qs).toInt());
        QVERIFY(!with->texts.filter(u"easured"_qs).isEmpty());
        QCOMPARE(without->texts.filter(u"easured"_qs), with->texts.filter(u"easured"_qs));
    }

    void notesAreRealTextInTheFile()
    {
        const std::vector<Note> notes{{.run = 1,
                                       .from = Instant(m_threads.makespan() / 3),
                                       .to = Instant(m_threads.makespan() / 2),
                                       .text = "hand-over of <the> lock & more"}};
        QCOMPARE(writeImage(in(u"notes.svg"_qs), runs(), {.notes = notes}), QString());
        const auto svg = parsed(contents(in(u"notes.svg"_qs)));
        QVERIFY(svg);
        QVERIFY(svg->texts.contains(u"hand-over of <the> lock & more"_qs));
        QCOMPARE(svg->elements.value(u"image"_qs), 0);
        QCOMPARE(writeImage(in(u"notes2.svg"_qs), runs(), {.notes = notes}), QString());
        QVERIFY(contents(in(u"notes.svg"_qs)) == contents(in(u"notes2.svg"_qs)));
        for (const QString& ending : {u"png"_qs, u"pdf"_qs})
            QCOMPARE(writeImage(in(u"notes."_qs + ending), runs(), {.notes = notes}), QString());
    }

    void largeTracesStaySmallAndVector_data()
    {
        QTest::addColumn<int>("spans");
        QTest::addColumn<int>("most");
        QTest::newRow("10 000 spans") << 10'000 << 700'000;
        QTest::newRow("1 000 000 spans") << 1'000'000 << 6'000'000;
    }
    void largeTracesStaySmallAndVector()
    {
        QFETCH(int, spans);
        QFETCH(int, most);
        const Trace trace = longTrace(spans);
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(writeImage(in(u"large.svg"_qs), {&trace}, {}), QString());
        const QByteArray bytes = contents(in(u"large.svg"_qs));
        qInfo() << spans << "spans:" << bytes.size() << "bytes of SVG in" << clock.restart() << "ms";
        QVERIFY(bytes.size() < most);
        const auto svg = parsed(bytes);
        QVERIFY(svg);
        QCOMPARE(svg->elements.value(u"image"_qs), 0);
        QVERIFY(svg->elements.value(u"text"_qs) > 32);
        clock.restart();
        QCOMPARE(writeImage(in(u"large.pdf"_qs), {&trace}, {}), QString());
        const QByteArray pdf = contents(in(u"large.pdf"_qs));
        qInfo() << spans << "spans:" << pdf.size() << "bytes of PDF in" << clock.elapsed() << "ms";
        QVERIFY(pdf.size() < most);
        QVERIFY(!pdf.contains("/Subtype /Image"));
    }
};

QTEST_MAIN(ImageSizeTest)
#include "tst_imagesize.moc"
