// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "app/images/image.h"
#include "tests/app/images/imagefiles.h"
#include "tests/support/picturetraces.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QImageReader>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace interleave;
using namespace interleave::images;
using namespace interleave::support;
using namespace interleave::tests;
using timeline::Grouping;

namespace {

/// A PDF says when it was made; everything else must be the same.
QByteArray withoutDate(QByteArray pdf)
{
    const qsizetype at = pdf.indexOf("/CreationDate");
    return at < 0 ? pdf : pdf.remove(at, pdf.indexOf('\n', at) - at);
}

/// The numbers behind a key of a PDF, such as "/MediaBox [".
QList<double> numbersBehind(const QByteArray& pdf, const QByteArray& key)
{
    const qsizetype at = pdf.indexOf(key) + key.size();
    QList<double> numbers;
    for (const QByteArray& word : pdf.mid(at, pdf.indexOf('\n', at) - at).split(' '))
        numbers << word.chopped(word.endsWith(']') ? 1 : 0).toDouble();
    return numbers;
}

/// The colours of the outermost rows and columns.
QSet<QRgb> edgesOf(const QImage& image)
{
    QSet<QRgb> colours;
    for (int x = 0; x < image.width(); ++x)
        colours << image.pixel(x, 0) << image.pixel(x, image.height() - 1);
    for (int y = 0; y < image.height(); ++y)
        colours << image.pixel(0, y) << image.pixel(image.width() - 1, y);
    return colours;
}

Trace withTasks(std::size_t count)
{
    Trace trace;
    trace.tasks.resize(count);
    trace.end = Instant(Duration(1000));
    return trace;
}

} // namespace

class ImageTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    const Trace m_sequential = pictureTrace(sequentialPicture());
    const Trace m_threads = pictureTrace(threadsPicture());
    const Trace m_gil = pictureTrace(gilPicture());
    const Trace m_async = pictureTrace(asyncPicture());

    QString in(const QString& name) const { return m_folder.filePath(name); }
    std::vector<const Trace*> runs() const { return {&m_sequential, &m_threads, &m_gil, &m_async}; }

