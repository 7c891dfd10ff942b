// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/theme.h"
#include "tests/app/timeline/colourdifference.h"

using namespace interleave;
using namespace interleave::view;
using interleave::support::colourDifference;
using interleave::support::Reader;

Q_DECLARE_METATYPE(Look)
Q_DECLARE_METATYPE(Reader)

class ThemeTest : public QObject
{
    Q_OBJECT

private:
    static void addLooks()
    {
        QTest::addColumn<Look>("look");
        QTest::newRow("light") << Look::Light;
        QTest::newRow("dark") << Look::Dark;
        QTest::newRow("projector") << Look::Projector;
        QTest::newRow("article") << Look::Article;
    }

private Q_SLOTS:
    void differenceIsThatOfThePublishedTestData()
    {
        // White against black is 100 by definition, a colour against itself 0.
        QCOMPARE(qRound(colourDifference(Qt::white, Qt::black, Reader::Normal)), 100);
        QCOMPARE(colourDifference(Qt::red, Qt::red, Reader::Normal), 0.0);
        // Pure red and a green of about its lightness are one colour for a deutan reader, not for others.
        QVERIFY(colourDifference(QColor(200, 80, 0), QColor(128, 128, 0), Reader::Normal) > 25);
        QVERIFY(colourDifference(QColor(200, 80, 0), QColor(128, 128, 0), Reader::Deutan) < 10);
    }

    void statesKeepApart_data()
    {
        QTest::addColumn<Look>("look");
        QTest::addColumn<Reader>("reader");
        QTest::addColumn<double>("least");
        for (const auto& [name, look] : {std::pair{"light", Look::Light},
                                         {"dark", Look::Dark},
                                         {"projector", Look::Projector},
                                         {"article", Look::Article}}) {
            QTest::addRow("%s, normal", name) << look << Reader::Normal << 17.0;
            QTest::addRow("%s, protan", name) << look << Reader::Protan << 17.0;
            QTest::addRow("%s, deutan", name) << look << Reader::Deutan << 17.0;
            QTest::addRow("%s, tritan", name) << look << Reader::Tritan << 17.0;
            QTest::addRow("%s, grey", name) << look << Reader::Grey << 5.0;
        }
    }
    void statesKeepApart()
    {
        QFETCH(Look, look);
        QFETCH(Reader, reader);
        QFETCH(double, least);
        const Theme theme = view::theme(look);
        std::vector<std::pair<QString, QColor>> colours{{QStringLiteral("background"), theme.background}};
        for (const State state : allStates)
            if (theme[state].pattern != StateLook::Pattern::Outline) // an outline is known by its form
                colours.emplace_back(QString::fromLatin1(name(state).data()), theme[state].colour);
        for (std::size_t i = 0; i < colours.size(); ++i)
            for (std::size_t k = i + 1; k < colours.size(); ++k) {
                const double difference = colourDifference(colours[i].second, colours[k].second, reader);
                QVERIFY2(difference >= least, qPrintable(QStringLiteral("%1 and %2: %3")
                                                             .arg(colours[i].first, colours[k].first)
                                                             .arg(difference)));
            }
    }

    void statesAreToldApartWithoutColour_data() { addLooks(); }
    void statesAreToldApartWithoutColour()
    {
        QFETCH(Look, look);
        const Theme theme = view::theme(look);
        for (const State a : allStates)
            for (const State b : allStates)
                QVERIFY(a == b || theme[a].height != theme[b].height || theme[a].pattern != theme[b].pattern);
        QCOMPARE(theme[State::Running].height, 1.0);
    }

    void textIsLegible_data() { addLooks(); }
    void textIsLegible()
    {
        QFETCH(Look, look);
        const Theme theme = view::theme(look);
        QVERIFY(colourDifference(theme.text, theme.background, Reader::Grey) > 70);
        QVERIFY(colourDifference(theme.dim, theme.background, Reader::Grey) > 40);
        QVERIFY(theme.textSize >= 13);
    }

    void fontExists()
    {
        QVERIFY(!fontFamily().isEmpty());
        QCOMPARE(theme(Look::Light).font(13).pixelSize(), 13);
    }
};

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
