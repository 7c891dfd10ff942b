// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/imageformat.h"

#include "app/images/svgcompact.h"
#include "app/timeline/sweeppaint.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QMarginsF>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace interleave::images {
namespace {

constexpr int pixelsPerInch = 96; // of a logical pixel, as in CSS and SVG
constexpr double cmPerInch = 2.54;
constexpr double pointsPerPixel = 72.0 / pixelsPerInch;
constexpr int mostPixels = 32'000;   // of a side: QPainter's raster engine takes no more
constexpr double mostArea = 1 << 28; // pixels of all: 1 GiB while it is drawn
constexpr int mostPoints = 14'400;   // of a page's side, unless it says that its unit is larger than a point

constexpr double leastScale = 0.5; // below it nothing could be read

QString tr(const char* text) { return QCoreApplication::translate("Images", text); }

/// The scale, or the largest below it at which the picture is not too large for a PNG.
double fitting(const Picture& picture, double scale)
{
    const double width = picture.width, height = picture.height;
    return std::min({scale, mostPixels / std::max(width, height), std::sqrt(mostArea / (width * height))});
}

/// How much larger it is on paper than at 96 pixels per inch: the width asked for is no whole pixel there.
double stretchOf(const Picture& picture, const FileSize& size)
{
    return size.centimetres > 0 ? size.centimetres / cmPerInch * pixelsPerInch / picture.width : 1;
}

/// Of a PNG; less than was asked for where it had to be made smaller.
int dotsPerMeterOf(const FileSize& size, double wanted, double scale)
{
    const double perInch = size.centimetres > 0 ? size.dpi * scale / wanted : pixelsPerInch * scale;
    return static_cast<int>(std::lround(perInch / cmPerInch * 100));
}

Encoded png(const Picture& picture, const FileSize& size)
{
    const double wanted = size.centimetres > 0
                              ? std::round(size.centimetres / cmPerInch * size.dpi) / picture.width
                              : size.scale;
    const double scale = fitting(picture, wanted);
    if (scale < leastScale)
        return {
            {},
            tr("The picture would be %1 by %2 pixels even at half size, more than a PNG can have here (%3): "
               "group by worker, or write an SVG.")
                .arg(std::lround(picture.width * leastScale))
                .arg(std::lround(picture.height * leastScale))
                .arg(mostPixels)};
    QImage image = raster(picture, scale);
    if (image.isNull())
        return {{},
                tr("There is not enough memory for a picture of %1 by %2 pixels.")
                    .arg(std::lround(picture.width * scale))
                    .arg(std::lround(picture.height * scale))};
    const int dotsPerMeter = dotsPerMeterOf(size, wanted, scale);
    image.setDotsPerMeterX(dotsPerMeter);
    image.setDotsPerMeterY(dotsPerMeter);
    Encoded encoded;
    QBuffer buffer(&encoded.bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        encoded.failure = tr("The picture could not be written as PNG.");
    return encoded;
}

/// A length of an SVG's size, in pixels or centimetres.
QString lengthOf(int pixels, const Picture& picture, const FileSize& size)
{
    return size.centimetres > 0
               ? QString::number(size.centimetres * pixels / picture.width, 'f', 3) + QStringLiteral("cm")
               : QString::number(pixels);
}

Encoded svg(const Picture& picture, const FileSize& fileSize)
{
    Encoded encoded;
    QBuffer buffer(&encoded.bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(pixelsPerInch);
    generator.setSize(QSize(picture.width, picture.height));
    generator.setViewBox(QRect(0, 0, picture.width, picture.height));
    generator.setTitle(picture.title.toHtmlEscaped()); // QSvgGenerator does not escape it
    generator.setDescription(QStringLiteral("Interleave"));
    if (!picture.paint(generator, view::Medium::Vector, 1))
        encoded.failure = tr("The picture could not be written as SVG.");
    // QSvgGenerator writes the size in rounded millimetres: a fraction of a pixel too much. Centimetres are
    // rounded too, but the picture fills them: nothing shows beside it.
    const qsizetype size = encoded.bytes.indexOf(" width=");
    const qsizetype sizeEnd = encoded.bytes.indexOf('\n', size);
    encoded.bytes.replace(
        size, sizeEnd - size,
        QStringLiteral(" width=\"%1\" height=\"%2\"%3")
            .arg(lengthOf(picture.width, picture, fileSize), lengthOf(picture.height, picture, fileSize),
                 fileSize.centimetres > 0 ? QStringLiteral(" preserveAspectRatio=\"none\"") : QString())
            .toUtf8());
    // A reader without the font takes the next, not a serif one.
    const QString family = picture.family;
    encoded.bytes.replace(
        QStringLiteral("font-family=\"%1\"").arg(family).toUtf8(),
        QStringLiteral("font-family=\"%1, 'DejaVu Sans', Arial, sans-serif\"").arg(family).toUtf8());
    encoded.bytes = compacted(encoded.bytes);
    return encoded;
}

Encoded pdf(const Picture& picture, const FileSize& size)
{
    Encoded encoded;
    QBuffer buffer(&encoded.bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(picture.title);
    writer.setCreator(QStringLiteral("Interleave"));
    writer.setResolution(pixelsPerInch);
    // A page is of whole points: the picture is made to fit into it, which is the only rounding.
    const QSizeF wanted = QSizeF(picture.width, picture.height) * pointsPerPixel * stretchOf(picture, size);
    const QSize page = wanted.toSize();
    const double fitted = std::min(page.width() / (picture.width * pointsPerPixel),
                                   page.height() / (picture.height * pointsPerPixel));
    if (std::max(page.width(), page.height()) > mostPoints)
        writer.setPdfVersion(
            QPagedPaintDevice::PdfVersion_1_6); // knows larger units, and Qt then writes them
    writer.setPageSize(QPageSize(page, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    if (!picture.paint(writer, view::Medium::Vector, fitted))
        encoded.failure = tr("The picture could not be written as PDF.");
    return encoded;
}

} // namespace

Picture pictureOf(view::SheetPlan plan)
{
    Picture picture{plan.width, plan.height(), plan.words.title, plan.theme.family, {}};
    picture.paint = [plan = std::move(plan)](QPaintDevice& device, view::Medium medium, double scale) {
        return view::paintSheet(device, plan, medium, scale);
    };
    return picture;
}

Picture pictureOf(view::SweepPlan plan)
{
    Picture picture{plan.width, plan.height, plan.title, plan.theme.family, {}};
    picture.paint = [plan = std::move(plan)](QPaintDevice& device, view::Medium, double scale) {
        return view::paintSweep(device, plan, scale);
    };
    return picture;
}

std::optional<Format> formatOf(const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("png"))
        return Format::Png;
    if (ending == QLatin1String("svg"))
        return Format::Svg;
    if (ending == QLatin1String("pdf"))
        return Format::Pdf;
    return {};
}

QImage raster(const Picture& picture, double scale)
{
    const QSize size(static_cast<int>(std::lround(picture.width * scale)),
                     static_cast<int>(std::lround(picture.height * scale)));
    // A hair more than the limit may come of rounding what fits exactly.
    const double area = static_cast<double>(size.width()) * size.height();
    if (std::max(size.width(), size.height()) > mostPixels || area > 1.01 * mostArea)
        return {};
    QImage image(size, QImage::Format_RGB32);
    const bool drawn = !image.isNull() && picture.paint(image, view::Medium::Pixels, scale);
    return drawn ? image : QImage();
}

Encoded encode(const Picture& picture, Format format, const FileSize& size)
{
    switch (format) {
    case Format::Png:
        return png(picture, size);
    case Format::Svg:
        return svg(picture, size);
    case Format::Pdf:
        return pdf(picture, size);
    }
    return {};
}

} // namespace interleave::images
