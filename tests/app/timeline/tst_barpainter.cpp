// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/barpainter.h"
#include "app/timeline/hatch.h"
#include "app/timeline/paintersurface.h"
#include "app/timeline/pixelsurface.h"

#include <QImage>

#include <random>

using namespace interleave;
using namespace interleave::view;
using timeline::LaneLayout;

class BarPainterTest : public QObject
{
    Q_OBJECT

private:
    static QImage drawn(const LaneLayout& layout, double density = 1)
    {
        Theme theme = view::theme(Look::Light);
        theme.track = Qt::white; // so that what is not background is drawn
        return drawn(layout, theme, density);
    }

    static QImage blank(const Theme& theme, double density)
    {
        QImage image(static_cast<int>(100 * density), static_cast<int>(20 * density), QImage::Format_RGB32);
        image.fill(theme.track);
        return image;
    }

    static QImage drawn(const LaneLayout& layout, const Theme& theme, double density,
                        const BarPainter::WordOf& wordOf = {})
    {
        QImage image = blank(theme, density);
        const HatchTiles tiles(theme, density);
        PixelSurface surface(image, {}, theme, tiles);
        BarPainter(surface, theme, density).draw(layout, QRectF(0, 0, 100, 20), wordOf);
        return image;
    }

    static QImage drawnByAPainter(const LaneLayout& layout, const Theme& theme, double density,
                                  const BarPainter::WordOf& wordOf = {})
    {
        QImage image = blank(theme, density);
        QPainter painter(&image);
        painter.scale(density, density);
        PainterSurface surface(painter, theme, density);
        BarPainter(surface, theme, density).draw(layout, QRectF(0, 0, 100, 20), wordOf);
        return image;
    }

    /// Columns that are Running half of their time and Waiting for the rest.
    static LaneLayout halfAndHalf(int x, int count)
    {
        LaneLayout layout;
        for (int i = 0; i < count; ++i) {
            timeline::Column& column = layout.columns.emplace_back();
            column.x = x + i;
            column[State::Running] = 0.5;
            column[State::Waiting] = 0.5;
        }
        return layout;
    }

