// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/net/practicefiles.h"
#include "core/workloads/tally.h"

#include <QRegularExpression>

using namespace interleave;
using workloads::PageTally;
using workloads::Tally;

namespace {

Tally inPieces(std::string_view page, std::size_t size)
{
    PageTally tally;
    for (std::size_t at = 0; at < page.size(); at += size)
        tally.take(page.substr(at, size));
    return tally.result();
}

std::uint64_t matches(std::string_view page, const char* pattern)
{
    const QString text = QString::fromUtf8(page.data(), static_cast<qsizetype>(page.size()));
    auto found = QRegularExpression(QString::fromLatin1(pattern)).globalMatch(text);
    std::uint64_t count = 0;
    for (; found.hasNext(); found.next())
        ++count;
    return count;
}

} // namespace

class TestTally : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pageIsTallied_data();
    void pageIsTallied();
    void practicePagesAgreeWithRegularExpressions();
};

void TestTally::pageIsTallied_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QList<int>>("tally");
    const auto row = [](const char* page, QList<int> tally) {
        QTest::newRow(page) << QByteArray(page) << tally;
    };
    row("", {0, 0, 0});
    row("two words", {0, 0, 2});
    row("half<b>word</b>", {1, 0, 2});
    row("<p>a <a href=\"x\">link</a> here</p>", {2, 1, 3});
    row("<A HREF='x'>y</A>", {1, 1, 1});
    row("<a href=x>y</a>", {1, 1, 1});
    row("<a name=\"x\">no link</a>", {1, 0, 2});
    row("<a data-href=\"x\">no link</a>", {1, 0, 2});
    row("<abbr href=\"x\">no link</abbr>", {1, 0, 2});
    row("<a title=\"a > b\" href=\"x\">link</a>", {1, 1, 1});
    row("<a title=\"href=\" >no link</a>", {1, 0, 2});
    row("<br/><br>", {2, 0, 0});
    row("<!DOCTYPE html><p>", {1, 0, 0});
    row("<!-- <p>no tag</p> - -- > --><b>", {1, 0, 0});
    row("1 < 2 and 3 > 2", {0, 0, 5});
    row("caf\xc3\xa9 au lait", {0, 0, 3});
    row("<p", {1, 0, 0});
    row("</p>", {0, 0, 0});
}

void TestTally::pageIsTallied()
{
    QFETCH(QByteArray, page);
    QFETCH(QList<int>, tally);
    const std::string_view text(page.constData(), static_cast<std::size_t>(page.size()));
    for (std::size_t size = 1; size <= text.size() + 1; ++size) {
        const Tally result = inPieces(text, size);
        QCOMPARE(QList<int>({int(result.tags), int(result.links), int(result.words)}), tally);
    }
}

void TestTally::practicePagesAgreeWithRegularExpressions()
{
    for (const std::string_view page : {net::practice::dicePage, net::practice::jythonPage}) {
        const Tally result = inPieces(page, 4096);
        QCOMPARE(result.tags, matches(page, "<[a-z]"));
        QCOMPARE(result.links, matches(page, "<a href="));
        // Words outside of tags: every tag is followed by its text.
        QCOMPARE(result.words, matches(page, "[A-Za-z0-9]+(?![^<]*>)"));
    }
}

QTEST_APPLESS_MAIN(TestTally)

#include "tst_tally.moc"