private Q_SLOTS:
    void pngHasTheSizeAskedFor()
    {
        QCOMPARE(writeImage(in(u"a.png"_qs), runs(), {.width = 900, .scale = 2}), QString());
        const QImage twice(in(u"a.png"_qs));
        QCOMPARE(twice.width(), 1800);
        QCOMPARE(writeImage(in(u"a.png"_qs), runs(), {.width = 900, .scale = 1}), QString());
        QCOMPARE(QImage(in(u"a.png"_qs)).height() * 2, twice.height());
    }

    void sameRunsGiveTheSameBytes()
    {
        for (const QString& ending : {u"png"_qs, u"svg"_qs, u"pdf"_qs}) {
            const QString a = in(u"same1."_qs + ending), b = in(u"same2."_qs + ending);
            QCOMPARE(writeImage(a, runs(), {}), QString());
            QCOMPARE(writeImage(b, runs(), {}), QString());
            QVERIFY(contents(a).size() > 10'000);
            QVERIFY(withoutDate(contents(a)) == withoutDate(contents(b)));
        }
    }

    void svgIsVectorsAndRealText()
    {
        QCOMPARE(writeImage(in(u"v.svg"_qs), runs(), {.width = 1000}), QString());
        const auto svg = parsed(contents(in(u"v.svg"_qs)));
        QVERIFY(svg);
        QCOMPARE(svg->elements.value(u"image"_qs), 0);
        QVERIFY(svg->elements.value(u"path"_qs) > 50);
        for (const QString& text : {u"Threads pinned to one processor"_qs, u"slot 12"_qs, u"Blocked"_qs,
                                    u"task starts"_qs, u"time since start"_qs})
            QVERIFY2(svg->texts.contains(text), qPrintable(text));
        QCOMPARE(svg->root.value(u"width"_qs).toString(), u"1000"_qs);
        QCOMPARE(svg->root.value(u"viewBox"_qs).toString(),
                 u"0 0 1000 "_qs + svg->root.value(u"height"_qs).toString());
    }

    void narrowPicturesKeepTheNumbersOfTheirLanes()
    {
        Trace trace = m_threads;
        for (std::size_t i = 0; i < trace.workers.size(); ++i)
            trace.workers[i].name = "a worker with a long name " + std::to_string(i + 1);
        QCOMPARE(writeImage(in(u"narrow.svg"_qs), {&trace}, {.width = 320}), QString());
        const auto svg = parsed(contents(in(u"narrow.svg"_qs)));
        QVERIFY(svg);
        for (std::size_t i = 0; i < trace.workers.size(); ++i)
            QCOMPARE(svg->texts.filter(QRegularExpression(u"^a.*\u2026.* %1$"_qs.arg(i + 1))).size(), 1);
    }

    void pdfIsVectorsOnOnePage()
    {
        QCOMPARE(writeImage(in(u"v.pdf"_qs), runs(), {.width = 960}), QString());
        const QByteArray pdf = contents(in(u"v.pdf"_qs));
        QVERIFY(pdf.startsWith("%PDF"));
        QVERIFY(!pdf.contains("/Subtype /Image"));
        QVERIFY(pdf.contains("/FontFile"));
        QVERIFY(pdf.contains("/Count 1"));
        QVERIFY2(pdf.contains("/MediaBox [0 0 720"), "960 pixels at 96 per inch are 720 points");
    }

    void hostileTitlesAndNamesAreOnlyText()
    {
        Trace hostile = m_sequential;
        hostile.info.modelName = "<script>alert(1)</script> & \x01\n\"";
        hostile.workers[0].name = "</svg><b>";
        const QString title = u"</title><script>x</script>\u0007 & more"_qs;
        QCOMPARE(writeImage(in(u"h.svg"_qs), {&hostile}, {.title = title}), QString());
        const auto svg = parsed(contents(in(u"h.svg"_qs)));
        QVERIFY(svg);
        QCOMPARE(svg->elements.value(u"script"_qs), 0);
        QCOMPARE(svg->title, u"</title><script>x</script> & more"_qs);
    }

    void runsWithNothingInThemAreDrawn()
    {
        const Trace nothing;
        for (const Grouping grouping : {Grouping::Worker, Grouping::Task, Grouping::Processor})
            for (const Theme theme : {Theme::Light, Theme::Dark, Theme::Projector, Theme::Article})
                QCOMPARE(writeImage(in(u"n.png"_qs), {&nothing},
                                    {.grouping = grouping, .theme = theme, .scale = 1}),
                         QString());
    }

    void everyThemeLooksDifferent()
    {
        QList<QByteArray> seen;
        for (const Theme theme : {Theme::Light, Theme::Dark, Theme::Projector, Theme::Article}) {
            QCOMPARE(writeImage(in(u"t.png"_qs), runs(), {.theme = theme, .scale = 1}), QString());
            QVERIFY(!seen.contains(contents(in(u"t.png"_qs))));
            seen += contents(in(u"t.png"_qs));
        }
    }

    void refusalComesBeforeTheWork_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("says");
        QTest::newRow("no name") << QString() << u"no file name"_qs;
        QTest::newRow("no ending") << in(u"picture"_qs) << u".png, .svg or .pdf"_qs;
        QTest::newRow("unknown ending") << in(u"picture.bmp"_qs) << u".png, .svg or .pdf"_qs;
        QTest::newRow("missing folder") << in(u"nowhere/picture.png"_qs) << u"does not exist"_qs;
        QTest::newRow("folder") << in(u"folder.png"_qs) << u"is a folder"_qs;
    }
    void refusalComesBeforeTheWork()
    {
        QFETCH(QString, path);
        QFETCH(QString, says);
        QDir(m_folder.path()).mkdir(u"folder.png"_qs);
        QVERIFY2(refusal(path).contains(says), qPrintable(refusal(path)));
        QCOMPARE(writeImage(path, runs(), {}), refusal(path));
    }

    void goodPathIsNotRefused()
    {
        QCOMPARE(refusal(in(u"x.png"_qs)), QString());
        QCOMPARE(refusal(in(u"x.SVG"_qs)), QString());
        QCOMPARE(refusal(in(u"x.pdf"_qs)), QString());
        QVERIFY(!QFile::exists(in(u"x.png"_qs)));
    }

    void absurdSizesAreRefusedInASentence()
    {
        QVERIFY(writeImage(in(u"s.png"_qs), runs(), {.width = 100}).contains(u"320 to 20000"_qs));
        QVERIFY(writeImage(in(u"s.png"_qs), runs(), {.centimetres = 8}).contains(u"8.5 to 500 cm"_qs));
        QVERIFY(writeImage(in(u"s.png"_qs), runs(), {.centimetres = 9, .dpi = 7}).contains(u"72 to 1200"_qs));
        QVERIFY(writeImage(in(u"s.png"_qs), runs(), {.scale = 0}).contains(u"0.5 to 8"_qs));
        QVERIFY(!writeImage(in(u"s.png"_qs), {}, {}).isEmpty());
        QVERIFY(!QFile::exists(in(u"s.png"_qs)));
    }

    void tooTallPngsAreDrawnSmaller()
    {
        const Trace tall = withTasks(9'000);
        QCOMPARE(writeImage(in(u"tall.png"_qs), {&tall}, {.grouping = Grouping::Task, .width = 320}),
                 QString());
        QCOMPARE(QImageReader(in(u"tall.png"_qs)).size().height(), 32'000);
        const Trace tooTall = withTasks(20'000);
        const QString said =
            writeImage(in(u"taller.png"_qs), {&tooTall}, {.grouping = Grouping::Task, .width = 320});
        QVERIFY2(said.contains(u"group by worker, or write an SVG"_qs), qPrintable(said));
        QVERIFY(!QFile::exists(in(u"taller.png"_qs)));
    }

    void pagesFitWhatViewersShow_data()
    {
        QTest::addColumn<std::size_t>("tasks");
        QTest::addColumn<int>("width");
        QTest::addColumn<double>("centimetres");
        QTest::addColumn<bool>("largerUnit");
        QTest::newRow("a few rows") << std::size_t{10} << 640 << 0.0 << false;
        QTest::newRow("5000 rows") << std::size_t{5'000} << 640 << 0.0 << true;
        QTest::newRow("20000 rows") << std::size_t{20'000} << 640 << 0.0 << true;
        QTest::newRow("20000 pixels wide") << std::size_t{10} << 20'000 << 0.0 << true;
        QTest::newRow("5 m wide") << std::size_t{10} << 640 << 500.0 << false;
        QTest::newRow("5000 rows on paper") << std::size_t{5'000} << 640 << 16.0 << true;
    }
    void pagesFitWhatViewersShow()
    {
        QFETCH(const std::size_t, tasks);
        QFETCH(const int, width);
        QFETCH(const double, centimetres);
        const Trace trace = withTasks(tasks);
        const ImageOptions options{.grouping = Grouping::Task, .width = width, .centimetres = centimetres};
        QCOMPARE(writeImage(in(u"page.pdf"_qs), {&trace}, options), QString());
        const QByteArray pdf = contents(in(u"page.pdf"_qs));
        const QList<double> box = numbersBehind(pdf, "/MediaBox [");
        QCOMPARE(box.size(), 4);
        QVERIFY2(box[2] <= 14'400 && box[3] <= 14'400, qPrintable(u"%1 × %2"_qs.arg(box[2]).arg(box[3])));
        QTEST(pdf.contains("/UserUnit"), "largerUnit");
        const double unit = pdf.contains("/UserUnit") ? numbersBehind(pdf, "/UserUnit ").first() : 1;
        const double wanted = centimetres > 0 ? centimetres / 2.54 * 72 : width * 0.75;
        QVERIFY2(std::abs(box[2] * unit - wanted) <= 0.5, "its true width, rounded to a point");
    }

    void nothingShowsAtTheEdges_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<double>("centimetres");
        for (const int width : {320, 321, 322, 323, 333, 1000, 1001, 1279})
            QTest::addRow("%d pixels", width) << width << 0.0;
        for (const double centimetres : {8.5, 9.3, 12.7, 16.0, 17.77, 21.0, 29.7})
            QTest::addRow("%g cm", centimetres) << 1280 << centimetres;
    }
    void nothingShowsAtTheEdges()
    {
        QFETCH(const int, width);
        QFETCH(const double, centimetres);
        ImageOptions options{
            .theme = Theme::Dark, .width = width, .centimetres = centimetres, .dpi = 133, .scale = 1.5};
        QCOMPARE(writeImage(in(u"edge.png"_qs), {&m_gil}, options), QString());
        const QSet<QRgb> background = edgesOf(QImage(in(u"edge.png"_qs)));
        QCOMPARE(background.size(), 1);
        QCOMPARE(writeImage(in(u"edge.svg"_qs), {&m_gil}, options), QString());
        const auto svg = parsed(contents(in(u"edge.svg"_qs)));
        // Rounded centimetres have not quite the proportions of the view box: the picture fills them all the
        // same.
        const QStringList box = svg->root.value(u"viewBox"_qs).toString().split(u' ');
        if (centimetres > 0)
            QCOMPARE(svg->root.value(u"preserveAspectRatio"_qs).toString(), u"none"_qs);
        else
            QCOMPARE(svg->root.value(u"height"_qs).toString(), box[3]);
        if (QStandardPaths::findExecutable(u"pdftoppm"_qs).isEmpty())
            QSKIP("needs pdftoppm, of poppler-utils");
        QCOMPARE(writeImage(in(u"edge.pdf"_qs), {&m_gil}, options), QString());
        QCOMPARE(QProcess::execute(u"pdftoppm"_qs, {u"-r"_qs, u"400"_qs, u"-png"_qs, u"-singlefile"_qs,
                                                    in(u"edge.pdf"_qs), in(u"edge-page"_qs)}),
                 0);
        QCOMPARE(edgesOf(QImage(in(u"edge-page.png"_qs))), background);
    }

#ifdef Q_OS_LINUX
    void fullDiskIsNoticedWhenAllWasStillBuffered()
    {
        const Trace nothing;
        const QString path = in(u"small.png"_qs);
        const ImageOptions small{.width = 320, .scale = 0.5};
        QCOMPARE(writeImage(path, {&nothing}, small), QString());
        const QByteArray before = contents(path);
        QVERIFY(before.size() > 1024 && before.size() < 16'384);
        Trace other;
        other.info.modelName = "Another";
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit old{};
        getrlimit(RLIMIT_FSIZE, &old);
        const rlimit limit{.rlim_cur = 1024, .rlim_max = old.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
        const QString said = writeImage(path, {&other}, small);
        setrlimit(RLIMIT_FSIZE, &old);
        QVERIFY2(said.contains(u"could not be written"_qs), qPrintable(said));
        QVERIFY(contents(path) == before);
    }

    void fullDiskLeavesTheOldFileAndSaysSo()
    {
        // A limit on the size of files fails like a full disk, in the middle of writing.
        for (const QString& ending : {u"png"_qs, u"svg"_qs, u"pdf"_qs}) {
            const QString path = in(u"full."_qs + ending);
            QCOMPARE(writeImage(path, {&m_threads}, {}), QString());
            const QByteArray before = contents(path);
            const QStringList files = QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden);
            std::signal(SIGXFSZ, SIG_IGN);
            rlimit old{};
            getrlimit(RLIMIT_FSIZE, &old);
            const rlimit small{.rlim_cur = 4096, .rlim_max = old.rlim_max};
            setrlimit(RLIMIT_FSIZE, &small);
            const QString said = writeImage(path, runs(), {});
            setrlimit(RLIMIT_FSIZE, &old);
            QVERIFY2(said.contains(u"could not be written"_qs), qPrintable(said));
            QVERIFY2(said.contains(path), qPrintable(said));
            QVERIFY(contents(path) == before);
            QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden), files); // nothing left over
        }
    }
#endif
};

QTEST_MAIN(ImageTest)
#include "tst_image.moc"