    /// Pixels of the column that are not background.
    static int height(const QImage& image, int x)
    {
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            count += image.pixelColor(x, y) != QColor(Qt::white) ? 1 : 0;
        return count;
    }

private Q_SLOTS:
    void heightCarriesTheState_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("expected");
        QTest::newRow("Running") << static_cast<int>(State::Running) << 20;
        QTest::newRow("Waiting") << static_cast<int>(State::Waiting) << 11;
        QTest::newRow("Ready") << static_cast<int>(State::Ready) << 11;
        QTest::newRow("Blocked") << static_cast<int>(State::Blocked) << 15;
        QTest::newRow("Queued") << static_cast<int>(State::Queued) << 3;
    }
    void heightCarriesTheState()
    {
        QFETCH(int, state);
        const QImage image =
            drawn({.bars = {{.x0 = 10, .x1 = 90, .state = static_cast<State>(state)}}, .columns = {}});
        QTEST(height(image, 50), "expected");
        QCOMPARE(height(image, 5), 0);
        QCOMPARE(height(image, 95), 0);
    }

    void touchingBarsHaveAGapOfOnePixel()
    {
        const QImage image = drawn({.bars = {{.x0 = 10, .x1 = 50, .state = State::Running},
                                             {.x0 = 50, .x1 = 90, .state = State::Running}},
                                    .columns = {}});
        QCOMPARE(height(image, 48), 20);
        QCOMPARE(height(image, 49), 0);
        QCOMPARE(height(image, 50), 20);
    }

    void whatGoesOnIsDrawnWithoutAGap()
    {
        for (const State state : {State::Running, State::Waiting, State::Ready, State::Unknown}) {
            const QImage two = drawn({.bars = {{.x0 = 10, .x1 = 50, .state = state, .goesOn = true},
                                               {.x0 = 50, .x1 = 90, .state = state}},
                                      .columns = {}});
            QVERIFY(two == drawn({.bars = {{.x0 = 10, .x1 = 90, .state = state}}, .columns = {}}));
        }
        LaneLayout preempted{.bars = {{.x0 = 10, .x1 = 50, .state = State::Running, .goesOn = true},
                                      {.x0 = 51, .x1 = 90, .state = State::Running}},
                             .columns = {{.x = 50}}};
        preempted.columns[0][State::Running] = 1;
        const QImage image = drawn(preempted);
        QCOMPARE(height(image, 49), 20);
        QCOMPARE(height(image, 51), 20);
    }

    void barsBeginAndEndOnDevicePixels()
    {
        const QImage image =
            drawn({.bars = {{.x0 = 20.4, .x1 = 120.2, .state = State::Running}}, .columns = {}}, 2);
        QCOMPARE(image.pixelColor(19, 20), QColor(Qt::white));
        QCOMPARE(image.pixelColor(20, 20), theme(Look::Light)[State::Running].colour);
    }

    void mergedColumnsStackSharesOfTheLaneRunningFromBelow()
    {
        const QImage image = drawn(halfAndHalf(10, 10));
        const Theme theme = view::theme(Look::Light);
        QCOMPARE(height(image, 15), 20);
        QCOMPARE(image.pixelColor(15, 10), theme[State::Running].colour);
        QCOMPARE(image.pixelColor(15, 19), theme[State::Running].colour);
        QCOMPARE(image.pixelColor(15, 9), theme[State::Waiting].colour);
        QCOMPARE(height(image, 9), 0);
        QCOMPARE(height(image, 20), 0);
    }

    void columnBetweenBarsKeepsToTheirHeights()
    {
        const QImage image = drawn(halfAndHalf(10, 2));
        const Theme theme = view::theme(Look::Light);
        const int expected = qRound(20 * (0.5 + 0.5 * theme[State::Waiting].height));
        QVERIFY(std::abs(height(image, 11) - expected) <= 1);
        const int bottom = 10 + expected / 2 - 2;
        QCOMPARE(image.pixelColor(11, bottom), theme[State::Running].colour);
        QCOMPARE(image.pixelColor(11, 20 - bottom), theme[State::Waiting].colour);
    }

    void sharesOfLessThanAPixelStayVisible()
    {
        LaneLayout layout = halfAndHalf(10, 10);
        for (timeline::Column& column : layout.columns)
            column.share = {0, 0.02, 0, 0, 0, 0}; // 0.4 of the lowest pixel
        const QImage image = drawn(layout);
        QCOMPARE(height(image, 15), 1);
        const QColor running = theme(Look::Light)[State::Running].colour;
        QVERIFY(std::abs(image.pixelColor(15, 19).red() - (0.4 * running.red() + 0.6 * 255)) <= 2);
    }

    void everyColumnHasTheAreaOfItsShares()
    {
        Theme theme = view::theme(Look::Light);
        theme.track = Qt::black;
        for (StateLook& state : theme.states)
            state.colour = Qt::white;
        LaneLayout layout;
        for (int x = 0; x < 60; ++x) {
            timeline::Column& column = layout.columns.emplace_back();
            column.x = x;
            column[State::Running] = x / 100.0;
            column[State::Waiting] = (60 - x) / 150.0;
        }
        const QImage image = drawn(layout, theme, 1);
        for (int x = 0; x < 60; ++x) {
            double covered = 0;
            for (int y = 0; y < 20; ++y)
                covered += qGreen(image.pixel(x, y)) / 255.0;
            QVERIFY(std::abs(covered - 20 * (x / 100.0 + (60 - x) / 150.0)) < 0.03);
        }
    }

    /// Also where a band that has a pattern ends within a pixel.
    void mixedPixelsLieBetweenTheirColours()
    {
        const Theme theme = view::theme(Look::Light);
        std::mt19937 random(11);
        LaneLayout layout;
        for (int x = 0; x < 100; ++x) {
            timeline::Column& column = layout.columns.emplace_back();
            column.x = x;
            double rest = 1;
            for (const State state : {State::Blocked, State::Ready, State::Waiting, State::Running}) {
                column[state] = rest * static_cast<double>(random() % 1000) / 1000;
                rest -= column[state];
            }
        }
        std::vector<QColor> colours{theme.track};
        for (const State state : {State::Blocked, State::Ready, State::Waiting, State::Running}) {
            colours.push_back(theme[state].colour);
            if (theme[state].pattern != StateLook::Pattern::Solid)
                colours.push_back(theme[state].lines);
        }
        const auto between = [&](int value, int (QColor::*channel)() const) {
            const auto [least, most] = std::ranges::minmax(colours, {}, channel);
            return value >= (least.*channel)() - 2 && value <= (most.*channel)() + 2;
        };
        for (const double density : {1.0, 2.0}) {
            const QImage image = drawn(layout, theme, density);
            for (int x = 0; x < 100; ++x)
                for (int y = 0; y < image.height(); ++y) {
                    const QColor pixel = image.pixelColor(x, y);
                    QVERIFY(between(pixel.red(), &QColor::red));
                    QVERIFY(between(pixel.green(), &QColor::green));
                    QVERIFY(between(pixel.blue(), &QColor::blue));
                }
        }
    }

    void startsThatCrowdHaveOneMark()
    {
        LaneLayout layout = halfAndHalf(10, 60);
        for (timeline::Column& column : layout.columns)
            column.starts = 3;
        const QImage image = drawn(layout);
        const QColor mark = theme(Look::Light).text;
        int marks = 0;
        for (int x = 0; x < 100; ++x)
            marks += image.pixelColor(x, 2) == mark ? 1 : 0;
        QCOMPARE(marks, 1);
        QCOMPARE(image.pixelColor(10, 2), mark);
    }

    void hatchOfBandsIsThatOfOneRectangle()
    {
        for (const HatchDirection direction : {HatchDirection::Rising, HatchDirection::Falling}) {
            QPainterPath whole;
            addHatch(whole, QRectF(10, 4, 40, 9), 6, direction);
            std::vector<QRectF> bands;
            for (int x = 10; x < 50; ++x)
                bands.emplace_back(x, 4, 1, 9);
            QPainterPath parts;
            addHatchOfBands(parts, bands, 6, direction);
            QCOMPARE(parts, whole);
            bands.emplace_back(50, 4, 1, thinnestHatchedBand / 2);
            QPainterPath more;
            addHatchOfBands(more, bands, 6, direction);
            QCOMPARE(more, whole);
        }
    }

    void readyIsHatchedAndWaitingIsNot()
    {
        const auto colours = [](State state) {
            const QImage image = drawn({.bars = {{.x0 = 10, .x1 = 90, .state = state}}, .columns = {}});
            QList<QRgb> seen;
            for (int x = 12; x < 80; ++x)
                if (!seen.contains(image.pixel(x, 10)))
                    seen += image.pixel(x, 10);
            return seen.size();
        };
        QCOMPARE(colours(State::Waiting), 1);
        QVERIFY(colours(State::Ready) > 1);
        QVERIFY(colours(State::Blocked) > 1);
    }

    void hatchStaysInsideItsRectangle()
    {
        const QRectF rect(10.5, 3.25, 33, 8);
        for (const HatchDirection direction : {HatchDirection::Rising, HatchDirection::Falling}) {
            QPainterPath path;
            addHatch(path, rect, 5, direction);
            QVERIFY(path.elementCount() > 8);
            QVERIFY(rect.adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(path.boundingRect()));
        }
    }

    /// Pixels are written for speed alone: a painter would draw the same.
    void pixelsAreWhatAPainterDraws_data()
    {
        QTest::addColumn<double>("density");
        QTest::newRow("1") << 1.0;
        QTest::newRow("2") << 2.0;
        QTest::newRow("3") << 3.0;
    }
    void pixelsAreWhatAPainterDraws()
    {
        QFETCH(const double, density);
        std::mt19937 random(7);
        for (const Look look : {Look::Light, Look::Dark, Look::Article})
            for (int round = 0; round < 30; ++round) {
                Theme theme = view::theme(look);
                if (density > 1) // a painter leaves out corners of outlines
                    for (StateLook& state : theme.states)
                        if (state.pattern == StateLook::Pattern::Outline)
                            state.pattern = StateLook::Pattern::Cross;
                LaneLayout layout;
                double x = 0;
                while (x < 100 * density - 50) {
                    const double x0 = x + static_cast<double>(random() % 60) / 10;
                    x = x0 + 2 * density + static_cast<double>(random() % 400) / 10;
                    layout.bars.push_back({.x0 = x0,
                                           .x1 = x,
                                           .state = allStates[random() % allStates.size()],
                                           .starts = random() % 3 == 0,
                                           .goesOn = random() % 3 == 0});
                }
                QVERIFY(drawn(layout, theme, density) == drawnByAPainter(layout, theme, density));
            }
    }

    void wordsStandInBarsThatHaveRoom()
    {
        const Theme theme = view::theme(Look::Light);
        const auto pixels = [&](double x0, double x1, State state, const QString& word) {
            const LaneLayout layout{.bars = {{.x0 = x0, .x1 = x1, .state = state}}, .columns = {}};
            const QImage plain = drawn(layout, theme, 1);
            const QImage worded = drawn(layout, theme, 1, [&](const timeline::Bar&) { return word; });
            int count = 0;
            for (int x = 0; x < plain.width(); ++x)
                for (int y = 0; y < plain.height(); ++y)
                    count += plain.pixel(x, y) != worded.pixel(x, y) ? 1 : 0;
            return count;
        };
        const QString word = QStringLiteral("task 7");
        QVERIFY(pixels(0, 90, State::Running, word) > 30);
        QCOMPARE(pixels(0, 90, State::Running, {}), 0);
        QCOMPARE(pixels(0, 22, State::Running, word), 0); // too narrow
        QCOMPARE(pixels(0, 90, State::Waiting, word), 0); // too low
        QCOMPARE(pixels(0, 90, State::Blocked, word), 0); // a pattern: hard to read
        QCOMPARE(pixels(0, 90, State::Running, word.repeated(9)), 0);
    }

    void wordsOfABarOfSeveralPhasesAskForNone()
    {
        const LaneLayout layout{
            .bars = {{.x0 = 0, .x1 = 40, .state = State::Running, .phase = Phase::Parse, .goesOn = true},
                     {.x0 = 40, .x1 = 90, .state = State::Running, .phase = Phase::Compute}},
            .columns = {}};
        std::vector<timeline::Bar> asked;
        drawn(layout, view::theme(Look::Light), 1, [&](const timeline::Bar& bar) {
            asked.push_back(bar);
            return QString();
        });
        QCOMPARE(asked.size(), std::size_t(1));
        QVERIFY(asked[0].phase == Phase::None);
        QCOMPARE(asked[0].x1, 90.0);
    }

    void aWordGoesOnOverAShortInterruption()
    {
        const auto words = [](double gap) {
            const LaneLayout layout{.bars = {{.x0 = 0, .x1 = 40, .state = State::Running, .goesOn = true},
                                             {.x0 = 40 + gap, .x1 = 80, .state = State::Running}},
                                    .columns = {}};
            int asked = 0;
            drawn(layout, view::theme(Look::Light), 1, [&](const timeline::Bar&) {
                ++asked;
                return QString();
            });
            return asked;
        };
        QCOMPARE(words(0), 1);
        QCOMPARE(words(2), 1);
        QCOMPARE(words(4), 2);
    }

    void pixelsHaveTheWordsOfAPainter()
    {
        for (const Look look : {Look::Light, Look::Dark, Look::Article})
            for (const double density : {1.0, 2.0}) {
                const LaneLayout layout{
                    .bars = {{.x0 = 3 * density, .x1 = 93 * density, .state = State::Running}},
                    .columns = {}};
                const auto word = [](const timeline::Bar&) { return QStringLiteral("task 17"); };
                const QImage a = drawn(layout, view::theme(look), density, word);
                const QImage b = drawnByAPainter(layout, view::theme(look), density, word);
                double difference = 0; // glyphs may stand a part of a pixel beside one another
                for (int x = 0; x < a.width(); ++x)
                    for (int y = 0; y < a.height(); ++y)
                        difference += qGray(a.pixel(x, y)) - qGray(b.pixel(x, y));
                QVERIFY(a != drawn(layout, view::theme(look), density));
                QVERIFY(std::abs(difference) / (a.width() * a.height()) < 1);
            }
    }

    /// As when a lane is a row of an image that holds a part of the screen.
    void partsOfAPictureAreThoseOfTheWhole()
    {
        Theme theme = view::theme(Look::Light);
        LaneLayout layout = halfAndHalf(10, 30);
        layout.bars = {{.x0 = 40, .x1 = 70.4, .state = State::Ready, .starts = true},
                       {.x0 = 70.4, .x1 = 95, .state = State::Blocked},
                       {.x0 = 95, .x1 = 99, .state = State::Unknown}};
        layout.columns[20][State::Ready] = 0.5;
        layout.columns[20][State::Running] = 0;
        const QImage whole = drawn(layout, theme, 1);
        for (const QRect& rect : {QRect(13, 4, 60, 9), QRect(0, 0, 100, 20), QRect(41, 7, 50, 13)}) {
            QImage part(rect.size(), QImage::Format_RGB32);
            part.fill(theme.track);
            const HatchTiles tiles(theme, 1);
            PixelSurface surface(part, rect.topLeft(), theme, tiles);
            BarPainter(surface, theme, 1).draw({.bars = layout.bars, .columns = {}}, QRectF(0, 0, 100, 20));
            const QRect inside = rect.intersected(QRect(40, 0, 60, 20));
            QCOMPARE(part.copy(inside.translated(-rect.topLeft())), whole.copy(inside));
        }
    }

    void startIsAMarkWithAGapBeforeIt()
    {
        const Theme theme = view::theme(Look::Light);
        const QImage image = drawn({.bars = {{.x0 = 10, .x1 = 50, .state = State::Running},
                                             {.x0 = 50, .x1 = 90, .state = State::Waiting, .starts = true}},
                                    .columns = {}});
        QCOMPARE(image.pixelColor(49, 2), QColor(Qt::white));
        QCOMPARE(image.pixelColor(50, 2), theme.text);
        QCOMPARE(height(image, 52), 11);
    }
};

QTEST_MAIN(BarPainterTest)
#include "tst_barpainter.moc"
