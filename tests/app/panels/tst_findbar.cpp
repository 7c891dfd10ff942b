// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/panels/elidedlabel.h"
#include "app/panels/findbar.h"
#include "app/panels/lengthtext.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>

using namespace interleave;
using namespace interleave::panels;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(interleave::analysis::SpanQuery)

class TestFindBar : public QObject
{
    Q_OBJECT

    std::unique_ptr<FindBar> m_bar;
    std::vector<analysis::SpanQuery> m_asked;

    QLineEdit* edit(const QString& name)
    {
        for (auto* each : m_bar->findChildren<QLineEdit*>())
            if (each->accessibleName() == name)
                return each;
        return nullptr;
    }
    QString said()
    {
        return m_bar->findChild<ElidedLabel*>()->accessibleName() + m_bar->findChild<ElidedLabel*>()->text();
    }

private Q_SLOTS:
    void init()
    {
        m_asked.clear();
        m_bar = std::make_unique<FindBar>(
            FindBar::Words{.states = {{State::Ready, QStringLiteral("Ready")}}, .phases = {}});
        connect(m_bar.get(), &FindBar::asked, this, [this](const analysis::SpanQuery& query) {
            m_asked.push_back(query);
            m_bar->showFound({.current = 0, .kept = 0, .total = 0});
        });
        m_bar->open();
    }

    void lengthsAreReadWithTheirUnits_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("nanoseconds"); // -1: refused
        QTest::newRow("nothing") << QString() << qint64(-1);
        QTest::newRow("no unit") << QStringLiteral("5") << qint64(-1);
        QTest::newRow("no number") << QStringLiteral("ms") << qint64(-1);
        QTest::newRow("negative") << QStringLiteral("-5 ms") << qint64(-1);
        QTest::newRow("two points") << QStringLiteral("1.2.3 s") << qint64(-1);
        QTest::newRow("two numbers") << QStringLiteral("1 2 s") << qint64(-1);
        QTest::newRow("another unit") << QStringLiteral("3 h") << qint64(-1);
        QTest::newRow("too long") << QStringLiteral("99999999999999999999 s") << qint64(-1);
        QTest::newRow("zero") << QStringLiteral("0 s") << qint64(0);
        QTest::newRow("ms") << QStringLiteral("5 ms") << qint64(5'000'000);
        QTest::newRow("no space") << QStringLiteral("20us") << qint64(20'000);
        QTest::newRow("micro sign") << QStringLiteral("20 µs") << qint64(20'000);
        QTest::newRow("point") << QStringLiteral(" 1.5 s ") << qint64(1'500'000'000);
        QTest::newRow("comma") << QStringLiteral("1,5 s") << qint64(1'500'000'000);
        QTest::newRow("ns") << QStringLiteral("7 NS") << qint64(7);
    }
    void lengthsAreReadWithTheirUnits()
    {
        QFETCH(QString, text);
        QFETCH(qint64, nanoseconds);
        const auto length = lengthFrom(text);
        QCOMPARE(length ? qint64(length->count()) : qint64(-1), nanoseconds);
    }

    void nothingIsAskedBeforeTypingPauses()
    {
        m_asked.clear();
        QTest::keyClicks(edit(QStringLiteral("Find")), QStringLiteral("abc"));
        QVERIFY(m_asked.empty());
        QTRY_COMPARE(m_asked.size(), std::size_t(1));
        QVERIFY(m_asked.back() == (analysis::SpanQuery{.text = "abc"}));
    }

    void enterAsksAtOnceAndThenGoes()
    {
        QSignalSpy next(m_bar.get(), &FindBar::nextAsked);
        QSignalSpy previous(m_bar.get(), &FindBar::previousAsked);
        QTest::keyClicks(edit(QStringLiteral("Find")), QStringLiteral("a"));
        QTest::keyClick(edit(QStringLiteral("Find")), Qt::Key_Return);
        QVERIFY(m_asked.back() == (analysis::SpanQuery{.text = "a"}));
        QCOMPARE(next.count(), 1);
        QTest::keyClick(edit(QStringLiteral("Find")), Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(previous.count(), 1);
    }

    void aBadLengthFindsNothingAndSaysHowToMendIt()
    {
        m_bar->findChildren<QComboBox*>().front()->setCurrentIndex(1);
        QVERIFY(m_asked.back() == (analysis::SpanQuery{.state = State::Ready}));
        QTest::keyClicks(edit(QStringLiteral("Longer than")), QStringLiteral("<b>5"));
        QTRY_VERIFY(m_asked.back().empty());
        QVERIFY2(said().contains(QStringLiteral("“<b>5” is no length of time")), qPrintable(said()));
        edit(QStringLiteral("Longer than"))->setText(QStringLiteral("5 ms"));
        QTRY_VERIFY(m_asked.back() == (analysis::SpanQuery{.state = State::Ready, .longerThan = 5ms}));
        QVERIFY(said().contains(QStringLiteral("Nothing is found.")));
    }

    void saysHowManyAndWhatIsKept()
    {
        QTest::keyClicks(edit(QStringLiteral("Find")), QStringLiteral("a"));
        QTest::keyClick(edit(QStringLiteral("Find")), Qt::Key_Return);
        m_bar->showFound({.current = 12, .kept = 340, .total = 340});
        QVERIFY(said().contains(QStringLiteral("12 of 340")));
        m_bar->showFound({.current = 0, .kept = 1, .total = 1});
        QVERIFY(said().contains(QStringLiteral("1 found")));
        m_bar->showFound({.current = 2, .kept = 100, .total = 900});
        QVERIFY(said().contains(QStringLiteral("2 of 100: the earliest of 900")));
    }

    void escapeLetsGoAndKeepsWhatWasTyped()
    {
        QSignalSpy closed(m_bar.get(), &FindBar::closed);
        QTest::keyClicks(edit(QStringLiteral("Find")), QStringLiteral("a"));
        QTest::keyClick(edit(QStringLiteral("Find")), Qt::Key_Return);
        QTest::keyClick(edit(QStringLiteral("Find")), Qt::Key_Escape);
        QVERIFY(m_asked.back().empty());
        QVERIFY(!m_bar->isVisible());
        QCOMPARE(closed.count(), 1);
        m_bar->open();
        QVERIFY(m_asked.back() == (analysis::SpanQuery{.text = "a"}));
    }
};

QTEST_MAIN(TestFindBar)
#include "tst_findbar.moc"
