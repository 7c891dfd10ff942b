// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/barpainter.h"
#include "app/timeline/lanesraster.h"
#include "app/timeline/pixelsurface.h"

#include <random>

using namespace interleave;
using namespace interleave::view;

class TestLanesRaster : public QObject
{
    Q_OBJECT

    static constexpr int height = 20;
    static constexpr int pitch = 23;

    /// Spans of 1 to 60 ns, one after another with pauses.
    static std::vector<timeline::Lane> randomLanes(std::size_t count, std::size_t spans)
    {
        std::mt19937 random(3);
        std::vector<timeline::Lane> lanes;
        for (std::size_t lane = 0; lane < count; ++lane) {
            std::vector<Span> row;
            Instant at{};
            for (std::size_t i = 0; i < spans; ++i) {
                Span span;
                span.start = at + Duration(random() % 4 == 0 ? random() % 30 : 0);
                span.length = Duration(1 + random() % 60);
                span.task = TaskId(static_cast<std::uint32_t>(i / 8));
                span.state = allStates[random() % allStates.size()];
                at = span.end();
                row.push_back(span);
            }
            lanes.push_back(timeline::laneOf(row));
        }
        return lanes;
    }

    static LanesRaster::Frame frameOf(const std::vector<timeline::Lane>& lanes, Duration whole, int width,
                                      double density = 1)
    {
        LanesRaster::Frame frame;
        for (std::size_t i = 0; i < lanes.size(); ++i)
            frame.rows.push_back({&lanes[i], QRectF(7, static_cast<double>(i) * pitch + 3, width, height)});
        frame.view = {.from = Instant(), .to = Instant(whole), .width = width * density, .narrowestBar = 2};
        frame.to = width;
        frame.density = density;
        return frame;
    }

    static QImage blank(const LanesRaster::Frame& frame)
    {
        const QRectF& last = frame.rows.back().rect;
        QImage image(qRound((last.right() + 5) * frame.density), qRound((last.bottom() + 5) * frame.density),
                     QImage::Format_RGB32);
        image.fill(Qt::magenta); // nothing is drawn beside the lanes
        return image;
    }

    static QImage drawn(LanesRaster& raster, const LanesRaster::Frame& frame)
    {
        QImage image = blank(frame);
        QPainter painter(&image);
        painter.scale(frame.density, frame.density);
        raster.draw(painter, theme(Look::Light), frame);
        return image;
    }

    static QImage drawn(const LanesRaster::Frame& frame)
    {
        LanesRaster raster;
        return drawn(raster, frame);
    }

private Q_SLOTS:
    void eachLaneIsDrawnAtItsPlace_data()
    {
        QTest::addColumn<double>("density");
        QTest::newRow("1") << 1.0;
        QTest::newRow("1.25") << 1.25;
        QTest::newRow("2") << 2.0;
    }
    void eachLaneIsDrawnAtItsPlace()
    {
        QFETCH(const double, density);
        const auto lanes = randomLanes(9, 120);
        const LanesRaster::Frame frame = frameOf(lanes, std::chrono::nanoseconds(2500), 200, density);
        const Theme light = theme(Look::Light);
        const HatchTiles tiles(light, density);
        QImage expected = blank(frame);
        PixelSurface surface(expected, {}, light, tiles);
        for (const auto& [lane, rect] : frame.rows) {
            surface.fill(rect, light.track);
            BarPainter(surface, light, density).draw(timeline::layout(*lane, frame.view), rect);
        }
        QVERIFY(drawn(frame) == expected);
    }

    void oneThreadDrawsTheSame()
    {
        const auto lanes = randomLanes(40, 3000);
        LanesRaster::Frame frame = frameOf(lanes, std::chrono::nanoseconds(90'000), 500);
        const QImage several = drawn(frame);
        frame.alone = true;
        QVERIFY(drawn(frame) == several);
    }

    void onlyWhatIsAskedForOfTheTrackIsDrawn()
    {
        const auto lanes = randomLanes(2, 50);
        LanesRaster::Frame frame = frameOf(lanes, std::chrono::nanoseconds(3000), 300);
        frame.from = 20;
        frame.to = 120;
        const QImage image = drawn(frame);
        const QColor beside(Qt::magenta);
        QCOMPARE(image.pixelColor(7 + 19, 10), beside);
        QVERIFY(image.pixelColor(7 + 20, 10) != beside);
        QVERIFY(image.pixelColor(7 + 119, 10) != beside);
        QCOMPARE(image.pixelColor(7 + 120, 10), beside);
    }

    /// However coarse it was while it moved.
    void restsAsIfItHadNeverMoved()
    {
        const auto lanes = randomLanes(60, 4000);
        LanesRaster::Frame frame = frameOf(lanes, std::chrono::nanoseconds(130'000), 1001);
        LanesRaster raster;
        frame.moving = true;
        frame.runs = 1000; // so that there is no time at all
        drawn(raster, frame);
        QVERIFY(!raster.coarse()); // the first is not known to take long
        const QImage moving = drawn(raster, frame);
        QVERIFY(raster.coarse());
        frame.moving = false;
        const QImage rest = drawn(raster, frame);
        QVERIFY(!raster.coarse());
        QVERIFY(rest == drawn(frame));
        QVERIFY(rest != moving);
        for (const auto& [lane, rect] : frame.rows) { // no hole at the right edge
            QVERIFY(moving.pixelColor(7 + 1000, qRound(rect.center().y())) != QColor(Qt::magenta));
            QCOMPARE(moving.pixelColor(7 + 1001, qRound(rect.center().y())), QColor(Qt::magenta));
        }
    }

    void fewColumnsAreNeverCoarse()
    {
        const auto lanes = randomLanes(3, 4000);
        LanesRaster::Frame frame = frameOf(lanes, std::chrono::nanoseconds(130'000), 1000);
        frame.moving = true;
        frame.runs = 1000;
        LanesRaster raster;
        for (int i = 0; i < 3; ++i) {
            drawn(raster, frame);
            QVERIFY(!raster.coarse());
        }
    }

    void withoutRowsNothingIsDrawn()
    {
        QImage image(10, 10, QImage::Format_RGB32);
        image.fill(Qt::magenta);
        QPainter painter(&image);
        LanesRaster().draw(painter, theme(Look::Light), {});
        QCOMPARE(image.pixelColor(5, 5), QColor(Qt::magenta));
    }
};

QTEST_MAIN(TestLanesRaster)
#include "tst_lanesraster.moc"
